import { expect, test } from "vitest";
import { fitText } from "../../compositions/fonts/fit-text.ts";

/** Every character is as wide as half its size. */
const measure = (text: string) => text.length * 50;
const place = {
  width: 600,
  lineHeight: 1,
  maximumHeight: 400,
  maximumSize: 100,
  minimumSize: 32,
  maximumLines: 2,
  font: "x",
  weight: 700,
};

test.each([
  { text: "Ada", size: 100, lines: ["Ada"] },
  { text: "Maria Teresa", size: 100, lines: ["Maria Teresa"] },
  { text: "Maria Antonietta", size: 100, lines: ["Maria", "Antonietta"] },
  { text: "Anna-Lisa Federica", size: 100, lines: ["Anna-Lisa", "Federica"] },
  { text: "Wolfeschlegelsteinhausen", size: 50, lines: ["Wolfeschlegelsteinhausen"] },
  { text: "Non risultano i versamenti", size: 92, lines: ["Non risultano", "i versamenti"] },
])("$text", ({ text, size, lines }) => {
  expect(fitText(text, place, measure)).toEqual({ size, lines });
});

test("a text too long even at the smallest size breaks inside words and loses nothing", () => {
  const text = "X".repeat(200);
  const { size, lines } = fitText(text, place, measure);
  expect(size).toBe(32);
  expect(lines.join("")).toBe(text);
  for (const line of lines) expect((measure(line) * size) / 100).toBeLessThanOrEqual(place.width);
});
