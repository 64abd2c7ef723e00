import { type Day, partsOfDay } from "./day.ts";

/** From this birthday on the institute keeps sending pagoPA notices on paper. */
const ageOfPaperNotices = 76;

/** True from the 76th birthday on, that day included. */
export function hasTurned76(birthDate: Day, asOf: Day): boolean {
  const years = partsOfDay(asOf).year - partsOfDay(birthDate).year;
  if (years !== ageOfPaperNotices) return years > ageOfPaperNotices;
  return asOf.slice(5) >= birthDate.slice(5);
}
