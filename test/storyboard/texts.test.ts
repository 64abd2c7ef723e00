import { expect, test } from "vitest";
import type { Scene } from "../../compositions/storyboard.ts";
import { day } from "../../pipeline/domain/day.ts";
import {
  dateInWords,
  enumeration,
  ofQuarters,
  quarterName,
  quartersInWords,
  termInWords,
  theDate,
  toDate,
} from "../../pipeline/domain/italian.ts";
import { quarter } from "../../pipeline/domain/quarter.ts";
import { buildStoryboard } from "../../pipeline/storyboard/build-storyboard.ts";
import { campaignOfMay } from "./context.ts";
import { employer, worker } from "./employers.ts";

test.each([
  { on: "2026-05-31", words: "31 maggio 2026", to: "al 31 maggio 2026", the: "il 31 maggio 2026" },
  { on: "2026-12-01", words: "1° dicembre 2026", to: "al 1° dicembre 2026", the: "il 1° dicembre 2026" },
  { on: "2026-11-08", words: "8 novembre 2026", to: "all’8 novembre 2026", the: "l’8 novembre 2026" },
  { on: "2027-02-11", words: "11 febbraio 2027", to: "all’11 febbraio 2027", the: "l’11 febbraio 2027" },
  { on: "2027-02-18", words: "18 febbraio 2027", to: "al 18 febbraio 2027", the: "il 18 febbraio 2027" },
])("the date $on", ({ on, words, to, the }) => {
  expect(dateInWords(day(on))).toBe(words);
  expect(toDate(day(on))).toBe(to);
  expect(theDate(day(on))).toBe(the);
});

test.each([
  { first: "2026-07-01", last: "2026-07-10", words: "dal 1° al 10 luglio" },
  { first: "2027-01-01", last: "2027-01-11", words: "dal 1° all’11 gennaio" },
  { first: "2026-10-01", last: "2026-10-12", words: "dal 1° al 12 ottobre" },
])("the term $words", ({ first, last, words }) => {
  expect(termInWords({ first: day(first), last: day(last) })).toBe(words);
});

test.each([
  { quarters: ["2026-Q1"], text: "del primo trimestre 2026", months: "del primo trimestre 2026 (gennaio–marzo)" },
  { quarters: ["2026-Q2"], text: "del secondo trimestre 2026", months: "del secondo trimestre 2026 (aprile–giugno)" },
  { quarters: ["2026-Q3"], text: "del terzo trimestre 2026", months: "del terzo trimestre 2026 (luglio–settembre)" },
  { quarters: ["2026-Q4"], text: "del quarto trimestre 2026", months: "del quarto trimestre 2026 (ottobre–dicembre)" },
  {
    quarters: ["2026-Q2", "2026-Q1"],
    text: "del primo e secondo trimestre 2026",
    months: "del primo (gennaio–marzo) e secondo (aprile–giugno) trimestre 2026",
  },
  {
    quarters: ["2026-Q1", "2026-Q2", "2026-Q4"],
    text: "del primo, secondo e quarto trimestre 2026",
    months: "del primo (gennaio–marzo), secondo (aprile–giugno) e quarto (ottobre–dicembre) trimestre 2026",
  },
  {
    quarters: ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"],
    text: "di tutti i trimestri del 2026",
    months: "di tutti i trimestri del 2026",
  },
  {
    quarters: ["2026-Q4", "2027-Q1"],
    text: "del quarto trimestre 2026 e del primo trimestre 2027",
    months: "del quarto trimestre 2026 (ottobre–dicembre) e del primo trimestre 2027 (gennaio–marzo)",
  },
  {
    quarters: ["2026-Q1", "2027-Q1", "2027-Q2", "2028-Q3"],
    text: "del primo trimestre 2026, del primo e secondo trimestre 2027 e del terzo trimestre 2028",
    months:
      "del primo trimestre 2026 (gennaio–marzo), del primo (gennaio–marzo) e secondo (aprile–giugno) trimestre 2027 e del terzo trimestre 2028 (luglio–settembre)",
  },
])("quarters: $text", ({ quarters, text, months }) => {
  expect(ofQuarters(quarters.map(quarter), { withMonths: false })).toBe(text);
  expect(ofQuarters(quarters.map(quarter), { withMonths: true })).toBe(months);
  expect(quartersInWords(quarters.map(quarter), { withMonths: false })).toBe(text.replace(/\b(?:del|di) (?!2)/g, ""));
});

test("a quarter is named by its Italian ordinal", () => {
  expect(["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"].map(quarter).map(quarterName)).toEqual([
    "primo trimestre 2026",
    "secondo trimestre 2026",
    "terzo trimestre 2026",
    "quarto trimestre 2026",
  ]);
});

test.each([
  { parts: [], text: "" },
  { parts: ["a"], text: "a" },
  { parts: ["a", "b"], text: "a e b" },
  { parts: ["a", "b", "c"], text: "a, b e c" },
])("an enumeration of $parts", ({ parts, text }) => expect(enumeration(parts)).toBe(text));

/** What is said before the shared scenes. */
function saidOf(...workers: ReturnType<typeof worker>[]): string[] {
  const { scenes } = buildStoryboard(employer("Ada", workers), campaignOfMay());
  return scenes
    .slice(
      1,
      scenes.findIndex(({ kind }) => kind === "recent-payment"),
    )
    .map(({ narration }) => narration);
}

const oksana = "Il tuo rapporto di lavoro con Oksana.";
const ana = "Il tuo rapporto di lavoro con Ana.";
const together = (count: string) => `Questi ${count} rapporti di lavoro hanno gli stessi trimestri da controllare.`;

test.each([
  {
    name: "one worker, one quarter",
    workers: [worker("Oksana", "2026-Q1")],
    said: [oksana, "Non risultano versati i contributi del primo trimestre 2026 (gennaio–marzo)."],
  },
  {
    name: "one worker, several quarters",
    workers: [worker("Oksana", "2026-Q1", "2026-Q2")],
    said: [
      oksana,
      "Non risultano versati i contributi del primo (gennaio–marzo) e secondo (aprile–giugno) trimestre 2026.",
    ],
  },
  {
    name: "one worker, partly paid",
    workers: [worker("Oksana", "2026-Q1 partial")],
    said: [oksana, "Risultano versati in parte i contributi del primo trimestre 2026 (gennaio–marzo)."],
  },
  {
    name: "one worker, several partly paid",
    workers: [worker("Oksana", "2026-Q1 partial", "2026-Q3 partial")],
    said: [
      oksana,
      "Risultano versati in parte i contributi del primo (gennaio–marzo) e terzo (luglio–settembre) trimestre 2026.",
    ],
  },
  {
    name: "one worker, unpaid and partly paid",
    workers: [worker("Oksana", "2026-Q1 partial", "2026-Q2")],
    said: [
      oksana,
      "Non risultano versati i contributi del secondo trimestre 2026 (aprile–giugno). Risultano versati in parte quelli del primo trimestre 2026 (gennaio–marzo).",
    ],
  },
  {
    name: "two workers with the same quarter are named one after the other",
    workers: [worker("Oksana", "2026-Q1"), worker("Ana", "2026-Q1")],
    said: [
      oksana,
      ana,
      together("due"),
      "Non risultano versati i contributi del primo trimestre 2026 (gennaio–marzo).",
    ],
  },
  {
    name: "two workers with different quarters",
    workers: [worker("Oksana", "2026-Q1"), worker("Ana", "2026-Q2")],
    said: [
      oksana,
      "Non risultano versati i contributi del primo trimestre 2026 (gennaio–marzo).",
      ana,
      "Non risultano versati i contributi del secondo trimestre 2026 (aprile–giugno).",
    ],
  },
  {
    name: "the same quarter in another state is another set",
    workers: [worker("Oksana", "2026-Q1"), worker("Ana", "2026-Q1 partial")],
    said: [
      oksana,
      "Non risultano versati i contributi del primo trimestre 2026 (gennaio–marzo).",
      ana,
      "Risultano versati in parte i contributi del primo trimestre 2026 (gennaio–marzo).",
    ],
  },
  {
    name: "groups keep the order of their first worker",
    workers: [worker("Oksana", "2026-Q2"), worker("Joy", "2026-Q1"), worker("Ana", "2026-Q2")],
    said: [
      oksana,
      ana,
      together("due"),
      "Non risultano versati i contributi del secondo trimestre 2026 (aprile–giugno).",
      "Il tuo rapporto di lavoro con Joy.",
      "Non risultano versati i contributi del primo trimestre 2026 (gennaio–marzo).",
    ],
  },
  {
    name: "more than ten workers are counted in digits",
    workers: "ABCDEFGHIJK".split("").map((name) => worker(name, "2026-Q1")),
    said: [
      ..."ABCDEFGHIJK".split("").map((name) => `Il tuo rapporto di lavoro con ${name}.`),
      together("11"),
      "Non risultano versati i contributi del primo trimestre 2026 (gennaio–marzo).",
    ],
  },
])("$name", ({ workers, said }) => expect(saidOf(...workers)).toEqual(said));

function sceneOf(kind: Scene["kind"], getsPaperNotices: boolean | null = false, changes = {}): Scene {
  const built = buildStoryboard(
    employer("Ada", [worker("Oksana", "2026-Q1")], getsPaperNotices),
    campaignOfMay(changes),
  );
  const scene = built.scenes.find((candidate) => candidate.kind === kind);
  if (!scene) throw new Error(`no ${kind} scene`);
  return scene;
}

test.each([
  {
    age: "under 76, or a year without paper",
    paper: false,
    delivery: "online",
    said: "Gli avvisi pagoPA sono solo online. Secondo trimestre: paga dal 1° al 10 luglio.",
  },
  {
    age: "76 and over",
    paper: true,
    delivery: "paper",
    said: "Se negli anni scorsi ricevevi la lettera, nel 2026 la ricevi ancora. Secondo trimestre: dal 1° al 10 luglio.",
  },
  {
    age: "unknown",
    paper: null,
    delivery: "unknown",
    said: "Avvisi online. Dai 76 anni, se ricevevi la lettera, nel 2026 arriva. Secondo trimestre: dal 1° al 10 luglio.",
  },
])("notices, age $age", ({ paper, delivery, said }) => {
  expect(sceneOf("notices", paper)).toMatchObject({ delivery, narration: said });
});

test("the guide says how long it stays, with the elision that the date needs", () => {
  const availableUntil = day("2027-08-11");
  expect(sceneOf("closing", false, { availableUntil })).toMatchObject({
    rating: "Valutala! Resta fino all’11 agosto 2027",
  });
});

test.each([1, 2, 5])("%i services of the settings, in their order", (count) => {
  const services = Array.from({ length: count }, (_, index) => ({
    id: `s${index}`,
    label: `Servizio ${index}`,
    description: "-",
    url: "https://guide.example",
    ...(index === 0 && { manual: { label: "Manuale", url: "https://guide.example" } }),
  }));
  const names = services.map(({ label }, index) => (index === 0 ? `${label} e manuale` : label));
  expect(sceneOf("services", false, { services })).toMatchObject({
    services: names,
    narration: `${names.join("; ")}.`,
  });
});

test.each([
  { count: 6, scenes: [3, 3] },
  { count: 8, scenes: [4, 4] },
  { count: 11, scenes: [4, 4, 3] },
])("$count services take several scenes", (expected) => {
  const service = { id: "s", label: "Servizio", description: "-", url: "https://guide.example" };
  const context = campaignOfMay({ services: Array.from({ length: expected.count }, () => service) });
  const { scenes } = buildStoryboard(employer("Ada", [worker("Oksana", "2026-Q1")]), context);
  expect(scenes.flatMap((scene) => (scene.kind === "services" ? [scene.services.length] : []))).toEqual(
    expected.scenes,
  );
});
