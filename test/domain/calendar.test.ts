import { describe, expect, test } from "vitest";
import {
  easterSunday,
  isNationalHoliday,
  isOverdue,
  isWorkingDay,
  nextPayment,
  overdueQuarters,
  paymentTerm,
  tenthAfter,
} from "../../pipeline/domain/calendar.ts";
import { day } from "../../pipeline/domain/day.ts";
import { quarter } from "../../pipeline/domain/quarter.ts";

const calendar = { saturdayMoves: true };

test.each([
  { year: 2000, easter: "2000-04-23" },
  { year: 2008, easter: "2008-03-23" },
  { year: 2019, easter: "2019-04-21" },
  { year: 2024, easter: "2024-03-31" },
  { year: 2025, easter: "2025-04-20" },
  { year: 2026, easter: "2026-04-05" },
  { year: 2027, easter: "2027-03-28" },
  { year: 2038, easter: "2038-04-25" },
  { year: 2049, easter: "2049-04-18" },
])("Easter $year is $easter", ({ year, easter }) => {
  expect(easterSunday(year)).toBe(easter);
});

test.each([
  { name: "New Year", on: "2026-01-01" },
  { name: "Epiphany", on: "2026-01-06" },
  { name: "Easter Monday", on: "2026-04-06" },
  { name: "Liberation", on: "2026-04-25" },
  { name: "Labour Day", on: "2026-05-01" },
  { name: "Republic", on: "2026-06-02" },
  { name: "Ferragosto", on: "2026-08-15" },
  { name: "San Francesco, from 2026", on: "2026-10-04" },
  { name: "All Saints", on: "2026-11-01" },
  { name: "Immaculate Conception", on: "2026-12-08" },
  { name: "Christmas", on: "2026-12-25" },
  { name: "Santo Stefano", on: "2026-12-26" },
])("$name is a national holiday", ({ on }) => {
  expect(isNationalHoliday(day(on))).toBe(true);
});

test.each([
  { name: "San Francesco before 2026", on: "2025-10-04" },
  { name: "Easter Monday of another year", on: "2027-04-06" },
  { name: "Rome's patron", on: "2026-06-29" },
  { name: "an ordinary Sunday", on: "2026-04-12" },
])("$name is none", ({ on }) => {
  expect(isNationalHoliday(day(on))).toBe(false);
});

test.each([
  { quarter: "2026-Q1", first: "2026-04-01", last: "2026-04-10", why: "a Friday" },
  { quarter: "2026-Q2", first: "2026-07-01", last: "2026-07-10", why: "a Friday" },
  { quarter: "2026-Q3", first: "2026-10-01", last: "2026-10-12", why: "the 10th is a Saturday" },
  { quarter: "2026-Q4", first: "2027-01-01", last: "2027-01-11", why: "the 10th is a Sunday" },
  { quarter: "2027-Q1", first: "2027-04-01", last: "2027-04-12", why: "the 10th is a Saturday" },
  { quarter: "2023-Q1", first: "2023-04-01", last: "2023-04-11", why: "the 10th is Easter Monday" },
  { quarter: "2020-Q1", first: "2020-04-01", last: "2020-04-10", why: "Good Friday is a working day" },
])("$quarter is payable $first to $last: $why", ({ quarter: of, first, last }) => {
  expect(paymentTerm(quarter(of), calendar)).toEqual({ first, last });
});

test("where Saturdays are working days, only Sundays and holidays move", () => {
  const lasts = ["2026-Q3", "2026-Q4", "2027-Q1"].map((of) => paymentTerm(quarter(of), { saturdayMoves: false }).last);
  expect(lasts).toEqual(["2026-10-10", "2027-01-11", "2027-04-10"]);
  expect(isWorkingDay(day("2026-10-10"), { saturdayMoves: false })).toBe(true);
});

test("where Saturdays are working days, a holiday on Friday moves to the Saturday", () => {
  expect(isWorkingDay(day("2026-05-01"), { saturdayMoves: false })).toBe(false);
  expect(isWorkingDay(day("2026-05-02"), { saturdayMoves: false })).toBe(true);
});

test.each([
  { name: "the last day is still in time", asOf: "2026-04-10", overdue: false },
  { name: "the day after is late", asOf: "2026-04-11", overdue: true },
  { name: "inside the quarter nothing is due", asOf: "2026-02-28", overdue: false },
  { name: "years later", asOf: "2040-01-01", overdue: true },
])("Q1 2026: $name", ({ asOf, overdue }) => {
  expect(isOverdue(quarter("2026-Q1"), day(asOf), calendar)).toBe(overdue);
});

test.each([
  { name: "the moved last day is still in time", asOf: "2026-10-12", overdue: false },
  { name: "the day after the moved one is late", asOf: "2026-10-13", overdue: true },
])("Q3 2026: $name", ({ asOf, overdue }) => {
  expect(isOverdue(quarter("2026-Q3"), day(asOf), calendar)).toBe(overdue);
});

describe("overdue quarters from 2026-Q1", () => {
  test.each([
    { asOf: "2026-04-10", overdue: [] },
    { asOf: "2026-05-31", overdue: ["2026-Q1"] },
    { asOf: "2026-08-31", overdue: ["2026-Q1", "2026-Q2"] },
    { asOf: "2026-11-30", overdue: ["2026-Q1", "2026-Q2", "2026-Q3"] },
    { asOf: "2027-02-28", overdue: ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"] },
    { asOf: "2025-12-31", overdue: [] },
  ])("on $asOf: $overdue", ({ asOf, overdue }) => {
    expect(overdueQuarters(quarter("2026-Q1"), day(asOf), calendar)).toEqual(overdue);
  });

  test("end with the calendar", () => {
    expect(overdueQuarters(quarter("9999-Q1"), day("9999-12-31"), calendar)).toEqual(["9999-Q1", "9999-Q2", "9999-Q3"]);
  });
});

test.each([
  { of: "2026-Q1", tenth: "2026-04-10" },
  { of: "2026-Q3", tenth: "2026-10-10" },
  { of: "2026-Q4", tenth: "2027-01-10" },
])("the 10th after $of is $tenth, be it no working day", ({ of, tenth }) => {
  expect(tenthAfter(quarter(of))).toBe(tenth);
});

test.each([
  { on: "2026-05-31", of: "2026-Q2", first: "2026-07-01", last: "2026-07-10", why: "the first campaign" },
  { on: "2026-07-01", of: "2026-Q2", first: "2026-07-01", last: "2026-07-10", why: "its first day: it is running" },
  { on: "2026-07-10", of: "2026-Q2", first: "2026-07-01", last: "2026-07-10", why: "its last day" },
  {
    on: "2026-07-11",
    of: "2026-Q3",
    first: "2026-10-01",
    last: "2026-10-12",
    why: "the day after; 10 October is a Saturday",
  },
  { on: "2026-11-30", of: "2026-Q4", first: "2027-01-01", last: "2027-01-11", why: "over the year's end" },
  { on: "2027-01-11", of: "2026-Q4", first: "2027-01-01", last: "2027-01-11", why: "a last day that moved" },
])("on $on one pays next $of, from $first to $last: $why", ({ on, of, first, last }) => {
  expect(nextPayment(day(on), { saturdayMoves: true })).toEqual({ quarter: of, first, last });
});
