import { stateOfQuarter } from "../../decide/state-of-quarter.ts";
import { type Day, day } from "../../domain/day.ts";
import type { Contribution } from "../../domain/position.ts";
import type { Quarter } from "../../domain/quarter.ts";

/** A quarter that is paid in full; `paidOn` is the day of the payment with which it was, null when it has no date. */
export type PaidQuarter = { paidOn: Day | null };

/** Only payments without a date count on it. */
const beforeAllPayments = day("0001-01-01");

/** Whether a quarter is paid in full on a day, by the rules of the decision, or null. */
export function paidQuarter(contributions: readonly Contribution[], quarter: Quarter, asOf: Day): PaidQuarter | null {
  const isPaidOn = (one: Day) => stateOfQuarter(contributions, quarter, one).state === "paid";
  if (!isPaidOn(asOf)) return null;
  if (isPaidOn(beforeAllPayments)) return { paidOn: null };
  const days = contributions.flatMap(({ paidOn, ...one }) => (one.quarter === quarter && paidOn ? [paidOn] : []));
  return { paidOn: days.sort().find(isPaidOn) ?? null };
}
