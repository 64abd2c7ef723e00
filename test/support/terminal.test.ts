import { expect, test } from "vitest";
import { barLine, duration } from "../../pipeline/support/terminal.ts";

const ago = (seconds: number) => performance.now() - seconds * 1000;
const half = { label: "Rendering", total: 200, unit: "pictures", done: 100, startedAt: ago(10) };

test("a bar says how far, how fast and how long", () => {
  expect(barLine(half, 100)).toMatch(/^█{15}░{15} {2}Rendering: 100 of 200 pictures, 10\/s, \d+(\.\d)? s left$/);
});

test.each([
  { name: "a wide terminal", columns: 120 },
  { name: "a narrow one", columns: 60 },
  { name: "a very narrow one", columns: 30 },
])("no line is wider than $name", ({ columns }) => {
  expect(barLine(half, columns).length).toBeLessThan(columns);
});

test("work of unknown length has no bar, and before it begins no number", () => {
  expect(barLine({ ...half, total: null }, 100)).toMatch(/^Rendering: 100 pictures, 10\/s$/);
  expect(barLine({ ...half, total: null, done: 0 }, 100)).toBe("Rendering …");
});

test.each([
  [0.44, "0.4 s"],
  [59.6, "1 min 0 s"],
  [200, "3 min 20 s"],
  [7500, "2 h 5 min"],
])("%d seconds are %s", (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});
