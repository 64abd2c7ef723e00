import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { placedTexts, statementsIn } from "./statements.ts";

const page = readFileSync(new URL("../../templates/it/SOURCES.md", import.meta.url), "utf8");
const quoted = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, words = ""]) => words);

const sources = page
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| ---") && !line.startsWith("| statement"))
  .map((line) => {
    const [statement = "", words = "", where = "", source = "", status = ""] = line.slice(2, -2).split(" | ");
    return { statement, words: quoted(words), places: quoted(where), source, status };
  });
const texts = new Map(placedTexts().map(({ place, text }) => [place, text]));

/** What these texts state without a line for it. */
function unsourced(place: string, text: string): string[] {
  const covered = new Set(sources.filter(({ places }) => places.includes(place)).flatMap(({ words }) => words));
  return statementsIn(text).filter((statement) => !covered.has(statement));
}

test.each([...texts])("%s states nothing without a source", (place, text) => {
  expect(unsourced(place, text), "give each a line in templates/it/SOURCES.md").toEqual([]);
});

test.each(sources)("the line «$statement»: its words stand where it says", ({ words, places, source, status }) => {
  expect(words.length * places.length).toBeGreaterThan(0);
  for (const place of places) for (const word of words) expect(texts.get(place), place).toContain(word);
  expect(source).toMatch(/\d{4}|standing/);
  expect(["certain", "to be confirmed by the office"]).toContain(status);
});

test.each([
  { what: "a count of days", place: "storyboard.txt [suspension]", words: "entro 30 giorni", finds: "30 giorni" },
  { what: "a number", place: "storyboard.txt [cessation]", words: "alle 12", finds: "12" },
  { what: "a percentage", place: "storyboard.txt [late-payment]", words: "il 5,5 % in più", finds: "5,5 %" },
  { what: "a date", place: "advice.txt [pay]", words: "il 1° luglio", finds: "1° luglio" },
  { what: "a count in words", place: "advice.txt [pay]", words: "entro tre mesi", finds: "tre mesi" },
  { what: "a service", place: "storyboard.txt [greeting]", words: "Apri il Cassetto", finds: "Cassetto" },
  { what: "a fact filled in", place: "storyboard.txt [worker]", words: "fino {{toAsOf}}", finds: "{{toAsOf}}" },
])("$what without a line is found", ({ place, words, finds }) => {
  expect(unsourced(place, `${texts.get(place)} ${words}`)).toEqual([finds]);
});
