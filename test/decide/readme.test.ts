import { expect, test } from "vitest";
import { explainEmployer } from "../../pipeline/decide/explain-employer.ts";
import { reasonToWithdraw } from "../../pipeline/decide/late-files.ts";
import { isNationalHoliday, paymentTerm } from "../../pipeline/domain/calendar.ts";
import { addDays, day } from "../../pipeline/domain/day.ts";
import type { ExclusionReason } from "../../pipeline/domain/decision.ts";
import { formatEuro } from "../../pipeline/domain/money.ts";
import { quarter } from "../../pipeline/domain/quarter.ts";
import { suppressionReasons } from "../../pipeline/domain/suppressed.ts";
import { readContribution } from "../../pipeline/extract/rows/contribution-row.ts";
import { positionsOf } from "../../pipeline/ledger/bulk/positions.ts";
import { filesIn, ledgerIn, outcomeOf, temporaryFolder } from "../extract/campaign.ts";
import { markdownPage } from "../support/markdown-page.ts";
import { rulesOn } from "./positions.ts";

/** The page with the rules of decision is compared with the code, and its example is run. */
const page = markdownPage("pipeline/decide/README.md");

test.each(page.table("quarter", "first day", "last day", "last day when Saturdays stay"))(
  "$quarter is payable until $[last day]",
  (row) => {
    const term = (saturdayMoves: boolean) => paymentTerm(quarter(row.quarter), { saturdayMoves });
    expect(term(true)).toEqual({ first: row["first day"], last: row["last day"] });
    expect(term(false).last).toBe(row["last day when Saturdays stay"]);
  },
);

test("the holidays of 2026 to 2028 are those of the page", () => {
  const stated = page.table("national holiday", "month-day").map((row) => row["month-day"]);
  const ofYear = (year: number) =>
    stated.flatMap((date) => (date.length === 5 ? [`${year}-${date}`] : date.startsWith(String(year)) ? [date] : []));
  const days = Array.from({ length: 366 + 2 * 365 }, (_, index) => addDays(day("2026-01-01"), index));
  expect(days.filter(isNationalHoliday)).toEqual([2026, 2027, 2028].flatMap(ofYear).toSorted());
});

test("the reasons are those of the page", () => {
  const excluded: Record<ExclusionReason, true> = {
    "no-relationship-in-force": true,
    "age-unknown": true,
    "over-age": true,
    "nothing-due": true,
    "all-paid": true,
    "in-review": true,
    holdout: true,
  };
  const stated = page.table("decision", "reason", "when").map(({ decision, reason }) => `${decision} ${reason}`);
  expect(stated).toEqual([
    "withheld incomplete-data",
    ...Object.keys(excluded).map((reason) => `excluded ${reason}`),
    "selected unpaid",
  ]);
  expect(page.table("reason", "when").map(({ reason }) => reason)).toEqual(suppressionReasons);
});

const { "late-payments.csv": latePayments = "", ...extracts } = page.files;
const asOf = day("2026-08-31");
const rules = rulesOn(asOf);
const decided = page.table("employer", "decision", "reason", "unpaid", "in review", "reason with under-76");

/** The example's extracts, decided by the real stages. */
async function exampleOf(changes: { audience?: "under-76" } = {}) {
  const outFolder = await temporaryFolder();
  const outcome = await outcomeOf(await filesIn(extracts), {
    ...changes,
    campaign: "2026-08",
    asOf,
    outFolder,
    accepted: [],
  });
  const positions = [...positionsOf(await ledgerIn(outFolder), outcome.summary.snapshot)];
  return { ...outcome, positions: positions.map(({ position }) => position) };
}

test("the example: decisions and what is unpaid", async () => {
  const { decisions, inReview, rejected } = await exampleOf();
  expect(rejected).toEqual(["contributions:10:row:invalid-date"]);
  const lines = [...decisions].map(([employer, of]) => [employer, ...of.split(","), inReview.get(employer)].join(" "));
  expect(lines.toSorted()).toEqual(
    decided.map((row) => `${row.employer} ${row.decision} ${row.reason} ${row.unpaid} ${row["in review"]}`).toSorted(),
  );
});

test("the example: reasons with the audience under 76", async () => {
  const { decisions } = await exampleOf({ audience: "under-76" });
  expect(decided.map(({ employer }) => decisions.get(employer)?.split(",")[1])).toEqual(
    decided.map((row) => row["reason with under-76"]),
  );
});

test("the example: what is owed, relationship by relationship", async () => {
  const { positions } = await exampleOf();
  const owed = positions
    .filter(({ isIncomplete }) => !isIncomplete)
    .flatMap((position) => explainEmployer(position, rules))
    .filter(({ isInForce }) => isInForce)
    .flatMap(({ relationshipId, quarters }) => quarters.map((of) => ({ relationshipId, ...of })))
    .filter(({ status }) => status !== "not-running" && status !== "suspended")
    .map(({ relationshipId, quarter: of, dueCents, paidCents, status }) => {
      const due = dueCents === null ? "" : formatEuro(dueCents);
      return [relationshipId, of, due, formatEuro(paidCents), status].join(" ");
    });
  const stated = page.rows("relationship", "quarter", "amount due", "paid so far", "state", "why");
  expect(owed.toSorted()).toEqual(stated.map((row) => row.slice(0, 5).join(" ")).toSorted());
});

test("the example: who is taken out by payments after the extracts", async () => {
  const { positions } = await exampleOf();
  const [header = [], ...rows] = latePayments
    .trimEnd()
    .split("\n")
    .map((line) => line.split(";"));
  const places = {
    relationship_id: header.indexOf("relationship_id"),
    quarter: header.indexOf("quarter"),
    amount_due: header.indexOf("amount_due"),
    amount_paid: header.indexOf("amount_paid"),
    paid_on: header.indexOf("paid_on"),
    notice_number: header.indexOf("notice_number"),
  };
  const payments = rows.flatMap((cells, index) => {
    const { row } = readContribution(cells, places);
    return row ? [{ ...row, line: index + 2 }] : [];
  });
  const selected = decided.filter(({ decision }) => decision === "selected").map(({ employer }) => employer);
  const reasons = positions
    .filter(({ employerId }) => selected.includes(employerId))
    .map((position) => `${position.employerId} ${reasonToWithdraw(position, { payments }, rules) ?? ""}`);
  const stated = page.table("employer", "taken out as").map((row) => `${row.employer} ${row["taken out as"]}`);
  expect(reasons.toSorted()).toEqual(stated.toSorted());
});
