import { expect, test } from "vitest";
import { splitLeniently, splitRows } from "../../pipeline/extract/scan/split-rows.ts";

test("plain, quoted and faulty rows keep their order", () => {
  const rows = [
    { line: 2, text: "a,b", isQuoted: false, fault: null },
    { line: 3, text: '"c,c","d"', isQuoted: true, fault: null },
    { line: 4, text: 'e"e,f', isQuoted: true, fault: "bad-quote" as const },
    { line: 5, text: '"g""g",h', isQuoted: true, fault: null },
    { line: 6, text: "", isQuoted: false, fault: null },
  ];
  expect(splitRows(rows, ",")).toEqual([["a", "b"], ["c,c", "d"], ['e"e', "f"], ['g"g', "h"], [""]]);
});

test.each([
  { text: "RL01,2026-Q1,312,50", cells: ["RL01", "2026-Q1", "312", "50"] },
  { text: '"RL01,2026-Q1,312', cells: ["RL01", "2026-Q1", "312"] },
  { text: '"RL01" and more,2026-Q1', cells: ["RL01", "2026-Q1"] },
  { text: ' "RL01" ,2026-Q1', cells: ["RL01", "2026-Q1"] },
  { text: '"a,b",RL01,x"y', cells: ["a,b", "RL01", 'x"y'] },
  { text: "RL01\0,2026-Q1", cells: ["RL01", "2026-Q1"] },
  { text: "", cells: [""] },
  { text: ",", cells: ["", ""] },
])("of the faulty row %j is read what can be", ({ text, cells }) => {
  expect(splitLeniently(text, ",")).toEqual(cells);
});
