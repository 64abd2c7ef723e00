import { expect, test } from "vitest";
import { filesIn, ledgerIn, outcomeOf, temporaryFolder } from "./campaign.ts";
import { anna, asFiles, mario, smallExtracts } from "./small-extracts.ts";

const withheld = "withheld,incomplete-data,";
const note = "x".repeat(70_000);

/** Files in which the row that proves Mario's payment is misplaced and cannot be read. */
test.each([
  {
    name: "decimal commas move the cells",
    contributions: ["quarter,amount_due,amount_paid,relationship_id", "2026-Q1,312,50,312,50,R1"],
  },
  {
    name: "decimal commas move the cells, and their number is right by chance",
    contributions: ["quarter,amount_due,amount_paid,paid_on,relationship_id", "2026-Q1,312,50,312,R1"],
  },
  {
    name: "another delimiter",
    contributions: ["relationship_id;quarter;amount_due;amount_paid", "R1,2026-Q1,312,312"],
  },
  {
    name: "tabs",
    contributions: ["relationship_id;quarter;amount_due;amount_paid", "R1\t2026-Q1\t312\t312"],
  },
  {
    name: "a bar, which is no delimiter of ours",
    contributions: ["relationship_id;quarter;amount_due;amount_paid", "R1|2026-Q1|312|312"],
  },
  {
    name: "a whole row in quotes",
    contributions: ["relationship_id;quarter;amount_due;amount_paid", '"R1;2026-Q1;312;312"'],
  },
  {
    name: "an empty cell before all others",
    contributions: ["relationship_id,quarter,amount_due,amount_paid", ",R1,2026-Q1,312,312"],
  },
  {
    name: "two rows on one line",
    contributions: ["relationship_id,quarter,amount_due,amount_paid", "R2,2026-Q1,312,312,R1,2026-Q1,312,312"],
  },
  {
    name: "a note of 70 KB before all others",
    contributions: ["note,relationship_id,quarter,amount_due,amount_paid", `${note},R1,2026-Q1,312,312`],
  },
  {
    name: "a quoted note of 70 KB before all others",
    contributions: ["note,relationship_id,quarter,amount_due,amount_paid", `"${note}",R1,2026-Q1,312,312`],
  },
  {
    name: "swallowed by a note in quotes",
    contributions: [
      "relationship_id;quarter;amount_due;amount_paid;note",
      'R2;2026-Q1;312;312;"via',
      'R1;2026-Q1;312;312;"',
    ],
  },
  {
    name: "swallowed by a notice number in quotes",
    contributions: [
      "relationship_id;quarter;amount_due;amount_paid;notice_number",
      'R2;2026-Q1;312;312;"301000000000000000',
      'R1;2026-Q1;312;312;301000000000000000"',
    ],
  },
  {
    name: "swallowed by a note that comes first",
    contributions: [
      "note;relationship_id;quarter;amount_due;amount_paid",
      '"via;R1;2026-Q1;312;312',
      'x";R2;2026-Q1;312;312',
    ],
  },
  {
    name: "swallowed between others",
    contributions: [
      "relationship_id;quarter;amount_due;amount_paid;note",
      'R2;2026-Q1;312;312;"via',
      "R1;2026-Q1;312;312;",
      'R2;2026-Q2;312;312;"',
    ],
  },
  { name: "a suspension swallowed", suspensions: ["relationship_id,quarter,note", 'R2,2025-Q4,"a', 'R1,2026-Q1,"'] },
  {
    name: "a relationship swallowed by a worker's name",
    relationships: [
      "relationship_id,employer_id,worker_first_name,started_on,ended_on",
      `R1,${mario},OLENA,2020-01-01,`,
      `R2,${anna},"MARICEL,2020-01-01,`,
      `R3,${mario},IRINA",2020-01-01,`,
    ],
  },
  {
    name: "cells of a relationship in another order",
    relationships: [...smallExtracts().relationships, `${mario},R3,ANA,2020-01-01,`],
  },
  {
    name: "a comma in the name of an employer who stands there twice",
    employers: ["first_name,employer_id", `MARIO,${mario}`, `ANNA,${anna}`, `MARIO, MARIA,${mario}`],
  },
])("whoever a lost row is about is withheld: $name", async ({ name: _, ...changed }) => {
  const { rejected, decisions } = await outcomeOf(await filesIn(asFiles({ ...smallExtracts(), ...changed })));
  expect(decisions.get(mario)).toBe(withheld);
  expect(rejected.filter((row) => !row.includes(":field:"))).not.toEqual([]);
});

test.each([
  { name: "in its last cell", row: 'R1,2026-Q1,312,312,"first line\nsecond line"', columns: ["", ",note"] },
  { name: "in its first cell", row: '"first line\nsecond line",R1,2026-Q1,312,312', columns: ["note,", ""] },
  { name: "and delimiters in its last cell", row: 'R1,2026-Q1,312,312,"a\nb, c, d, e, f"', columns: ["", ",note"] },
  { name: "as an amount has", row: 'R1,2026-Q1,"312",312,"a\nR1 2026-Q1"', columns: ["", ",note"] },
])("a row with a line break $name is a row like any other", async ({ row, columns: [before, after] }) => {
  const contributions = [`${before}relationship_id,quarter,amount_due,amount_paid${after}`, row];
  const { rejected, decisions } = await outcomeOf(await filesIn(asFiles({ ...smallExtracts(), contributions })));
  expect([rejected, decisions.get(mario)]).toEqual([[], "excluded,all-paid,"]);
});

test("of a rejected row the ledger keeps whom it may be about, and nothing else", async () => {
  const lines = smallExtracts();
  lines.contributions.push("x,R1,2026-Q1,segreto,312,50,,", "R9,2026-QX,altro,,,");
  const outFolder = await temporaryFolder();
  await outcomeOf(await filesIn(asFiles(lines)), { outFolder });
  const { reader } = await ledgerIn(outFolder);
  expect(reader.prepare("select relationship_id from rejected_names").pluck().all()).toEqual(["R1"]);
});

test("amounts in a rejected row name nobody, though a relationship has such a number", async () => {
  const lines = smallExtracts();
  lines.relationships.push(`312,${mario},ANA,2020-01-01,`);
  lines.contributions.push("R2,2026-QX,312,312,,");
  const { decisions } = await outcomeOf(await filesIn(asFiles(lines)));
  expect([decisions.get(anna), decisions.get(mario)]).toEqual([
    withheld,
    "selected,unpaid,312:2026-Q1:unpaid|R1:2026-Q1:unpaid",
  ]);
});
