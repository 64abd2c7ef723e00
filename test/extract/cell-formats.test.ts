import { expect, test } from "vitest";
import { isNoticeNumber, readBoolean, readDay, readQuarter } from "../../pipeline/extract/rows/cell-formats.ts";

test.each([
  ["2026-04-05", "2026-04-05"],
  ["05/04/2026", "2026-04-05"],
  ["2024-02-29", "2024-02-29"],
  ["29/02/2024", "2024-02-29"],
  ["9999-12-31", "9999-12-31"],
  ["0001-01-01", "0001-01-01"],
  ["2026-02-29", null],
  ["31/04/2026", null],
  ["2100-02-29", null],
  ["2026-13-01", null],
  ["2026-00-10", null],
  ["00/01/2026", null],
  ["0000-01-01", null],
  ["5/4/2026", null],
  ["2026-4-5", null],
  ["05-04-2026", null],
  ["05.04.2026", null],
  ["20260405", null],
  ["2026-04-05T00:00:00", null],
  ["2026-04-05 ", null],
  ["05/04/26", null],
  ["oggi", null],
  ["", null],
])("the date %j is %j", (text, read) => {
  expect(readDay(text)).toBe(read);
  expect(readDay(text)).toBe(read);
});

test.each([
  ["2026-Q1", "2026-Q1"],
  ["2026Q4", "2026-Q4"],
  ["2026-Q0", null],
  ["2026-Q5", null],
  ["2026-q1", null],
  ["Q1-2026", null],
  ["2026 Q1", null],
  ["2026-1", null],
  ["26-Q1", null],
  ["2026--Q1", null],
  ["", null],
])("the quarter %j is %j", (text, read) => {
  expect(readQuarter(text)).toBe(read);
});

test.each(["true", "1", "s", "si", "sì", "y", "yes", "TRUE", "S", "Si", "SÌ", "sI\u0300", "Yes"])(
  "%j is yes",
  (text) => {
    expect(readBoolean(text)).toBe(true);
  },
);

test.each(["false", "0", "n", "no", "", "FALSE", "No"])("%j is no", (text) => {
  expect(readBoolean(text)).toBe(false);
});

test.each(["2", "vero", "x", "t", "f", "si'", "null", "on", "-", "yes!"])("%j is neither", (text) => {
  expect(readBoolean(text)).toBeNull();
});

test.each([
  ["301002601000003720", true],
  ["30100260100000372", false],
  ["3010026010000037200", false],
  ["3010 0260 1000 0037 20", false],
  ["30100260100000372X", false],
  ["", false],
])("the notice number %j: %j", (text, valid) => {
  expect(isNoticeNumber(text)).toBe(valid);
});
