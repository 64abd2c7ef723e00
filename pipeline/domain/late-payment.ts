import { tenthAfter } from "./calendar.ts";
import { addDays, type Day } from "./day.ts";
import type { Quarter } from "./quarter.ts";

/**
 * Last day on which whoever pays everything of their own accord, before any objection or request, owes the reference
 * rate alone (D.L. 19/2024, art. 30; circolare INPS 90/2024): `withinDays` days after the 10th, counted from that day
 * also when a holiday moves the last day to pay, because nobody may be told a day too many. The day itself is in time.
 */
export function spontaneousUntil(quarter: Quarter, withinDays: number): Day {
  return addDays(tenthAfter(quarter), withinDays);
}
