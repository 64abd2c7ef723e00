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
  expect(source).toMatch(/\b(?:19|20)\d{2}\b|setting `/);
  expect(["certain", "to be confirmed by the office"]).toContain(status);
});

test.each([
  { what: "a count of days", place: "storyboard.txt [suspension]", words: "entro 30 giorni", finds: "30 giorni" },
  { what: "a number", place: "storyboard.txt [cessation]", words: "alle 12", finds: "12" },
  { what: "a percentage", place: "storyboard.txt [late-payment]", words: "il 5,5 % in più", finds: "5,5 %" },
  { what: "a date", place: "advice.txt [pay]", words: "il 1° luglio", finds: "1° luglio" },
  { what: "a count in words", place: "advice.txt [pay]", words: "entro tre mesi", finds: "tre mesi" },
  { what: "a month", place: "advice.txt [pay]", words: "entro luglio", finds: "luglio" },
  { what: "a spelt date", place: "advice.txt [pay]", words: "il primo luglio", finds: "primo luglio" },
  { what: "a large count in words", place: "advice.txt [pay]", words: "entro trenta giorni", finds: "trenta giorni" },
  { what: "a single unit", place: "advice.txt [pay]", words: "dopo un mese", finds: "un mese" },
  { what: "a percentage in words", place: "advice.txt [pay]", words: "il cinque per cento", finds: "cinque per cento" },
  { what: "another unit", place: "storyboard.txt [cessation]", words: "entro 10 settimane", finds: "10 settimane" },
  { what: "an office", place: "storyboard.txt [worker]", words: "vai alla sede", finds: "sede" },
  { what: "a service", place: "storyboard.txt [greeting]", words: "Apri il Cassetto", finds: "Cassetto" },
  { what: "a fact filled in", place: "storyboard.txt [worker]", words: "fino {{toAsOf}}", finds: "{{toAsOf}}" },
])("$what without a line is found", ({ place, words, finds }) => {
  expect(unsourced(place, `${texts.get(place)} ${words}`)).toEqual([finds]);
});
