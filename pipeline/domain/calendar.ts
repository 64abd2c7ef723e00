import { addDays, addMonths, type Day, dayOf, partsOfDay, weekday } from "./day.ts";
import { daysOf, nextQuarter, type Quarter, quarterOf } from "./quarter.ts";

/** The office's payment calendar. */
export type PaymentCalendar = {
  /** Whether a last day of payment that is a Saturday moves to the next working day. */
  saturdayMoves: boolean;
};

/** National holidays on a fixed day, as MM-DD (law 260/1949 and its amendments). */
const fixedHolidays = new Set([
  "01-01",
  "01-06",
  "04-25",
  "05-01",
  "06-02",
  "08-15",
  "11-01",
  "12-08",
  "12-25",
  "12-26",
]);

/** 4 October, San Francesco: a national holiday again from 2026 (law 151/2025). */
const firstYearOfSanFrancesco = 2026;

/** True on Italian national holidays, Easter Monday included; Sundays are not in this list. */
export function isNationalHoliday(value: Day): boolean {
  const { year } = partsOfDay(value);
  const monthAndDay = value.slice(5);
  if (fixedHolidays.has(monthAndDay)) return true;
  if (monthAndDay === "10-04") return year >= firstYearOfSanFrancesco;
  return value === addDays(easterSunday(year), 1);
}

/** Easter by the Gregorian computus (Meeus/Jones/Butcher). */
export function easterSunday(year: number): Day {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const leapCenturies = Math.floor(century / 4);
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leapCenturies - moonCorrection + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const lateMoon = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const monthAndDay = epact + toSunday - 7 * lateMoon + 114;
  return dayOf(year, Math.floor(monthAndDay / 31), (monthAndDay % 31) + 1);
}

/** Sundays and national holidays are not working days; Saturdays only when the office says so. */
export function isWorkingDay(value: Day, calendar: PaymentCalendar): boolean {
  const dayOfWeek = weekday(value);
  if (dayOfWeek === 0) return false;
  if (dayOfWeek === 6 && calendar.saturdayMoves) return false;
  return !isNationalHoliday(value);
}

/**
 * First and last day on which a quarter's contributions are payable: the 1st to the 10th of the next month, or later
 * when the 10th is no working day.
 */
export function paymentTerm(value: Quarter, calendar: PaymentCalendar): { first: Day; last: Day } {
  const first = addDays(daysOf(value).last, 1);
  let last = addDays(first, 9);
  while (!isWorkingDay(last, calendar)) last = addDays(last, 1);
  return { first, last };
}

/** The 10th of the month after the quarter, be it a holiday: the day from which the days of a delay are counted. */
export function tenthAfter(value: Quarter): Day {
  return addDays(daysOf(value).last, 10);
}

/** The quarter that is paid next, or is being paid, on a day, and its days of payment. */
export function nextPayment(asOf: Day, calendar: PaymentCalendar): { quarter: Quarter; first: Day; last: Day } {
  let payable = quarterOf(addMonths(asOf, -3));
  while (isOverdue(payable, asOf, calendar)) payable = nextQuarter(payable);
  return { quarter: payable, ...paymentTerm(payable, calendar) };
}

/** A quarter is overdue from the day after its last day of payment. */
export function isOverdue(value: Quarter, asOf: Day, calendar: PaymentCalendar): boolean {
  // Nothing is payable before the quarter is over; returning here also avoids days of year 10000 for 9999-Q4.
  if (asOf <= daysOf(value).last) return false;
  return paymentTerm(value, calendar).last < asOf;
}

/** Every overdue quarter from the first one that the office considers, oldest first. */
export function overdueQuarters(first: Quarter, asOf: Day, calendar: PaymentCalendar): Quarter[] {
  const overdue: Quarter[] = [];
  for (let next = first; isOverdue(next, asOf, calendar); next = nextQuarter(next)) overdue.push(next);
  return overdue;
}
