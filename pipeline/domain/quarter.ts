import { z } from "zod";
import { type Day, dayOf, daysInMonth, partsOfDay } from "./day.ts";

/** A calendar quarter as `2026-Q1`; quarters compare with `<` and `>`. */
export type Quarter = string & z.$brand<"Quarter">;

const quarterPattern = /^(\d{4})-Q([1-4])$/;

/** True when the text is a quarter in our own form, `2026-Q1`. */
export function isQuarter(text: string): text is Quarter {
  return quarterPattern.test(text);
}

/** Parses `2026-Q1`; throws a `RangeError` for anything else (a bug: outsiders' text is checked before). */
export function quarter(text: string): Quarter {
  if (!isQuarter(text)) throw new RangeError(`not a quarter: ${JSON.stringify(text)}`);
  return text;
}

/** Year and number 1–4. */
export function partsOfQuarter(value: Quarter): { year: number; number: 1 | 2 | 3 | 4 } {
  return { year: Number(value.slice(0, 4)), number: Number(value.slice(6)) as 1 | 2 | 3 | 4 };
}

/** The quarter that a day is in. */
export function quarterOf(day: Day): Quarter {
  const { year, month } = partsOfDay(day);
  return quarter(`${String(year).padStart(4, "0")}-Q${Math.ceil(month / 3)}`);
}

/** First and last day of the quarter. */
export function daysOf(value: Quarter): { readonly first: Day; readonly last: Day } {
  const known = knownDays.get(value);
  if (known) return known;
  const { year, number } = partsOfQuarter(value);
  const lastMonth = number * 3;
  const days = { first: dayOf(year, lastMonth - 2, 1), last: dayOf(year, lastMonth, daysInMonth(year, lastMonth)) };
  knownDays.set(value, days);
  return days;
}

/** Cached, because it is asked for every relationship; 40,000 entries at most (10,000 years). */
const knownDays = new Map<Quarter, { first: Day; last: Day }>();

/** The quarter after this one. */
export function nextQuarter(value: Quarter): Quarter {
  const { year, number } = partsOfQuarter(value);
  return number === 4
    ? quarter(`${String(year + 1).padStart(4, "0")}-Q1`)
    : quarter(`${value.slice(0, 6)}${number + 1}`);
}

/** For schemas of settings. */
export const quarterSchema = z
  .string()
  .refine(isQuarter, "must be a quarter written 2026-Q1")
  .transform((text) => quarter(text));
