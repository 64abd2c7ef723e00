import { addMonths, type Day } from "./day.ts";

/** Months for which a guide can be watched (INPS, messaggio 2247/2026, point 1). */
const monthsAvailable = 6;

/** Last day on which guides can be watched whose positions were judged on `asOf`. */
export function availableUntil(asOf: Day): Day {
  return addMonths(asOf, monthsAvailable);
}
