import { expect, test } from "vitest";
import { notoSans, titilliumWeb } from "../../compositions/fonts/coverage.ts";
import { coverageOf } from "../../compositions/fonts/generate-coverage.ts";
import { isSetInTitillium } from "../../compositions/fonts/glyphs.ts";
import { missingGlyphs } from "../../compositions/storyboard.ts";

test("the coverage tables are those of the installed fonts", () => {
  expect(titilliumWeb).toEqual(coverageOf("titilliumWeb"));
  expect(notoSans).toEqual(coverageOf("notoSans"));
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
  { name: "美玲", missing: ["美", "玲"], titillium: false },
  { name: "محمد", missing: ["م", "ح", "د"], titillium: false },
  { name: "Ana\u0000", missing: ["\u0000"], titillium: false },
  { name: "A\u202ena", missing: ["\u202e"], titillium: false },
  { name: "Ana 🙂", missing: ["🙂"], titillium: false },
])("$name", ({ name, missing, titillium }) => {
  expect(missingGlyphs(name)).toEqual(missing);
  expect(isSetInTitillium(name)).toBe(titillium);
});
