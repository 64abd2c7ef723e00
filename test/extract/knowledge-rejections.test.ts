import { expect, test } from "vitest";
import { filesIn, outcomeOf } from "./campaign.ts";
import { anna, asFiles, extractsWithKnowledge, type KnowledgeLines, mario } from "./small-extracts.ts";

/** Without requests Mario is told of R1, and Anna has paid R2. */
const standing = { mario: "selected,unpaid,R1:2026-Q1:unpaid", anna: "excluded,all-paid," };
const withheld = "withheld,incomplete-data,";
const bothWithheld = { mario: withheld, anna: withheld };
const marioWithheld = { ...standing, mario: withheld };
const annaWithheld = { ...standing, anna: withheld };
const marioInReview = { ...standing, mario: "excluded,in-review," };

/** Closed long ago: changes nothing. */
const row = (id: string, employer: string, relationship = "", more = "other,closed,,2025-01-01,2025-01-02") =>
  `${id},${employer},${relationship},,${more}`;
const pending = (id: string, employer: string, relationship: string) =>
  row(id, employer, relationship, "paid-not-shown,open,,2026-05-02,");

type Case = { name: string; lines: Partial<KnowledgeLines>; rejected?: string[]; decisions?: typeof standing };

test.each<Case>([
  { name: "nothing known", lines: {} },
  { name: "a request that changes nothing", lines: { requests: [row("Q1", mario, "R1")] } },
  { name: "a pending request", lines: { requests: [pending("Q1", mario, "R1")] }, decisions: marioInReview },
  {
    name: "a pending request about everything",
    lines: { requests: [pending("Q1", mario, "")] },
    decisions: marioInReview,
  },
  { name: "of another employer", lines: { requests: [pending("Q1", anna, "")] } },
  {
    name: "a row that cannot be read names its employer",
    lines: { requests: [`${row("Q1", mario)},more`] },
    rejected: ["requests:2:row:malformed-row"],
    decisions: marioWithheld,
  },
  {
    name: "an invalid employer, about a relationship that is known",
    lines: { requests: [row("Q1", "RSSMRA80A01H501X", "R2")] },
    rejected: ["requests:2:row:invalid-fiscal-code"],
    decisions: annaWithheld,
  },
  {
    name: "cells a column too far to the left: the employer is found wherever it stands",
    lines: { requests: [`${mario},R9,,other,open,,2026-05-02,,`] },
    rejected: ["requests:2:row:invalid-fiscal-code"],
    decisions: marioWithheld,
  },
  {
    name: "an invalid state",
    lines: { requests: [row("Q1", mario, "", "other,chiusa,,2025-01-01,2025-01-02")] },
    rejected: ["requests:2:row:invalid-state"],
    decisions: marioWithheld,
  },
  {
    name: "without a number",
    lines: { requests: [row("", mario)] },
    rejected: ["requests:2:row:blank-request-id"],
    decisions: marioWithheld,
  },
  {
    name: "an unknown employer names nobody",
    lines: { requests: [row("Q1", "90000000011")] },
    rejected: ["requests:2:row:unknown-employer"],
  },
  {
    name: "an unknown employer, about a relationship that is known",
    lines: { requests: [row("Q1", "90000000011", "R1")] },
    rejected: ["requests:2:row:unknown-employer"],
    decisions: marioWithheld,
  },
  {
    name: "an unknown relationship",
    lines: { requests: [row("Q1", mario, "R9")] },
    rejected: ["requests:2:row:unknown-relationship"],
    decisions: marioWithheld,
  },
  {
    name: "an unknown relationship that another employer's may be in another form",
    lines: { requests: [row("Q1", mario, "r-02")] },
    rejected: ["requests:2:row:unknown-relationship"],
    decisions: bothWithheld,
  },
  {
    name: "another employer's relationship",
    lines: { requests: [row("Q1", mario, "R2")] },
    rejected: ["requests:2:row:foreign-relationship"],
    decisions: bothWithheld,
  },
  {
    name: "an exact repeat, blanks and small letters aside, harms nobody",
    lines: { requests: [pending("Q1", mario, "R1"), ` ${pending("Q1", mario.toLowerCase(), " R1 ")}`] },
    rejected: ["requests:3:row:duplicate-request"],
    decisions: marioInReview,
  },
  {
    name: "a second row that differs",
    lines: { requests: [pending("Q1", mario, "R1"), row("Q1", mario, "R1")] },
    rejected: ["requests:3:row:duplicate-request"],
    decisions: marioWithheld,
  },
  {
    name: "a second row of another employer: both are unsure",
    lines: { requests: [row("Q1", mario), row("Q1", anna)] },
    rejected: ["requests:3:row:duplicate-request"],
    decisions: bothWithheld,
  },
  {
    name: "a second row of an unknown employer: a duplicate first of all",
    lines: { requests: [row("Q1", anna), row("Q1", "90000000011")] },
    rejected: ["requests:3:row:duplicate-request"],
    decisions: annaWithheld,
  },
  {
    name: "three rows: the first that can be used stands",
    lines: { requests: [row("Q1", "90000000011"), pending("Q1", mario, "R1"), pending("Q1", mario, "R1")] },
    rejected: ["requests:2:row:unknown-employer", "requests:4:row:duplicate-request"],
    decisions: marioInReview,
  },
  {
    name: "a bad row before the good one of the same number",
    lines: { requests: [row("Q1", mario, "", "?,open,,2026-05-02,"), pending("Q1", mario, "R1")] },
    rejected: ["requests:2:row:invalid-category"],
    decisions: marioWithheld,
  },
  {
    name: "rows of delegations withhold nobody",
    lines: {
      delegations: [
        `${mario},${anna},person,ANNA,never,,,`,
        `${mario},x,person,R1,2026-01-01,,,`,
        "90000000011,80000000001,person,ANNA,2026-01-01,,,",
        `${mario},${anna},person,ANNA,2026-01-01,,,,,`,
        `${mario},${anna},person,ANNA,2026-01-01,2025-12-31,,`,
        `${mario},${anna},friend,ANNA,2026-01-01,,,`,
        `${mario},${anna},person,ANNA,2026-01-01,,anna at home,perhaps`,
      ],
    },
    rejected: [
      "delegations:2:row:invalid-date",
      "delegations:3:row:invalid-fiscal-code",
      "delegations:4:row:unknown-employer",
      "delegations:5:row:malformed-row",
      "delegations:6:row:ends-before-start",
      "delegations:7:row:invalid-category",
      "delegations:8:field:invalid-email",
      "delegations:8:field:invalid-boolean",
    ],
  },
  {
    name: "rows of profiles withhold nobody, and a repeat is one",
    lines: {
      profiles: [`${mario},R1`, `${mario},parent`, `${mario},parent`, "90000000011,parent", "x,parent", `${mario}`],
    },
    rejected: [
      "profiles:2:row:invalid-category",
      "profiles:5:row:unknown-employer",
      "profiles:6:row:invalid-fiscal-code",
      "profiles:7:row:malformed-row",
    ],
  },
])("$name", async ({ lines, rejected = [], decisions = standing }) => {
  const all = extractsWithKnowledge();
  for (const [file, added] of Object.entries(lines)) all[file as keyof KnowledgeLines].push(...added);
  const outcome = await outcomeOf(await filesIn(asFiles(all)));
  expect(outcome.rejected).toEqual(rejected);
  expect(Object.fromEntries(outcome.decisions)).toEqual({ [mario]: decisions.mario, [anna]: decisions.anna });
  for (const { file, rows, accepted, rejected: refused } of outcome.summary.files) {
    expect([file, rows]).toEqual([file, all[file].length - 1]);
    expect(accepted + refused).toBe(rows);
  }
});

test("a request's number in a spreadsheet's form a hundred thousand times is still read in seconds", async () => {
  const lines = extractsWithKnowledge();
  for (let number = 0; number < 100_000; number += 1)
    lines.requests.push(row("3E+09", number % 2 === 0 ? mario : anna));
  const { summary, decisions } = await outcomeOf(await filesIn(asFiles(lines)));
  expect(summary.files.find(({ file }) => file === "requests")).toMatchObject({ accepted: 1, rejected: 99_999 });
  // Every second one is an exact repeat of the first.
  expect(Object.fromEntries(decisions)).toEqual({ [mario]: withheld, [anna]: withheld });
});
