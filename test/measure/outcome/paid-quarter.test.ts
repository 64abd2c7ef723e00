import { expect, test } from "vitest";
import { day } from "../../../pipeline/domain/day.ts";
import type { Contribution } from "../../../pipeline/domain/position.ts";
import { quarter } from "../../../pipeline/domain/quarter.ts";
import { paidQuarter } from "../../../pipeline/measure/outcome/paid-quarter.ts";

const q1 = quarter("2026-Q1");

/** Rows of a contribution: due, paid, day. */
type Rows = [due: number | null, paid: number, on: string | null][];

const contributions = (rows: Rows): Contribution[] =>
  rows.map(([dueCents, paidCents, paidOn], index) => ({
    ...{ line: index + 2, quarter: q1, dueCents, paidCents, noticeNumber: null },
    paidOn: paidOn === null ? null : day(paidOn),
  }));

test.each([
  { name: "nothing", rows: [], is: null },
  { name: "a part", rows: [[100, 99, "2026-06-10"]], is: null },
  { name: "all at once", rows: [[100, 100, "2026-06-10"]], is: "2026-06-10" },
  {
    name: "in two parts: the second counts",
    rows: [
      [100, 60, "2026-06-10"],
      [null, 40, "2026-07-01"],
    ],
    is: "2026-07-01",
  },
  {
    name: "in two parts, the later row first",
    rows: [
      [100, 40, "2026-07-01"],
      [100, 60, "2026-06-10"],
    ],
    is: "2026-07-01",
  },
  {
    name: "a part without a date, then the rest",
    rows: [
      [100, 60, null],
      [100, 40, "2026-06-10"],
    ],
    is: "2026-06-10",
  },
  {
    name: "all without a date, and more",
    rows: [
      [100, 100, null],
      [100, 40, "2026-06-10"],
    ],
    is: "no date",
  },
  { name: "after the day it is judged on", rows: [[100, 100, "2026-09-01"]], is: null },
  { name: "on that day", rows: [[100, 100, "2026-08-31"]], is: "2026-08-31" },
  { name: "no amount due: any payment settles it", rows: [[null, 1, "2026-06-10"]], is: "2026-06-10" },
] as { name: string; rows: Rows; is: string | null }[])("a quarter is paid: $name", ({ rows, is }) => {
  const paid = paidQuarter(contributions(rows), q1, day("2026-08-31"));
  expect(paid && (paid.paidOn ?? "no date")).toBe(is);
  expect(paidQuarter(contributions(rows), quarter("2026-Q2"), day("2026-08-31"))).toBeNull();
});
