import { expect, test } from "vitest";
import { type CheckInputs, checkPlausibility, type PlanFigures } from "../../pipeline/decide/plausibility.ts";
import { day } from "../../pipeline/domain/day.ts";
import { type CheckName, checkNames } from "../../pipeline/domain/plausibility.ts";
import { quarter } from "../../pipeline/domain/quarter.ts";
import { readConfig } from "../../pipeline/settings/config.ts";

/** A campaign of 1,000 employers in which everything is as it should be. */
const good: PlanFigures = {
  accepted: { employers: 1_000, relationships: 1_100, contributions: 5_000, suspensions: 60 },
  contributions: {
    ...{ rows: 5_000, unknown: 0, withPaidOn: 4_600, latestPaidOn: day("2026-04-30"), paidNothing: 0 },
    notices: { given: 3_000, invalid: 3 },
  },
  namingNobody: {
    contributions: { rows: 5_000, naming: 0, withoutId: 0 },
    suspensions: { rows: 60, naming: 0, withoutId: 0 },
    requests: { rows: 300, naming: 0, withoutId: 0 },
  },
  contacts: { mobile: { given: 700, invalid: 7 }, email: { given: 600, invalid: 6 } },
  relationships: { rows: 1_100, withEnd: 130, withoutId: 0, stopped: 20 },
  coverage: [{ quarter: quarter("2026-Q1"), owing: 900, recorded: 880 }],
  owing: 900,
  selected: 90,
};

const figures = (changes: Partial<PlanFigures>): Partial<CheckInputs> => ({ figures: { ...good, ...changes } });
const contributions = (changes: Partial<PlanFigures["contributions"]>) =>
  figures({ contributions: { ...good.contributions, ...changes } });
const relationships = (changes: Partial<PlanFigures["relationships"]>) =>
  figures({ relationships: { ...good.relationships, ...changes } });
const nameless = (suspensions: PlanFigures["namingNobody"]["suspensions"], rows = 1_100) =>
  figures({
    namingNobody: { ...good.namingNobody, suspensions },
    relationships: { ...good.relationships, rows },
  });
const coverage = (owing: number, recorded: number) =>
  figures({ coverage: [...good.coverage, { quarter: quarter("2026-Q2"), owing, recorded }] });
const mobiles = (given: number, invalid: number) =>
  figures({ contacts: { ...good.contacts, mobile: { given, invalid } } });
const emails = (given: number, invalid: number) =>
  figures({ contacts: { ...good.contacts, email: { given, invalid } } });
const before = (changes: Partial<PlanFigures> = {}) => ({
  before: { campaign: "2026-02", figures: { ...good, ...changes } },
});
const folder = (changes: Partial<NonNullable<CheckInputs["folder"]>>): Partial<CheckInputs> => ({
  folder: { control: { disagreements: [] }, foreignFiles: null, ...changes },
});

const usual = readConfig(null).plausibility;

function failing(inputs: Partial<CheckInputs>, limits = usual) {
  const all = checkPlausibility(
    {
      asOf: day("2026-05-31"),
      today: day("2026-05-31"),
      folder: { control: { disagreements: [] }, foreignFiles: null },
      figures: good,
      before: null,
      withdrawals: { standing: 0, withdrawn: 0 },
      ...inputs,
    },
    limits,
  );
  expect(all.map(({ name }) => name)).toEqual(checkNames);
  return all.filter(({ holds }) => !holds);
}

type Holding = { name: string; inputs: Partial<CheckInputs> };

test.each<Holding>([
  { name: "all is well", inputs: {} },
  { name: "beside the same campaign before", inputs: before() },
  { name: "future: today", inputs: { asOf: day("2026-05-31") } },
  { name: "control: there is none", inputs: folder({ control: null }) },
  { name: "control, files: planned anew, no folder is looked at", inputs: { folder: null } },
  { name: "files: one more than before", inputs: before({ accepted: { employers: 1_000 } }) },
  { name: "files: no end among 99 relationships", inputs: relationships({ rows: 99, withEnd: 0 }) },
  { name: "files: no end, and 2 have stopped", inputs: relationships({ withEnd: 0, stopped: 2 }) },
  { name: "files: 9 payments without amount", inputs: contributions({ withPaidOn: 9, paidNothing: 9 }) },
  { name: "files: 1 % of payments without amount", inputs: contributions({ withPaidOn: 1_000, paidNothing: 10 }) },
  { name: "coverage: 50 %", inputs: coverage(100, 50) },
  { name: "coverage: 99 owe", inputs: coverage(99, 0) },
  { name: "stale: 45 days", inputs: contributions({ withPaidOn: 10_000, latestPaidOn: day("2026-04-16") }) },
  { name: "stale: 9,999 payments", inputs: contributions({ withPaidOn: 9_999, latestPaidOn: day("2020-01-01") }) },
  { name: "files: 20 % of notices are none", inputs: contributions({ notices: { given: 100, invalid: 20 } }) },
  { name: "files: 99 notices that are none", inputs: contributions({ notices: { given: 99, invalid: 99 } }) },
  { name: "stale: no payment has a day", inputs: contributions({ withPaidOn: 0, latestPaidOn: null }) },
  {
    name: "stale: after the as-of date",
    inputs: contributions({ withPaidOn: 10_000, latestPaidOn: day("2026-06-30") }),
  },
  { name: "shrunk: half", inputs: before({ accepted: { ...good.accepted, contributions: 10_000 } }) },
  { name: "selected-share: 40 %", inputs: figures({ owing: 100, selected: 40 }) },
  { name: "selected-share: of 99", inputs: { ...figures({ owing: 99, selected: 99 }), ...before() } },
  {
    name: "selected-share: twice as before",
    inputs: { ...figures({ owing: 1_000, selected: 200 }), ...before({ owing: 1_000, selected: 100 }) },
  },
  {
    name: "selected-share: more than twice, 4.9 points more",
    inputs: { ...figures({ owing: 1_000, selected: 69 }), ...before({ owing: 1_000, selected: 20 }) },
  },
  {
    name: "selected-share: a tenth held out",
    inputs: { ...figures({ selected: 81, heldOut: 9 }), ...before() },
  },
  {
    name: "selected-share: most were held out before",
    inputs: { ...figures({}), ...before({ selected: 9, heldOut: 81 }) },
  },
  { name: "selected-share: nobody owed anything before", inputs: before({ owing: 0, selected: 0 }) },
  { name: "unknown-relationships: 20 %", inputs: contributions({ rows: 100, unknown: 20 }) },
  { name: "unknown-relationships: of 99", inputs: contributions({ rows: 99, unknown: 49 }) },
  { name: "unknown-relationships: half name nobody", inputs: nameless({ rows: 10, naming: 5, withoutId: 0 }) },
  { name: "unknown-relationships: 9 name nobody", inputs: nameless({ rows: 9, naming: 9, withoutId: 0 }) },
  { name: "unknown-relationships: 4 have no id", inputs: nameless({ rows: 60, naming: 4, withoutId: 4 }) },
  { name: "unknown-relationships: 1 % have no id", inputs: nameless({ rows: 500, naming: 5, withoutId: 5 }) },
  {
    name: "unknown-relationships: 20 have no id, of 99 relationships",
    inputs: nameless({ rows: 60, naming: 20, withoutId: 20 }, 99),
  },
  { name: "unknown-relationships: 2 relationships under no id", inputs: relationships({ withoutId: 2 }) },
  { name: "contacts: 20 % of mobiles", inputs: mobiles(100, 20) },
  { name: "contacts: 99 mobiles", inputs: mobiles(99, 99) },
  { name: "contacts: 99 e-mails", inputs: emails(99, 99) },
  { name: "withdrawals: all 20", inputs: { withdrawals: { standing: 20, withdrawn: 20 } } },
  { name: "withdrawals: 10 %", inputs: { withdrawals: { standing: 300, withdrawn: 30 } } },
])("every check holds: $name", ({ inputs }) => {
  expect(failing(inputs)).toEqual([]);
});

type Failing = { check: CheckName; inputs: Partial<CheckInputs>; sentence: string };

test.each<Failing>([
  {
    check: "files",
    inputs: contributions({ notices: { given: 100, invalid: 21 } }),
    sentence:
      "of the notice numbers in contributions.csv 21 of 100 (21.0 %) are none: cells may have moved from one column to the next",
  },
  {
    check: "future",
    inputs: { asOf: day("2026-06-01") },
    sentence: "The position is judged on 2026-06-01, which is after today (2026-05-31)",
  },
  {
    check: "control",
    inputs: folder({ control: { disagreements: ["a.csv has 3 rows, and control.csv says 4", "b.csv …"] } }),
    sentence: "a.csv has 3 rows, and control.csv says 4; b.csv …",
  },
  {
    check: "files",
    inputs: folder({ foreignFiles: "The folder of extracts holds a file that is not read: old.zip" }),
    sentence: "The folder of extracts holds a file that is not read: old.zip",
  },
  {
    check: "files",
    inputs: { ...figures({ accepted: { employers: 1_000, relationships: 1_100, contributions: 5_000 } }), ...before() },
    sentence: "suspensions.csv is missing, which the campaign 2026-02 had",
  },
  {
    check: "files",
    inputs: relationships({ rows: 100, withEnd: 0, stopped: 3 }),
    sentence:
      "no row of relationships.csv has an ended_on, although contributions of 3 relationships stop before the quarters asked about",
  },
  {
    check: "files",
    inputs: contributions({ withPaidOn: 10, paidNothing: 10 }),
    sentence: "of the rows of contributions.csv with a paid_on 10 of 10 (100.0 %) have no amount_paid",
  },
  {
    check: "files",
    inputs: contributions({ withPaidOn: 999, paidNothing: 10 }),
    sentence: "of the rows of contributions.csv with a paid_on 10 of 999 (1.0 %) have no amount_paid",
  },
  {
    check: "coverage",
    inputs: coverage(100, 49),
    sentence:
      "Relationships that owe a quarter and have a contribution row for it: 2026-Q1 880 of 900 (97.8 %), 2026-Q2 49 of 100 (49.0 %); expected: at least 50 %",
  },
  {
    check: "stale",
    inputs: contributions({ withPaidOn: 10_000, latestPaidOn: day("2026-04-15") }),
    sentence: "The latest of 10,000 payments is of 2026-04-15, 46 days before 2026-05-31; expected: at most 45 days",
  },
  {
    check: "shrunk",
    inputs: before({ accepted: { ...good.accepted, contributions: 10_001 } }),
    sentence:
      "Accepted rows beside the campaign 2026-02: contributions 5,000 of 10,001 (50.0 %); expected: at least 50 %",
  },
  {
    check: "selected-share",
    inputs: figures({ owing: 100, selected: 41 }),
    sentence: "Of the employers who owe something 41 of 100 (41.0 %) are selected; expected: at most 40 %",
  },
  {
    check: "selected-share",
    inputs: figures({ owing: 100, selected: 1, heldOut: 40 }),
    sentence: "Of the employers who owe something 41 of 100 (41.0 %) are selected or held out; expected: at most 40 %",
  },
  {
    check: "selected-share",
    inputs: { ...figures({ owing: 1_000, selected: 201 }), ...before({ owing: 1_000, selected: 100 }) },
    sentence:
      "Of the employers who owe something 201 of 1,000 (20.1 %) are selected (campaign 2026-02: 10.0 %); expected: not more than 2 times as before",
  },
  {
    check: "selected-share",
    inputs: { ...figures({ owing: 1_000, selected: 70 }), ...before({ owing: 1_000, selected: 20 }) },
    sentence:
      "Of the employers who owe something 70 of 1,000 (7.0 %) are selected (campaign 2026-02: 2.0 %); expected: not more than 2 times as before",
  },
  {
    check: "unknown-relationships",
    inputs: contributions({ rows: 100, unknown: 21 }),
    sentence: "Contribution rows with an unknown relationship: 21 of 100 (21.0 %); expected: at most 20 %",
  },
  {
    check: "unknown-relationships",
    inputs: nameless({ rows: 10, naming: 6, withoutId: 0 }),
    sentence:
      "Contribution rows with an unknown relationship: 0 of 5,000 (0.0 %); suspensions.csv: 6 of 10 rows can be tied to nobody",
  },
  {
    check: "unknown-relationships",
    inputs: nameless({ rows: 499, naming: 5, withoutId: 5 }, 100),
    sentence:
      "Contribution rows with an unknown relationship: 0 of 5,000 (0.0 %); suspensions.csv: 5 of 499 (1.0 %) rows have lost their relationship_id",
  },
  {
    check: "unknown-relationships",
    inputs: relationships({ rows: 100, withoutId: 3 }),
    sentence:
      "Contribution rows with an unknown relationship: 0 of 5,000 (0.0 %); relationships.csv: 3 ids were spoiled by a spreadsheet",
  },
  {
    check: "contacts",
    inputs: mobiles(100, 21),
    sentence:
      "Contacts given that are invalid: mobile 21 of 100 (21.0 %), email 6 of 600 (1.0 %); expected: at most 20 %",
  },
  {
    check: "contacts",
    inputs: emails(100, 21),
    sentence:
      "Contacts given that are invalid: mobile 7 of 700 (1.0 %), email 21 of 100 (21.0 %); expected: at most 20 %",
  },
  {
    check: "withdrawals",
    inputs: { withdrawals: { standing: 209, withdrawn: 21 } },
    sentence: "Of the notifications that stand 21 of 209 (10.0 %) would be withdrawn; expected: at most 10 %, or 20",
  },
])("$check fails: $sentence", ({ check, inputs, sentence }) => {
  expect(failing(inputs)).toEqual([{ name: check, holds: false, sentence }]);
});

test("all that fail are found at once, and a setting moves a limit", () => {
  const inputs = { ...figures({ owing: 100, selected: 41 }), asOf: day("2026-06-01") };
  expect(failing(inputs).map(({ name }) => name)).toEqual(["future", "selected-share"]);
  const selectedShare = { ...usual.selectedShare, percent: 41 };
  expect(failing(inputs, { ...usual, selectedShare }).map(({ name }) => name)).toEqual(["future"]);
});
