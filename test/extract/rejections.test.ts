import { expect, test } from "vitest";
import { filesIn, outcomeOf } from "./campaign.ts";
import { anna, asFiles, type Lines, mario, smallExtracts } from "./small-extracts.ts";

const standing = { mario: "selected,unpaid,R1:2026-Q1:unpaid", anna: "excluded,all-paid," };
const withheld = "withheld,incomplete-data,";
const bothWithheld = { mario: withheld, anna: withheld };
const marioWithheld = { ...standing, mario: withheld };
const annaWithheld = { ...standing, anna: withheld };

type Case = {
  name: string;
  change: (lines: Lines) => unknown;
  rejected: string[];
  decisions?: { mario?: string; anna?: string };
};

/** Adds one row at the end of a file. */
const add =
  (file: keyof Lines, ...rows: string[]) =>
  (lines: Lines) =>
    lines[file].push(...rows);

test.each<Case>([
  { name: "nothing wrong", change: () => {}, rejected: [] },

  // employers.csv
  {
    name: "employer: wrong check character",
    change: add("employers", "RSSMRA80A01H501Z,CARLO"),
    rejected: ["employers:4:row:invalid-fiscal-code"],
  },
  {
    name: "employer: blank name",
    change: add("employers", "90000000011, "),
    rejected: ["employers:4:row:blank-first-name"],
  },
  {
    name: "employer: wrong code and blank name: the first in the contract's order",
    change: add("employers", "X,"),
    rejected: ["employers:4:row:invalid-fiscal-code"],
  },
  {
    name: "employer: exact duplicate, blanks and small letters aside, harms nobody",
    change: add("employers", ` ${mario.toLowerCase()} , MARIO`),
    rejected: ["employers:4:row:duplicate-employer"],
  },
  {
    name: "employer: duplicate that differs",
    change: add("employers", `${mario},MARIA`),
    rejected: ["employers:4:row:duplicate-employer"],
    decisions: marioWithheld,
  },
  {
    name: "employer: a second row without a name differs too",
    change: add("employers", `${mario},`),
    rejected: ["employers:4:row:blank-first-name"],
    decisions: marioWithheld,
  },
  {
    name: "employer: a first row without a name, then a good one",
    change: (lines) => lines.employers.splice(1, 0, `${mario},`),
    rejected: ["employers:2:row:blank-first-name"],
    decisions: marioWithheld,
  },
  {
    name: "employer: a field too many",
    change: add("employers", `${mario},MARIO,ROSSI`),
    rejected: ["employers:4:row:malformed-row"],
    decisions: marioWithheld,
  },

  // relationships.csv
  {
    name: "relationship: wrong check character",
    change: add("relationships", "R3,RSSMRA80A01H501Z,ANA,2020-01-01,"),
    rejected: ["relationships:4:row:invalid-fiscal-code"],
  },
  {
    name: "relationship: wrong code, but of a relationship that is known",
    change: add("relationships", "R1,RSSMRA80A01H501Z,ANA,2020-01-01,"),
    rejected: ["relationships:4:row:invalid-fiscal-code"],
    decisions: marioWithheld,
  },
  {
    name: "relationship: blank worker's name",
    change: add("relationships", `R3,${mario},,2020-01-01,`),
    rejected: ["relationships:4:row:blank-first-name"],
    decisions: marioWithheld,
  },
  {
    name: "relationship: blank number",
    change: add("relationships", ` ,${mario},ANA,2020-01-01,`),
    rejected: ["relationships:4:row:blank-relationship-id"],
    decisions: marioWithheld,
  },
  {
    name: "relationship: no start",
    change: add("relationships", `R3,${mario},ANA,,`),
    rejected: ["relationships:4:row:invalid-date"],
    decisions: marioWithheld,
  },
  {
    name: "relationship: end on a day that does not exist",
    change: add("relationships", `R3,${mario},ANA,2020-01-01,2025-02-29`),
    rejected: ["relationships:4:row:invalid-date"],
    decisions: marioWithheld,
  },
  {
    name: "relationship: ends the day before it starts",
    change: add("relationships", `R3,${mario},ANA,2020-01-02,2020-01-01`),
    rejected: ["relationships:4:row:ends-before-start"],
    decisions: marioWithheld,
  },
  {
    name: "relationship: one day long",
    change: add("relationships", `R3,${mario},ANA,2020-01-01,2020-01-01`),
    rejected: [],
  },
  {
    name: "relationship: exact duplicate",
    change: add("relationships", `R1,${mario},OLENA,2020-01-01,`),
    rejected: ["relationships:4:row:duplicate-relationship"],
  },
  {
    name: "relationship: duplicate that differs",
    change: add("relationships", `R1,${mario},OLENA,2020-01-02,`),
    rejected: ["relationships:4:row:duplicate-relationship"],
    decisions: marioWithheld,
  },
  {
    name: "relationship: the same number for another employer: both are unsure",
    change: add("relationships", `R1,${anna},OLENA,2020-01-01,`),
    rejected: ["relationships:4:row:duplicate-relationship"],
    decisions: bothWithheld,
  },
  {
    name: "relationship: employer not in the extract",
    change: add("relationships", "R3,90000000011,ANA,2020-01-01,"),
    rejected: ["relationships:4:row:unknown-employer"],
  },
  {
    name: "relationship: first given to an unknown employer, then to a known one",
    change: (lines) => lines.relationships.splice(1, 0, "R1,90000000011,OLENA,2020-01-01,"),
    rejected: ["relationships:2:row:unknown-employer"],
    decisions: marioWithheld,
  },
  {
    name: "relationship: a bad row before the good one of the same number",
    change: (lines) => lines.relationships.splice(1, 0, `R2,${anna},MARICEL,never,`),
    rejected: ["relationships:2:row:invalid-date"],
    decisions: annaWithheld,
  },

  // contributions.csv
  {
    name: "contribution: blank number",
    change: add("contributions", ",2026-Q1,312,312,,"),
    rejected: ["contributions:4:row:blank-relationship-id"],
  },
  {
    name: "contribution: unknown relationship",
    change: add("contributions", "R9,2026-Q1,312,312,,"),
    rejected: ["contributions:4:row:unknown-relationship"],
  },
  {
    name: "contribution: a number in another form is unknown, and withholds whom it may be about",
    change: add("contributions", "r1,2026-Q1,312,312,,"),
    rejected: ["contributions:4:row:unknown-relationship"],
    decisions: marioWithheld,
  },
  {
    name: "contribution: no such day",
    change: add("contributions", "R1,2026-Q1,312,312,2026-02-30,"),
    rejected: ["contributions:4:row:invalid-date"],
    decisions: marioWithheld,
  },
  {
    name: "contribution: no such quarter",
    change: add("contributions", "R1,2026-Q5,312,312,,"),
    rejected: ["contributions:4:row:invalid-quarter"],
    decisions: marioWithheld,
  },
  {
    name: "contribution: wrong day and wrong quarter: the first in the contract's order",
    change: add("contributions", "R1,2026-Q5,312,312,never,"),
    rejected: ["contributions:4:row:invalid-date"],
    decisions: marioWithheld,
  },
  {
    name: "contribution: negative amount due",
    change: add("contributions", "R1,2026-Q1,-312,312,,"),
    rejected: ["contributions:4:row:invalid-amount"],
    decisions: marioWithheld,
  },
  {
    name: "contribution: payment with three decimals",
    change: add("contributions", 'R1,2026-Q1,312,"312,500",,'),
    rejected: ["contributions:4:row:invalid-amount"],
    decisions: marioWithheld,
  },
  {
    name: "contribution: a decimal comma where the comma separates",
    change: add("contributions", "R1,2026-Q1,312,50,312,50,2026-04-05,"),
    rejected: ["contributions:4:row:malformed-row"],
    decisions: marioWithheld,
  },
  {
    name: "contribution: another amount due than before",
    change: add("contributions", "R1,2026-Q1,313,312,2026-04-05,"),
    rejected: ["contributions:4:row:conflicting-amount-due"],
    decisions: marioWithheld,
  },
  {
    name: "contribution: the same amount due, written otherwise, is a payment",
    change: add("contributions", 'R1,2026-Q1,"312,0",312,2026-04-05,'),
    rejected: [],
    decisions: { ...standing, mario: "excluded,all-paid," },
  },
  {
    name: "contribution: no amount due beside one that is stated",
    change: add("contributions", "R1,2026-Q1,,100,2026-04-05,"),
    rejected: [],
    decisions: { ...standing, mario: "selected,unpaid,R1:2026-Q1:partial" },
  },
  {
    name: "contribution: the first that states an amount due stands, the two that differ are rejected",
    change: add(
      "contributions",
      "R1,2026-Q2,,10,,",
      "R1,2026-Q2,50,10,,",
      "R1,2026-Q2,60,10,,12",
      "R1,2026-Q2,70,10,,",
    ),
    rejected: ["contributions:6:row:conflicting-amount-due", "contributions:7:row:conflicting-amount-due"],
    decisions: marioWithheld,
  },
  {
    name: "contribution: an exact repeat is a second payment",
    change: add("contributions", "R1,2026-Q1,312.00,156.00,2026-04-05,", "R1,2026-Q1,312.00,156.00,2026-04-05,"),
    rejected: [],
    decisions: { ...standing, mario: "excluded,all-paid," },
  },
  {
    name: "contribution: notice number with a letter, and the row counts",
    change: add("contributions", "R1,2026-Q1,312,312,,30100260100000372X"),
    rejected: ["contributions:4:field:invalid-notice-number"],
    decisions: { ...standing, mario: "excluded,all-paid," },
  },
  {
    name: "contribution: nothing is said of fields of a row that is not used",
    change: add("contributions", "R9,2026-Q1,312,312,,X", "R1,2026-Q1,313,1,,X"),
    rejected: ["contributions:4:row:unknown-relationship", "contributions:5:row:conflicting-amount-due"],
    decisions: marioWithheld,
  },

  // suspensions.csv
  {
    name: "suspension: of a whole quarter",
    change: add("suspensions", "R1,2026Q1"),
    rejected: [],
    decisions: { ...standing, mario: "excluded,nothing-due," },
  },
  {
    name: "suspension: twice",
    change: add("suspensions", "R1,2026-Q1", "R1,2026Q1"),
    rejected: [],
    decisions: { ...standing, mario: "excluded,nothing-due," },
  },
  {
    name: "suspension: no such quarter",
    change: add("suspensions", "R1,2026"),
    rejected: ["suspensions:2:row:invalid-quarter"],
    decisions: marioWithheld,
  },
  {
    name: "suspension: blank and unknown relationship",
    change: add("suspensions", ",2026-Q1", "R9,2026-Q1"),
    rejected: ["suspensions:2:row:blank-relationship-id", "suspensions:3:row:unknown-relationship"],
  },
])("$name", async ({ change, rejected, decisions = standing }) => {
  const lines = smallExtracts();
  change(lines);
  const outcome = await outcomeOf(await filesIn(asFiles(lines)));
  expect(outcome.rejected).toEqual(rejected);
  expect(outcome.decisions.get(mario)).toBe(decisions.mario);
  expect(outcome.decisions.get(anna)).toBe(decisions.anna);
  for (const { rows, accepted, rejected: refused } of outcome.summary.files) expect(accepted + refused).toBe(rows);
});

test("fields of an employer that are wrong count as blank, each reported", async () => {
  const header =
    "employer_id,first_name,birth_date,mobile,mobile_consent,email,email_consent,io_enabled,inps_mobile_enabled";
  const lines = smallExtracts();
  lines.employers = [header, `${mario},MARIO,31/02/1960,123,forse,mario,boh,2,x`, `${anna},ANNA,,,,,,,`];
  const { rejected, decisions } = await outcomeOf(await filesIn(asFiles(lines)));
  expect(rejected.toSorted()).toEqual([
    "employers:2:field:invalid-birth-date",
    "employers:2:field:invalid-boolean",
    "employers:2:field:invalid-boolean",
    "employers:2:field:invalid-boolean",
    "employers:2:field:invalid-boolean",
    "employers:2:field:invalid-email",
    "employers:2:field:invalid-mobile",
  ]);
  expect(decisions.get(mario)).toBe(standing.mario);
});

test("rejected employers have no decision, all others exactly one", async () => {
  const lines = smallExtracts();
  lines.employers.push("RSSMRA80A01H501Z,CARLO", `${mario},MARIO`, "90000000011,", "90000000012,CARLA");
  const { decisions } = await outcomeOf(await filesIn(asFiles(lines)));
  expect([...decisions.keys()]).toEqual(["90000000012", mario, anna]);
});
