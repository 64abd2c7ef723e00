import { z } from "zod";

/** A calendar day as `YYYY-MM-DD`; days compare with `<` and `>`. */
export type Day = string & z.$brand<"Day">;

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True when the text is `YYYY-MM-DD` and that day exists. */
export function isDay(text: string): text is Day {
  const parts = dayPattern.exec(text);
  if (!parts) return false;
  return isRealDay(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

/** True when the month has that day (Gregorian calendar); month 1–12. */
export function isRealDay(year: number, month: number, dayOfMonth: number): boolean {
  return month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= daysInMonth(year, month);
}

/** Parses `YYYY-MM-DD`; throws a `RangeError` for anything else (a bug: outsiders' text is checked with `isDay`). */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`not a day: ${JSON.stringify(text)}`);
  return text;
}

/** 28 to 31; month 1–12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Composes a day; month 1–12. Throws a `RangeError` when there is no such day. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  const pad = (value: number, width: number) => String(value).padStart(width, "0");
  return day(`${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`);
}

/** Year, month 1–12 and day of the month. */
export function partsOfDay(value: Day): { year: number; month: number; dayOfMonth: number } {
  return { year: Number(value.slice(0, 4)), month: Number(value.slice(5, 7)), dayOfMonth: Number(value.slice(8, 10)) };
}

/** The day `count` days later (earlier when negative). */
export function addDays(value: Day, count: number): Day {
  const { year, month, dayOfMonth } = partsOfDay(value);
  const later = new Date(Date.UTC(year, month - 1, dayOfMonth + count));
  return dayOf(later.getUTCFullYear(), later.getUTCMonth() + 1, later.getUTCDate());
}

/** The same day of the month `count` months later, or that month's last day: 31 August + 6 months = 28 or 29 February. */
export function addMonths(value: Day, count: number): Day {
  const { year, month, dayOfMonth } = partsOfDay(value);
  const monthsSinceYearZero = year * 12 + (month - 1) + count;
  const newYear = Math.floor(monthsSinceYearZero / 12);
  const newMonth = (monthsSinceYearZero % 12) + 1;
  return dayOf(newYear, newMonth, Math.min(dayOfMonth, daysInMonth(newYear, newMonth)));
}

/** Days from one day to another; negative when the other is earlier. */
export function daysBetween(from: Day, to: Day): number {
  const utc = (value: Day) => {
    const { year, month, dayOfMonth } = partsOfDay(value);
    return Date.UTC(year, month - 1, dayOfMonth);
  };
  return Math.round((utc(to) - utc(from)) / 86_400_000);
}

/** 0 is Sunday, 6 Saturday. */
export function weekday(value: Day): number {
  const { year, month, dayOfMonth } = partsOfDay(value);
  return new Date(Date.UTC(year, month - 1, dayOfMonth)).getUTCDay();
}

const calendarOfRome = new Intl.DateTimeFormat("en", {
  timeZone: "Europe/Rome",
  year: "numeric",
  month: "numeric",
  day: "numeric",
});

/** The calendar day in Italy at an instant, whatever the time zone of the machine. */
export function todayInRome(now: Date): Day {
  const parts = Object.fromEntries(calendarOfRome.formatToParts(now).map(({ type, value }) => [type, Number(value)]));
  return dayOf(parts.year as number, parts.month as number, parts.day as number);
}

/** For schemas of settings and options. */
export const daySchema = z
  .string()
  .refine(isDay, "must be a real day written YYYY-MM-DD")
  .transform((text) => day(text));
