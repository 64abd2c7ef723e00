import fc from "fast-check";
import { expect, test } from "vitest";
import { addCents, formatEuro, parseEuro } from "../../pipeline/domain/money.ts";

test.each([
  { text: "312", cents: 31200 },
  { text: "312.5", cents: 31250 },
  { text: "312,50", cents: 31250 },
  { text: "312.50", cents: 31250 },
  { text: "1.312,50", cents: 131250 },
  { text: "1.312", cents: 131200 },
  { text: "312.567", cents: 31256700 },
  { text: "12.345.678,9", cents: 1234567890 },
  { text: "1312.50", cents: 131250 },
  { text: "0", cents: 0 },
  { text: "0,01", cents: 1 },
  { text: "0.1", cents: 10 },
  { text: "5", cents: 500 },
  { text: "12", cents: 1200 },
  { text: "007", cents: 700 },
  { text: "90071992547409,91", cents: Number.MAX_SAFE_INTEGER },
])("$text is $cents cents", ({ text, cents }) => {
  expect(parseEuro(text)).toBe(cents);
});

test.each([
  "",
  " ",
  "-1",
  "-0",
  "+3",
  "−3",
  "312,567",
  "1,312.50",
  "1,312",
  "0.312",
  "01.312",
  "1.31,5",
  "13.12.5",
  "1.3123",
  "1.312.50",
  "1312.500",
  ".5",
  ",5",
  "312,",
  "312.",
  "1..312",
  "1 312",
  "€ 312",
  "312 €",
  "3e2",
  "0x10",
  "NaN",
  "Infinity",
  "٣",
  "１",
  "312\u00a0",
  "90071992547409,92",
  "9007199254740993",
  "9".repeat(400),
])("%j is no amount", (text) => {
  expect(parseEuro(text)).toBeNull();
});

test("what is written as euro is read as the same cents", () => {
  fc.assert(
    fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), (cents) => {
      expect(parseEuro(formatEuro(cents))).toBe(cents);
    }),
  );
});

test("many huge payments never become less than an amount due", () => {
  expect(addCents(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)).toBe(Number.MAX_SAFE_INTEGER);
});
