import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { day } from "../../pipeline/domain/day.ts";
import { suppressionReasons } from "../../pipeline/domain/suppressed.ts";
import { suppressedEmployers } from "../../pipeline/ledger/bulk/suppressed.ts";
import { forgetCampaign } from "../../pipeline/ledger/queries/forget-campaign.ts";
import { silentProgress } from "../../pipeline/support/progress.ts";
import { recordLatePayments, recordLateRequests } from "../../pipeline/workflow/notify/late-files.ts";
import { suppressByLateFiles } from "../../pipeline/workflow/notify/suppress-by-late-files.ts";
import { filesIn, ledgerIn, outcomeOf, temporaryFolder } from "../extract/campaign.ts";
import { anna, asFiles, mario, smallExtracts } from "../extract/small-extracts.ts";

const header = "relationship_id,quarter,amount_due,amount_paid,paid_on,notice_number";

/** A campaign in which Mario owes Q1 for R1 (nothing paid) and for R3 (100 of 312 euro). */
async function campaign() {
  const lines = smallExtracts();
  lines.relationships.push(`R3,${mario},ANA,2021-01-01,`);
  lines.contributions.push("R3,2026-Q1,312.00,100.00,,");
  const [folder, outFolder] = [await filesIn(asFiles(lines)), await temporaryFolder()];
  const { plan } = await outcomeOf(folder, { outFolder });
  const ledger = await ledgerIn(outFolder);
  const file = path.join(outFolder, "late.csv");
  const record = async (...rows: string[]) => {
    await writeFile(file, [header, ...rows].join("\n"));
    return recordLatePayments(ledger, plan, file, silentProgress);
  };
  const suppressed = () => [...suppressedEmployers(ledger, "2026-05")];
  const rejected = () => readFile(path.join(outFolder, "campaigns", "2026-05", "late-payments-rejected.csv"), "utf8");
  return { ledger, plan, outFolder, record, suppressed, rejected };
}

test.each([
  { name: "nothing", rows: [], reason: null },
  { name: "everything", rows: ["R1,2026-Q1,,312,2026-06-05,", "R3,2026-Q1,,212,2026-06-05,"], reason: "paid-in-full" },
  {
    name: "everything, with dates far in the future",
    rows: ["R1,2026-Q1,,312,2030-01-01,", "R3,2026-Q1,,212,,"],
    reason: "paid-in-full",
  },
  { name: "one of two quarters", rows: ["R1,2026-Q1,312.00,312,2026-06-05,"], reason: "position-changed" },
  { name: "a part of one", rows: ["R1,2026-Q1,,1,,"], reason: "position-changed" },
  { name: "some more of the one paid in part", rows: ["R3,2026-Q1,,1,,"], reason: "position-changed" },
  { name: "a quarter that the guide does not name", rows: ["R1,2026-Q2,,312,,"], reason: null },
  { name: "a row without a payment", rows: ["R1,2026-Q1,312,,,"], reason: null },
  { name: "someone else's", rows: ["R2,2026-Q1,,312,,"], reason: null },
  { name: "a relationship nobody knows", rows: ["R9,2026-Q1,,312,,"], reason: null },
  { name: "a relationship in another form of its number", rows: ["r-01,2026-Q1,,312,,"], reason: "unclear-payment" },
  { name: "another form in a row that cannot be used", rows: ["r01,2026-QX,,312,,"], reason: "unclear-payment" },
  {
    name: "another form beside payments of everything",
    rows: ["r1,2026-Q1,,1,,", "R1,2026-Q1,,312,,", "R3,2026-Q1,,212,,"],
    reason: "paid-in-full",
  },
  { name: "an amount that cannot be read", rows: ["R1,2026-Q1,,about 312,,"], reason: "unclear-payment" },
  {
    name: "a row with a decimal comma too many",
    rows: ["R1,2026-Q1,312,00,312,00,2026-06-05,"],
    reason: "unclear-payment",
  },
  { name: "another amount due", rows: ["R1,2026-Q1,300,300,,"], reason: "unclear-payment" },
  {
    name: "an unreadable row beside payments of everything",
    rows: ["R1,2026-Q1,,x,,", "R1,2026-Q1,,312,,", "R3,2026-Q1,,212,,"],
    reason: "paid-in-full",
  },
])("late payments: $name → $reason", async ({ rows, reason }) => {
  const { record, suppressed } = await campaign();
  const summary = await record(...rows);
  expect(suppressed()).toEqual(reason === null ? [] : [{ employerId: mario, reason }]);
  expect(summary.rows).toBe(rows.length);
  expect(summary.accepted + summary.rejected).toBe(rows.length);
});

const requestHeader = "request_id,employer_id,relationship_id,quarter,category,state,outcome,opened_on,closed_on";

test.each([
  { name: "nothing", rows: [], reason: null },
  { name: "about everything", rows: [`Q1,${mario},,,paid-not-shown,open,,2026-06-10,`], reason: "in-review" },
  { name: "about one relationship", rows: [`Q1,${mario},R1,,hours,open,,2026-06-10,`], reason: "position-changed" },
  {
    name: "one for each relationship",
    rows: [`Q1,${mario},R1,,hours,open,,2026-06-10,`, `Q2,${mario},R3,2026-Q1,suspension,in-progress,,2026-06-10,`],
    reason: "in-review",
  },
  { name: "closed since", rows: [`Q1,${mario},,,hours,closed,accepted,2026-06-10,2026-06-11`], reason: null },
  { name: "about something else", rows: [`Q1,${mario},,,other,open,,2026-06-10,`], reason: null },
  { name: "about a quarter that is not named", rows: [`Q1,${mario},,2026-Q2,hours,open,,2026-06-10,`], reason: null },
  { name: "someone else's", rows: [`Q1,${anna},,,hours,open,,2026-06-10,`], reason: null },
  { name: "of somebody unknown", rows: ["Q1,80007720271,,,hours,open,,2026-06-10,"], reason: null },
  { name: "a day that is none", rows: [`Q1,${mario},,,hours,open,,2026-06-31,`], reason: "unclear-request" },
  { name: "no category", rows: [`Q1,${mario},,,,open,,2026-06-10,`], reason: "unclear-request" },
  { name: "an unknown relationship", rows: [`Q1,${mario},R9,,hours,open,,2026-06-10,`], reason: "unclear-request" },
  { name: "another's relationship", rows: [`Q1,${anna},R1,,hours,open,,2026-06-10,`], reason: "unclear-request" },
  {
    name: "a relationship in another form, by somebody unknown",
    rows: ["Q1,80007720271,r-01,,hours,open,,2026-06-10,"],
    reason: "unclear-request",
  },
  {
    name: "a bad row beside one about everything",
    rows: [`Q1,${mario},,,,open,,2026-06-10,`, `Q2,${mario},,,hours,open,,2026-06-10,`],
    reason: "in-review",
  },
])("late requests: $name → $reason", async ({ rows, reason }) => {
  const { ledger, plan, outFolder, suppressed } = await campaign();
  const file = path.join(outFolder, "late.csv");
  await writeFile(file, [requestHeader, ...rows].join("\n"));
  for (const _ of ["once", "the same again"]) {
    const summary = await recordLateRequests(ledger, plan, file, silentProgress);
    expect(suppressed()).toEqual(reason === null ? [] : [{ employerId: mario, reason }]);
    expect(summary.accepted + summary.rejected).toBe(rows.length);
  }
});

test("late payments and late requests are judged together, and forgotten with the campaign", async () => {
  const { ledger, plan, outFolder, record, suppressed } = await campaign();
  await record("R1,2026-Q1,,312,2026-06-05,");
  expect(suppressed()).toEqual([{ employerId: mario, reason: "position-changed" }]);
  const file = path.join(outFolder, "requests.csv");
  await writeFile(file, [requestHeader, `Q1,${mario},R3,,paid-not-shown,open,,2026-06-10,`].join("\n"));
  await recordLateRequests(ledger, plan, file, silentProgress);
  // The first reason stands, and nothing is said twice.
  expect(suppressed()).toEqual([{ employerId: mario, reason: "position-changed" }]);
  await forgetCampaign(ledger, "2026-05", day("2027-01-01"));
  for (const table of ["late_files", "late_payments", "late_requests", "late_ambiguous_rows"])
    expect([table, await ledger.knex(table)]).toEqual([table, []]);
});

const nobody = Object.fromEntries(suppressionReasons.map((reason) => [reason, 0]));

test("who has paid in full already is not named again, and the same file twice is once", async () => {
  const { record, suppressed } = await campaign();
  const rows = ["R1,2026-Q1,,312,2026-06-05,", "R3,2026-Q1,,212,2026-06-05,", "R2,2026-Q1,,312,,"];
  expect((await record(...rows)).suppressed).toEqual({
    ...nobody,
    "paid-in-full": 1,
  });
  expect((await record(...rows)).suppressed).toEqual(nobody);
  expect(suppressed()).toHaveLength(1);
});

test("rows that cannot be used are listed with line and code, without their content", async () => {
  const { record, rejected } = await campaign();
  await record("R1,2026-Q1,,segreto,,", "R9,2026-Q1,,1,,", "R1,2026-Q1,300,1,,", "R3,2026-Q1,,1,,X");
  const lines = (await rejected()).split("\r\n").map((line) => line.split(",").slice(0, 3).join(","));
  expect(lines).toEqual([
    "\ufeffline,severity,code",
    "2,row,invalid-amount",
    "3,row,unknown-relationship",
    "4,row,conflicting-amount-due",
    "5,field,invalid-notice-number",
    "",
  ]);
  expect(await rejected()).not.toContain("segreto");
});

test("many payments of people outside the campaign are no fault of the file; many bad rows are", async () => {
  const { record, suppressed } = await campaign();
  await expect(record(...Array<string>(500).fill("R9,2026-Q1,,1,,"), "R1,2026-Q1,,1,,")).resolves.toMatchObject({
    rejected: 500,
  });
  const strict = await campaign();
  strict.plan.maxRejectedPercent = 5;
  await expect(strict.record(...Array<string>(500).fill("R1,2026-Q1,,x,,"))).rejects.toMatchObject({ exitCode: 2 });
  expect(suppressed()).toHaveLength(1);
  expect(strict.suppressed()).toEqual([]);
});

test("gzip is read, and a file that is missing is named", async () => {
  const { ledger, plan, outFolder, suppressed } = await campaign();
  const file = path.join(outFolder, "late.csv.gz");
  await writeFile(file, gzipSync(`${header}\nR1,2026-Q1,,312,,\n`));
  await recordLatePayments(ledger, plan, file, silentProgress);
  expect(suppressed()).toEqual([{ employerId: mario, reason: "position-changed" }]);
  await expect(recordLatePayments(ledger, plan, `${file}x`, silentProgress)).rejects.toMatchObject({ exitCode: 2 });
});

/** Payments told of when nobody would have been told that they are missing; then extracts or settings change. */
test.each([
  {
    name: "beyond the limit of a trial",
    before: { limit: 1 },
    who: anna,
    late: "R2,2026-Q1,,312,,",
    lines: () => ({ ...smallExtracts(), contributions: smallExtracts().contributions.slice(0, 1) }),
  },
  {
    name: "withheld for a row that is corrected later",
    lines: () => ({ ...smallExtracts(), suspensions: ["relationship_id,quarter", "R1,2026-QX"] }),
    corrected: () => smallExtracts(),
  },
  {
    name: "of a relationship that the extracts did not have yet",
    lines: () => ({
      ...smallExtracts(),
      relationships: smallExtracts().relationships.filter((row) => !/^R1/.test(row)),
    }),
    corrected: () => smallExtracts(),
  },
  {
    name: "of a quarter that was not due yet",
    late: "R1,2026-Q2,,312,,",
    lines: () => ({
      ...smallExtracts(),
      contributions: [...smallExtracts().contributions, "R1,2026-Q1,312.00,312.00,2026-04-05,"],
    }),
    after: { asOf: day("2026-07-31") },
  },
  {
    name: "in a row that cannot be read, its cells moved",
    late: "x,R1,2026-Q1,,312,50,,",
    reason: "unclear-payment",
    lines: () => ({ ...smallExtracts(), suspensions: ["relationship_id,quarter", "R1,2026-QX"] }),
    corrected: () => smallExtracts(),
  },
])(
  "a late payment $name is not forgotten",
  async ({ who = mario, late, reason, before = {}, after = {}, lines, corrected }) => {
    const outFolder = await temporaryFolder();
    const extracts = await filesIn(asFiles(lines()));
    const first = await outcomeOf(extracts, { outFolder, ...before });
    const ledger = await ledgerIn(outFolder);
    const file = path.join(outFolder, "late.csv");
    await writeFile(file, [header, late ?? "R1,2026-Q1,,312,,"].join("\n"));
    await recordLatePayments(ledger, first.plan, file, silentProgress);
    const newExtracts = corrected ? await filesIn(asFiles(corrected())) : extracts;
    const { decisions, plan } = await outcomeOf(newExtracts, { outFolder, ...after });
    await suppressByLateFiles(ledger, plan);
    expect(decisions.get(who)).toMatch(/^selected/);
    expect([...suppressedEmployers(ledger, "2026-05")]).toEqual([
      { employerId: who, reason: reason ?? "paid-in-full" },
    ]);
  },
);

test("what was told of payments goes with the campaign", async () => {
  const { ledger, record } = await campaign();
  await record("R1,2026-Q1,,312,,", "R3,2026-Q1,,x,,");
  await forgetCampaign(ledger, "2026-05", day("2026-12-01"));
  const count = (table: string) => ledger.reader.prepare(`select count(*) from ${table}`).pluck().get();
  expect(["late_files", "late_payments", "late_ambiguous_rows", "suppressed"].map(count)).toEqual([0, 0, 0, 0]);
});

test("Anna, who is not selected, is never suppressed", async () => {
  const { record, suppressed } = await campaign();
  await record("R2,2026-Q1,,x,,");
  expect(suppressed().map(({ employerId }) => employerId)).not.toContain(anna);
});
