import { type Day, partsOfDay } from "./day.ts";

/** From this birthday on the letter with the pagoPA notices still comes in 2026 (INPS, 19 December 2025). */
const ageOfPaperNotices = 76;

/** True from the 76th birthday on, that day included. */
export function hasTurned76(birthDate: Day, asOf: Day): boolean {
  const years = partsOfDay(asOf).year - partsOfDay(birthDate).year;
  if (years !== ageOfPaperNotices) return years > ageOfPaperNotices;
  return asOf.slice(5) >= birthDate.slice(5);
}
