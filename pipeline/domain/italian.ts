import { type Day, partsOfDay } from "./day.ts";
import { partsOfQuarter, type Quarter } from "./quarter.ts";

const months = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split(
  " ",
);
const ordinals = { 1: "I", 2: "II", 3: "III", 4: "IV" } as const;
const numbersInWords = ["zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci"];

/** `31 maggio 2026`; the first of a month is `1° giugno 2026`. */
export function dateInWords(day: Day): string {
  const { year, month, dayOfMonth } = partsOfDay(day);
  return `${dayOfMonth === 1 ? "1°" : dayOfMonth} ${months[month - 1]} ${year}`;
}

/** The date after `a`: `al 31 maggio 2026`, but `all’8` and `all’11`, which begin with a vowel. */
export function toDate(day: Day): string {
  return `${startsWithVowel(day) ? "all’" : "al "}${dateInWords(day)}`;
}

/** Otto and undici. */
function startsWithVowel(day: Day): boolean {
  const { dayOfMonth } = partsOfDay(day);
  return dayOfMonth === 8 || dayOfMonth === 11;
}

/** Up to ten in words, then in digits, as Italian prose does. */
export function numberInWords(count: number): string {
  return numbersInWords[count] ?? String(count);
}

/** `5,5`; at most two decimals. */
export function decimal(value: number): string {
  return String(Math.round(value * 100) / 100).replace(".", ",");
}

/** `a`, `a e b`, `a, b e c`. */
export function enumeration(parts: string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} e ${parts.at(-1)}`;
}

/** `I trimestre`. */
export function quarterOrdinal(number: 1 | 2 | 3 | 4): `${(typeof ordinals)[1 | 2 | 3 | 4]} trimestre` {
  return `${ordinals[number]} trimestre`;
}

/** `I trimestre 2026`. */
export function quarterName(quarter: Quarter): string {
  const { year, number } = partsOfQuarter(quarter);
  return `${quarterOrdinal(number)} ${year}`;
}

/**
 * Quarters after `di`, oldest first, year by year: `del I trimestre 2026`, `del I e III trimestre 2026`,
 * `del IV trimestre 2026 e del I trimestre 2027`, `di tutti i trimestri del 2026`.
 */
export function ofQuarters(quarters: Quarter[]): string {
  const byYear = Map.groupBy([...quarters].sort().map(partsOfQuarter), ({ year }) => year);
  return enumeration(
    [...byYear].map(([year, parts]) =>
      ofYear(
        year,
        parts.map(({ number }) => number),
      ),
    ),
  );
}

function ofYear(year: number, numbers: (1 | 2 | 3 | 4)[]): string {
  if (numbers.length === 4) return `di tutti i trimestri del ${year}`;
  return `del ${enumeration(numbers.map((number) => ordinals[number]))} trimestre ${year}`;
}
