import fc from "fast-check";
import { expect, test } from "vitest";
import { isEmail } from "../../pipeline/domain/email.ts";
import { readAnyMobile, readMobile } from "../../pipeline/extract/rows/mobile.ts";

test.each([
  ["3510000001", "+393510000001"],
  ["351 000 0001", "+393510000001"],
  ["351-000.0001", "+393510000001"],
  ["351/0000001", "+393510000001"],
  ["(351) 0000001", "+393510000001"],
  ["+39 351 000 0001", "+393510000001"],
  ["0039 3510000001", "+393510000001"],
  ["393510000001", "+393510000001"],
  ["+40 721 234 567", "+40721234567"],
  ["+1 212 555 0123", "+12125550123"],
  ["+41 76 123 45 67", "+41761234567"],
])("%j can get an SMS at %j", (text, e164) => {
  expect(readMobile(text)).toBe(e164);
});

test.each([
  "",
  "12",
  "06 69812345",
  "+39 06 69812345",
  "800 123456",
  "351 000 0001 int. 3",
  "351 000 0001;ext=3",
  "tel:3510000001",
  "35100000",
  "35100000012",
  "numero",
  "+",
  "++393510000001",
  "+999 123456789",
  "3510000001 3510000002",
  "３５１００００００１",
  "3".repeat(40),
  "+39351000000=1",
  "=3510000001",
])("%j cannot", (text) => {
  expect(readMobile(text)).toBeNull();
});

test("the quick way for ordinary numbers agrees with the numbering plan", () => {
  const digits = fc
    .tuple(fc.integer({ min: 0, max: 9 }), fc.stringMatching(/^[0-9]{7,9}$/))
    .map(([second, rest]) => `3${second}${rest}`);
  const prefix = fc.constantFrom("", "+39", "0039", "+39 ", "39");
  fc.assert(
    fc.property(prefix, digits, (before, number) => {
      expect(readMobile(before + number)).toBe(readAnyMobile(before + number));
    }),
    { numRuns: 3_000 },
  );
});

test("the quick way agrees for every prefix of operators", () => {
  for (let operator = 300; operator <= 399; operator += 1) {
    for (const rest of ["0000000", "1234567", "9999999"]) {
      const number = `${operator}${rest}`;
      expect(readMobile(number)).toBe(readAnyMobile(number));
    }
  }
});

test.each([
  "anna@posta.example",
  "anna.maria+inps@posta.example",
  "ANNA@POSTA.EXAMPLE",
  "a_b-c@sub.posta.example",
  "o'neil@posta.example",
])("%j is an address", (text) => {
  expect(isEmail(text)).toBe(true);
});

test.each([
  "",
  "anna",
  "anna@",
  "@posta.example",
  "anna@posta",
  "anna@@posta.example",
  "anna maria@posta.example",
  "anna@posta..example",
  ".anna@posta.example",
  "anna.@posta.example",
  "anna@-posta.example",
  "anna@posta.example,maria@posta.example",
  "Anna <anna@posta.example>",
  "anna@posta.example\nBcc: x@posta.example",
  "anna@posta.example>",
  '"anna"@posta.example',
  "anna@[127.0.0.1]",
  `${"a".repeat(65)}@posta.example`,
  `anna@${"a".repeat(250)}.example`,
  "=anna@posta.example",
  "nicolò@posta.example",
])("%j is none", (text) => {
  expect(isEmail(text)).toBe(false);
});
