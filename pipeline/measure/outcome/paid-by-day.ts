import type { Disclosure } from "../disclosure/small-numbers.ts";
import type { Measure } from "../measure.ts";
import type { PaidIn } from "./count-told.ts";

/**
 * Quarters paid within so many days of the notice, each figure with those before it. Between two that are shown, and
 * between the last and all that was paid, there are payments of enough people, or none.
 */
export function paidByDay(paidIn: readonly PaidIn[], isShown: boolean, { fewest }: Disclosure): Measure[] {
  const limits = paidIn.slice(0, -1);
  const shown = new Set<number>();
  let between = noPayments;
  for (const [index, entry] of limits.entries()) {
    between = together(between, entry);
    if (!isEnough(between, fewest)) continue;
    shown.add(index);
    between = noPayments;
  }
  for (const last of paidIn.slice(-1)) between = together(between, last);
  for (const index of [...shown].reverse()) {
    if (isEnough(between, fewest)) break;
    shown.delete(index);
    const from = Math.max(-1, ...shown);
    between = paidIn.slice(from + 1).reduce(together, noPayments);
  }
  return limits.map(({ withinDays }, index) => ({
    measure: "quarters_paid_by_day",
    dimension: String(withinDays),
    value: isShown && shown.has(index) ? sumOf(limits.slice(0, index + 1)) : "near",
  }));
}

/** Payments of some days; `people` are as many at least. */
type Payments = { people: number; quarters: number };

const noPayments: Payments = { people: 0, quarters: 0 };

/** The same people may have paid in both. */
function together(one: Payments, other: Payments): Payments {
  return { people: Math.max(one.people, other.people), quarters: one.quarters + other.quarters };
}

function isEnough({ people, quarters }: Payments, fewest: number): boolean {
  return quarters === 0 || people >= fewest;
}

function sumOf(entries: readonly PaidIn[]): number {
  return entries.reduce((sum, { quarters }) => sum + quarters, 0);
}
