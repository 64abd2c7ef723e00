import fc from "fast-check";
import { expect, test } from "vitest";
import { looksLikeNoId, looseForms, roundedForm, roundedForms } from "../../pipeline/domain/relationship-id-form.ts";

const mayBeTheSame = (a: string, b: string) => looseForms(a).some((form) => looseForms(b).includes(form));

test.each([
  { a: "RL15", b: "rl15", same: true },
  { a: "RL15", b: "RL-0015", same: true },
  { a: "RL15", b: "0RL0015", same: true },
  { a: "RL15", b: " R L 1 5 ", same: true },
  { a: "RL15", b: "'RL15", same: true },
  { a: "RL15", b: "ＲＬ１５", same: true },
  { a: "0000000015", b: "15", same: true },
  { a: "1-05", b: "1-5", same: true },
  { a: "1-05", b: "105", same: true },
  { a: "000", b: "0", same: true },
  { a: "RL15", b: "RL150", same: false },
  { a: "RL15", b: "RL51", same: false },
  { a: "RL105", b: "RL15", same: false },
  { a: "--", b: "0", same: false },
  { a: "--", b: "-", same: false },
])("$a and $b may be the same: $same", ({ a, b, same }) => {
  expect([mayBeTheSame(a, b), mayBeTheSame(b, a)]).toEqual([same, same]);
});

test("case, blanks, punctuation and leading zeros never tell ids apart", () => {
  const id = fc.stringMatching(/^[A-Z]{0,3}[0-9]{1,8}$/);
  const mark = fc.constantFrom(" ", "-", ".", "/", "\u00a0");
  fc.assert(
    fc.property(id, mark, fc.nat(8), fc.nat(3), (text, between, at, zeros) => {
      expect(mayBeTheSame(text, `${text.slice(0, at)}${between}${text.slice(at)}`)).toBe(true);
      expect(mayBeTheSame(text, `${"0".repeat(zeros)}${text.toLowerCase()}`)).toBe(true);
      expect(mayBeTheSame(text, text.replace(/(?<!\d)0+(?=\d)/g, ""))).toBe(true);
    }),
  );
});

const mayBeRoundedTo = (id: string, shown: string) =>
  Array.from({ length: 15 }, (_, index) => index + 1).some((digits) =>
    roundedForms(id, digits).includes(roundedForm(shown) ?? "none"),
  );

test.each([
  { id: "3331234567", shown: "3,33E+09", may: true },
  { id: "3331234567", shown: "3.33E+9", may: true },
  { id: "3331234567", shown: "3,33e09", may: true },
  { id: "0003331234567", shown: "3,33E+09", may: true },
  { id: "3326234567", shown: "3,33E+09", may: true },
  { id: "3335999999", shown: "3,33E+09", may: true },
  { id: "3324999999", shown: "3,33E+09", may: false },
  { id: "3340000000", shown: "3,33E+09", may: false },
  { id: "9996000000", shown: "1,00E+10", may: true },
  { id: "9994000000", shown: "1,00E+10", may: false },
  { id: "3000000000", shown: "3E+09", may: true },
  { id: "33312345678", shown: "3,33E+09", may: false },
  { id: "333123456", shown: "3,33E+09", may: false },
  { id: "RL31234567", shown: "3,33E+09", may: false },
  { id: "3331234567", shown: "0,33E+10", may: false },
])("$id may be shown by Excel as $shown: $may", ({ id, shown, may }) => {
  expect(mayBeRoundedTo(id, shown)).toBe(may);
});

test.each([
  { text: "3,33E+09", isNoId: true },
  { text: "3.33E+9", isNoId: true },
  { text: "5;87E+02", isNoId: true },
  { text: "5|87E+02", isNoId: true },
  { text: "5\t87E+02", isNoId: true },
  { text: "87E+02", isNoId: true },
  { text: "#NOME?", isNoId: true },
  { text: "2026-Q1", isNoId: true },
  { text: "RL15", isNoId: false },
  { text: "0000000015", isNoId: false },
  { text: "5;87", isNoId: false },
  { text: "RL|87E+02", isNoId: false },
  { text: "5;87E02", isNoId: false },
])("$text is probably no id: $isNoId", ({ text, isNoId }) => {
  expect(looksLikeNoId(text)).toBe(isNoId);
});
