import { expect, test } from "vitest";
import { notoSans, notoSansHan, notoSansHangul, titilliumWeb } from "../../compositions/fonts/coverage.ts";
import { coverageOf } from "../../compositions/fonts/generate-coverage.ts";
import { eastAsianLetters, isSetInTitillium } from "../../compositions/fonts/glyphs.ts";
import { missingGlyphs } from "../../compositions/storyboard.ts";

test("the coverage tables are those of the installed fonts", () => {
  expect(titilliumWeb).toEqual(coverageOf("titilliumWeb"));
  expect(notoSans).toEqual(coverageOf("notoSans"));
  expect(notoSansHan).toEqual(coverageOf("notoSansHan"));
  expect(notoSansHangul).toEqual(coverageOf("notoSansHangul"));
});

test.each([
  { name: "Nicolò", missing: [], titillium: true },
  { name: "D’Artagnan", missing: [], titillium: true },
  { name: "Ștefănuț", missing: [], titillium: true },
  { name: "Łukasz", missing: [], titillium: true },
  { name: "Nguyễn", missing: [], titillium: false },
  { name: "Людмила", missing: [], titillium: false },
  { name: "Ελένη", missing: [], titillium: false },
  { name: "Nicolo\u0300", missing: [], titillium: false },
  { name: "美玲", missing: [], titillium: false },
  { name: "佐々木・マリー", missing: [], titillium: false },
  { name: "さくら", missing: [], titillium: false },
  { name: "지은", missing: [], titillium: false },
  { name: "\u110c\u1175", missing: [], titillium: false },
  { name: "\u110c", missing: ["\u110c"], titillium: false },
  { name: "美\u{e0100}玲", missing: ["\u{e0100}"], titillium: false },
  { name: "Ａｎａ", missing: ["Ａ", "ｎ", "ａ"], titillium: false },
  { name: "🀄玲", missing: ["🀄"], titillium: false },
  { name: "ማርያም", missing: ["ማ", "ር", "ያ", "ም"], titillium: false },
  { name: "محمد", missing: ["م", "ح", "د"], titillium: false },
  { name: "Ana\u0000", missing: ["\u0000"], titillium: false },
  { name: "A\u202ena", missing: ["\u202e"], titillium: false },
  { name: "Ana 🙂", missing: ["🙂"], titillium: false },
])("$name", ({ name, missing, titillium }) => {
  expect(missingGlyphs(name)).toEqual(missing);
  expect(isSetInTitillium(name)).toBe(titillium);
});

test.each([
  { text: "Ciao Maria", han: "", hangul: "" },
  { text: "Ciao Людмила", han: "", hangul: "" },
  { text: "Ciao 美玲 美", han: "美玲", hangul: "" },
  { text: "Kim 지은, さくら", han: "さくら", hangul: "지은" },
])("the large fonts are asked only for the letters that need them: $text", ({ text, han, hangul }) => {
  expect(eastAsianLetters(text)).toEqual({ han: [...han], hangul: [...hangul] });
});
