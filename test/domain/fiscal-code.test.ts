import { expect, test } from "vitest";
import { checkCharacter, isFiscalCode, isTakenByIo } from "../../pipeline/domain/fiscal-code.ts";

/** The invented person of every manual, and codes made from it. */
test.each([
  { name: "Mario Rossi, born in Rome on 1 January 1980", code: "RSSMRA80A01H501U" },
  { name: "the same with one figure replaced (omocodia)", code: "RSSMRA80A01H50MH" },
  { name: "the same with all figures replaced", code: "RSSMRAULALMHRLMN" },
  { name: "a provisional code", code: "90000000011" },
])("$name is valid", ({ code }) => {
  const corrected = code.length === 16 ? code.slice(0, 15) + checkCharacter(code) : code;
  expect(isFiscalCode(corrected)).toBe(true);
});

test("the check character of Mario Rossi is U", () => {
  expect(checkCharacter("RSSMRA80A01H501")).toBe("U");
});

test("every other check character is wrong", () => {
  const others = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].filter((letter) => letter !== "U");
  expect(others.filter((letter) => isFiscalCode(`RSSMRA80A01H501${letter}`))).toEqual([]);
});

test("every single wrong letter or figure in an even place is noticed", () => {
  const code = "RSSMRA80A01H501U";
  for (const place of [1, 3, 5, 7, 9, 11, 13]) {
    const pool = /\d/.test(code[place] as string) ? "0123456789" : "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    for (const other of pool.replace(code[place] as string, "")) {
      expect(isFiscalCode(code.slice(0, place) + other + code.slice(place + 1))).toBe(false);
    }
  }
});

test.each([
  "",
  "RSSMRA80A01H501",
  "RSSMRA80A01H501UU",
  "rssmra80a01h501u",
  "RSSMRA80A01H501 ",
  "R5SMRA80A01H501U",
  "RSSMRA8AA01H501U",
  "9000000001",
  "900000000111",
  "9000000001A",
  "９００００００００１１",
  "RSSMRÀ80A01H501U",
])("%j is none", (code) => {
  expect(isFiscalCode(code)).toBe(false);
});

test.each([
  { name: "Mario Rossi", code: "RSSMRA80A01H501U", taken: true },
  { name: "omocodia", code: "RSSMRAULALMHRLMD", taken: true },
  { name: "the same in December", code: "RSSMRA80T01H501H", taken: true },
  { name: "a provisional code", code: "90000000011", taken: false },
  { name: "a letter between the months", code: "RSSMRA80F01H501G", taken: false },
  { name: "a letter after the last month", code: "ZQAGAB70Z07H501V", taken: false },
])("IO and $name: $taken", ({ code, taken }) => {
  expect(isFiscalCode(code)).toBe(true);
  expect(isTakenByIo(code)).toBe(taken);
});

test("IO takes the letters of the twelve months", () => {
  const months = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].filter((letter) => isTakenByIo(`RSSMRA80${letter}01H501U`));
  expect(months.join("")).toBe("ABCDEHLMPRST");
});
