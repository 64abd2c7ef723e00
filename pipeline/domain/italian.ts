import { type Day, partsOfDay } from "./day.ts";
import { partsOfQuarter, type Quarter } from "./quarter.ts";

const months = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split(
  " ",
);
type QuarterNumber = 1 | 2 | 3 | 4;
const romanOrdinals = { 1: "I", 2: "II", 3: "III", 4: "IV" } as const;
const ordinals = { 1: "primo", 2: "secondo", 3: "terzo", 4: "quarto" } as const;
const numbersInWords = ["zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci"];

/** `31 maggio 2026`; the first of a month is `1° giugno 2026`. */
export function dateInWords(day: Day): string {
  return `${dayAndMonth(day)} ${partsOfDay(day).year}`;
}

const dayAndHour = new Intl.DateTimeFormat("it-IT", {
  ...{ timeZone: "Europe/Rome", dateStyle: "long" },
  timeStyle: "short",
});

/** `26 novembre 2026 alle ore 10:07`, in Italian time. */
export function dateAndTime(instant: Date): string {
  return dayAndHour.format(instant);
}

function dayAndMonth(day: Day): string {
  return `${dayInMonth(day)} ${months[partsOfDay(day).month - 1]}`;
}

function dayInMonth(day: Day): string {
  const { dayOfMonth } = partsOfDay(day);
  return dayOfMonth === 1 ? "1°" : String(dayOfMonth);
}

/** The date after `a`: `al 31 maggio 2026`, but `all’8` and `all’11`, which begin with a vowel. */
export function toDate(day: Day): string {
  return `${startsWithVowel(day) ? "all’" : "al "}${dateInWords(day)}`;
}

/** The date with its article: `il 7 febbraio 2027`, `l’8 agosto 2026`. */
export function theDate(day: Day): string {
  return `${startsWithVowel(day) ? "l’" : "il "}${dateInWords(day)}`;
}

/** Days of one month, without the year: `dal 1° al 10 luglio`, `dal 1° all’11 gennaio`. */
export function termInWords({ first, last }: { first: Day; last: Day }): string {
  return `dal ${dayInMonth(first)} ${startsWithVowel(last) ? "all’" : "al "}${dayAndMonth(last)}`;
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

/** `maggio 2026`, of the campaign `2026-05`. */
export function campaignInWords(campaign: string): string {
  const [year = "", month = ""] = campaign.split("-");
  return `${months[Number(month) - 1]} ${year}`;
}

/** `5,5`; at most two decimals. */
export function decimal(value: number): string {
  return String(Math.round(value * 100) / 100).replace(".", ",");
}

/** `a`, `a e b`, `a, b e c`. */
export function enumeration(parts: string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} e ${parts.at(-1)}`;
}

/** `gen–mar`: where there is no room for `gennaio–marzo`. */
export function shortMonthsOfQuarter(number: QuarterNumber): string {
  return monthsOfQuarter(number)
    .split("–")
    .map((month) => month.slice(0, 3))
    .join("–");
}

/** `I trimestre`: where there is no room for words. */
export function quarterOrdinal(number: QuarterNumber): `${(typeof romanOrdinals)[QuarterNumber]} trimestre` {
  return `${romanOrdinals[number]} trimestre`;
}

/** `gennaio–marzo`. */
export function monthsOfQuarter(number: QuarterNumber): string {
  return `${months[number * 3 - 3]}–${months[number * 3 - 1]}`;
}

/** `primo trimestre 2026`. */
export function quarterName(quarter: Quarter): string {
  const { year, number } = partsOfQuarter(quarter);
  return `${ordinals[number]} trimestre ${year}`;
}

/** `primo trimestre`: where the year is clear. */
export function quarterOfItsYear(quarter: Quarter): string {
  return `${ordinals[partsOfQuarter(quarter).number]} trimestre`;
}

/** With its first letter as a capital, as at the beginning of a sentence. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** With the months of each quarter in brackets, or without. */
type QuarterWording = { withMonths: boolean };

/**
 * Quarters oldest first, year by year: `primo trimestre 2026`, `primo e terzo trimestre 2026`, `quarto trimestre 2026 e
 * primo trimestre 2027`, `tutti i trimestri del 2026`; with months `primo trimestre 2026 (gennaio–marzo)`, `primo
 * (gennaio–marzo) e terzo (luglio–settembre) trimestre 2026`.
 */
export function quartersInWords(quarters: readonly Quarter[], wording: QuarterWording): string {
  return enumeration(byYear(quarters).map(([year, numbers]) => ofYear(year, numbers, wording)));
}

/** The same after `di`: `del primo e terzo trimestre 2026`, `di tutti i trimestri del 2026`. */
export function ofQuarters(quarters: readonly Quarter[], wording: QuarterWording): string {
  return enumeration(
    byYear(quarters).map(
      ([year, numbers]) => `${numbers.length === 4 ? "di" : "del"} ${ofYear(year, numbers, wording)}`,
    ),
  );
}

function byYear(quarters: readonly Quarter[]): [year: number, numbers: QuarterNumber[]][] {
  const years = Map.groupBy([...quarters].sort().map(partsOfQuarter), ({ year }) => year);
  return [...years].map(([year, parts]) => [year, parts.map(({ number }) => number)]);
}

function ofYear(year: number, numbers: QuarterNumber[], { withMonths }: QuarterWording): string {
  if (numbers.length === 4) return `tutti i trimestri del ${year}`;
  const [first] = numbers;
  if (numbers.length === 1 && first !== undefined)
    return `${ordinals[first]} trimestre ${year}${withMonths ? ` (${monthsOfQuarter(first)})` : ""}`;
  const named = numbers.map((number) => ordinals[number] + (withMonths ? ` (${monthsOfQuarter(number)})` : ""));
  return `${enumeration(named)} trimestre ${year}`;
}
