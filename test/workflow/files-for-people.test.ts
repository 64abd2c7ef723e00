import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CommandSession, commandSession, extractsWith } from "../cli/commands/command-session.ts";
import { parseCsv } from "../extract/campaign.ts";

const out = mkdtempSync(path.join(tmpdir(), "files-"));
afterAll(() => rmSync(out, { recursive: true }));
let read: CommandSession["read"];

/** The fixtures as of the end of August, and a relationship whose id a spreadsheet would take for a formula. */
beforeAll(async () => {
  const session = commandSession(out);
  ({ read } = session);
  const withFormula = (text: string) => text.replaceAll("RL0012", "=RL0012");
  const extracts = extractsWith(
    { "relationships.csv": withFormula, "contributions.csv": withFormula },
    path.join(out, "extracts"),
  );
  const planned = await session.type("plan", "--extracts", extracts, "--as-of", "2026-08-31");
  expect(planned, planned.stderr).toMatchObject({ exitCode: 0 });
});

test.each([
  ["decisions.csv", "employer_id,decision,reason,unpaid,in_review"],
  ["rejected.csv", "file,line,severity,code,column,message"],
  ["owed.csv", "employer_id,relationship_id,quarter,last_day,state,amount_due,amount_paid,in_review"],
  ["withheld.csv", "employer_id,file,line,code"],
])(
  "%s is for a spreadsheet: byte order mark, commas, CRLF, no formulas, sorted by whom it is about",
  (name, header) => {
    const text = read(name);
    expect(text.startsWith(`\ufeff${header}\r\n`)).toBe(true);
    expect(text.endsWith("\r\n")).toBe(true);
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(text).not.toMatch(/(^|,|\r\n)"?[=+@]/);
    const rows = parseCsv(text);
    expect(new Set(rows.map((cells) => cells.length))).toEqual(new Set([header.split(",").length]));
    if (name === "rejected.csv") return;
    const ids = rows.slice(1).map(([id = ""]) => id);
    expect(ids).toEqual(ids.toSorted());
  },
);

const owed = (employerId: string) =>
  parseCsv(read("owed.csv"))
    .filter(([id]) => id === employerId)
    .map(([, ...cells]) => cells.join(","));

test.each([
  {
    who: "Maria pays Q2 in time: both quarters, also the paid",
    id: "FRRMRA61C54H501J",
    rows: ["RL0001,2026-Q1,2026-04-10,unpaid,312.00,0.00,false", "RL0001,2026-Q2,2026-07-10,paid,312.00,312.00,false"],
  },
  {
    who: "Nicolò, in several payments; what is shown is the id without what protects it",
    id: "SRTNCL83E06D612M",
    rows: ["=RL0012,2026-Q1,2026-04-10,paid,312.50,312.50,false", "=RL0012,2026-Q2,2026-07-10,unpaid,,0.00,false"],
  },
  {
    who: "Massimiliano, in part",
    id: "CQVMSM72B29D969E",
    rows: [
      "RL0021,2026-Q1,2026-04-10,unpaid,312.00,0.00,false",
      "RL0021,2026-Q2,2026-07-10,partial,312.00,200.00,false",
    ],
  },
  {
    who: "Amir, no amount due stated",
    id: "90000000011",
    rows: ["RL0020,2026-Q1,2026-04-10,unpaid,,0.00,false", "RL0020,2026-Q2,2026-07-10,unpaid,,0.00,false"],
  },
  {
    who: "Giuseppe, one relationship in review for Q1 alone",
    id: "TRNGPP58S23G273M",
    rows: [
      "RL0003,2026-Q1,2026-04-10,unpaid,402.48,0.00,false",
      "RL0003,2026-Q2,2026-07-10,paid,402.48,402.48,false",
      "RL0004,2026-Q1,2026-04-10,unpaid,198.00,0.00,true",
      "RL0004,2026-Q2,2026-07-10,unpaid,,0.00,false",
    ],
  },
  { who: "Giorgia is withheld: what she owes is not known", id: "DLMGRG90D63L424Y", rows: [] },
])("owed.csv: $who", ({ id, rows }) => {
  expect(owed(id)).toEqual(rows);
});

test("withheld.csv names every row that may be about somebody and was not used, and whom it withholds", () => {
  const [, ...rows] = parseCsv(read("withheld.csv"));
  expect(rows.map((cells) => cells.join(","))).toEqual([
    "BRNLNE68H61E506U,relationships.csv,31,invalid-date",
    "BRNLNE68H61E506U,relationships.csv,32,blank-relationship-id",
    "BRNLNE68H61E506U,relationships.csv,33,ends-before-start",
    "BRNLNE68H61E506U,requests.csv,9,invalid-state",
    "DLMGRG90D63L424Y,contributions.csv,33,conflicting-amount-due",
    "DLMGRG90D63L424Y,contributions.csv,34,invalid-amount",
    "DLMGRG90D63L424Y,contributions.csv,35,invalid-quarter",
    "DLMGRG90D63L424Y,contributions.csv,36,invalid-date",
    "DLMGRG90D63L424Y,requests.csv,8,foreign-relationship",
    "DLMGRG90D63L424Y,suspensions.csv,3,invalid-quarter",
    "VCNPTR75H29L781U,employers.csv,26,duplicate-employer",
    "VCNPTR75H29L781U,requests.csv,8,foreign-relationship",
  ]);
  const withheld = parseCsv(read("decisions.csv")).filter(([, decision]) => decision === "withheld");
  expect(withheld.map(([id]) => id)).toEqual([...new Set(rows.map(([id]) => id))]);
});

test("decisions.csv: what is unpaid and what is in review, by what owed.csv says", () => {
  const states = new Map(
    parseCsv(read("owed.csv")).map(([id, relationship, quarter, , state, , , inReview]) => [
      `${id}:${relationship}:${quarter}`,
      `${state}, in review ${inReview}`,
    ]),
  );
  const entriesIn = (list: string) => list.split("|").filter((text) => text !== "");
  const [, ...rows] = parseCsv(read("decisions.csv"));
  expect(rows).toHaveLength(21);
  for (const [id, decision, , unpaid = "", inReview = ""] of rows) {
    expect(unpaid === "").toBe(decision !== "selected");
    for (const [list, isInReview] of [
      [unpaid, false],
      [inReview, true],
    ] as const)
      for (const entry of entriesIn(list)) {
        const [relationship, quarter, state] = entry.split(":");
        expect(states.get(`${id}:${relationship}:${quarter}`)).toBe(`${state}, in review ${isInReview}`);
      }
  }
  // D’Artagnan's request, pending in May, was answered in June; that of Giuseppe is still open.
  expect(rows.filter(([, , , , inReview]) => inReview !== "").map(([id, , , , inReview]) => [id, inReview])).toEqual([
    ["TRNGPP58S23G273M", "RL0004:2026-Q1:unpaid"],
  ]);
});

test("no file for people repeats a cell that was wrong", () => {
  const all =
    readFileSync(path.join(out, "campaigns/2026-05/rejected.csv"), "utf8") +
    read("withheld.csv") +
    read("campaign.json");
  for (const cell of ["3I2,00", "primo trimestre", "non disponibile", "AVVISO 19", "salvatore(at)"])
    expect(all).not.toContain(cell);
});
