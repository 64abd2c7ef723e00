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
import type { SelectedEmployer } from "../../pipeline/domain/selected-employer.ts";
import { buildStoryboard } from "../../pipeline/storyboard/build-storyboard.ts";
import { campaignOfMay } from "./context.ts";
import { employer, withRequest, worker, workerInReview } from "./employers.ts";

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

/** What is said of the position, and shown with it: without the greeting, and before the shared scenes. */
function positionOf(person: SelectedEmployer): Scene[] {
  const { scenes } = buildStoryboard(person, campaignOfMay());
  const shared = scenes.findIndex(({ kind }) => kind === "request" || kind === "recent-payment");
  return scenes.slice(1, shared);
}

function saidOf(...workers: ReturnType<typeof worker>[]): string[] {
  return positionOf(employer("Ada", workers)).map(({ narration }) => narration);
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

const owed = "Non risultano versati i contributi del primo trimestre 2026 (gennaio–marzo).";
const reviewing = (quarters: string) =>
  `Per una tua richiesta l’INPS sta verificando i contributi ${quarters}: non ti vengono contestati.`;
const sameSituation = (count: string) => `Questi ${count} rapporti di lavoro sono nella stessa situazione.`;
const anas = (...quarters: string[]) => workerInReview("Ana", ...quarters);
const oksanas = (...quarters: string[]) => workerInReview("Oksana", ...quarters);

test.each([
  {
    name: "one quarter unpaid, one in review",
    person: withRequest(employer("Ada", [worker("Oksana", "2026-Q1")]), oksanas("2026-Q2")),
    said: [oksana, `${owed} ${reviewing("del secondo trimestre 2026 (aprile–giugno)")}`],
    titles: [
      "Da controllare: primo trimestre 2026 (gennaio–marzo). In verifica: secondo trimestre 2026 (aprile–giugno)",
    ],
    marks: ["unpaid in-review none none"],
  },
  {
    name: "all three states",
    person: withRequest(employer("Ada", [worker("Oksana", "2026-Q1", "2026-Q3 partial")]), oksanas("2026-Q2")),
    said: [
      oksana,
      `${owed} Risultano versati in parte quelli del terzo trimestre 2026 (luglio–settembre). ${reviewing("del secondo trimestre 2026 (aprile–giugno)")}`,
    ],
    titles: ["Da controllare: primo e terzo trimestre 2026. In verifica: secondo trimestre 2026"],
    marks: ["unpaid in-review partial none"],
  },
  {
    name: "more quarters than a title tells apart",
    person: withRequest(
      employer("Ada", [worker("Oksana", "2026-Q1", "2026-Q3 partial", "2026-Q4 partial")]),
      oksanas("2026-Q2", "2027-Q1"),
    ),
    said: [
      oksana,
      `${owed} Risultano versati in parte quelli del terzo (luglio–settembre) e quarto (ottobre–dicembre) trimestre 2026. ${reviewing("del secondo trimestre 2026 (aprile–giugno) e del primo trimestre 2027 (gennaio–marzo)")}`,
    ],
    titles: ["Da controllare o in verifica: tutti i trimestri del 2026 e primo trimestre 2027"],
    marks: ["unpaid in-review partial partial", "in-review none none none"],
  },
  {
    name: "a worker who only has quarters in review comes last, whatever their number",
    person: withRequest(employer("Ada", [worker("Oksana", "2026-Q1")]), anas("2026-Q1", "2026-Q2")),
    said: [
      oksana,
      owed,
      "Il tuo rapporto di lavoro con Ana.",
      reviewing("del primo (gennaio–marzo) e secondo (aprile–giugno) trimestre 2026"),
    ],
    titles: [
      "Da controllare: primo trimestre 2026 (gennaio–marzo)",
      "In verifica: primo (gennaio–marzo) e secondo (aprile–giugno) trimestre 2026",
    ],
    marks: ["unpaid none none none", "in-review in-review none none"],
  },
  {
    name: "two workers who only have the same quarter in review",
    person: withRequest(employer("Ada", [worker("Joy", "2026-Q1")]), anas("2026-Q1"), oksanas("2026-Q1")),
    said: [
      "Il tuo rapporto di lavoro con Joy.",
      owed,
      ana,
      oksana,
      sameSituation("due"),
      reviewing("del primo trimestre 2026 (gennaio–marzo)"),
    ],
    titles: [
      "Da controllare: primo trimestre 2026 (gennaio–marzo)",
      "Questi due rapporti sono nella stessa situazione",
      "In verifica: primo trimestre 2026 (gennaio–marzo)",
    ],
    marks: ["unpaid none none none", "in-review none none none"],
  },
  {
    name: "two workers with the same quarters in the same states, and one with the same unpaid quarter only",
    person: withRequest(
      employer("Ada", [worker("Oksana", "2026-Q1"), worker("Joy", "2026-Q1"), worker("Ana", "2026-Q1")]),
      anas("2026-Q2"),
      oksanas("2026-Q2"),
    ),
    said: [
      oksana,
      ana,
      sameSituation("due"),
      `${owed} ${reviewing("del secondo trimestre 2026 (aprile–giugno)")}`,
      "Il tuo rapporto di lavoro con Joy.",
      owed,
    ],
    titles: [
      "Questi due rapporti sono nella stessa situazione",
      "Da controllare: primo trimestre 2026 (gennaio–marzo). In verifica: secondo trimestre 2026 (aprile–giugno)",
      "Da controllare: primo trimestre 2026 (gennaio–marzo)",
    ],
    marks: ["unpaid in-review none none", "unpaid none none none"],
  },
])("in review: $name", ({ person, said, titles, marks }) => {
  const scenes = positionOf(person);
  expect(scenes.map(({ narration }) => narration)).toEqual(said);
  expect(scenes.flatMap((scene) => ("title" in scene ? [scene.title] : []))).toEqual(titles);
  const years = scenes.flatMap((scene) => (scene.kind === "quarters" ? scene.years : []));
  expect(years.map(({ quarters }) => quarters.map(({ state }) => state).join(" "))).toEqual(marks);
});

test("the legend explains the states that occur, and no other", () => {
  const legendsOf = (person: SelectedEmployer) =>
    positionOf(person).flatMap((scene) => (scene.kind === "quarters" ? [scene.legend] : []));
  const [unpaid, partial, inReview] = [
    { state: "unpaid", label: "Non risulta versato" },
    { state: "partial", label: "Versato in parte" },
    { state: "in-review", label: "In verifica" },
  ];
  const three = employer("Ada", [worker("Oksana", "2026-Q1", "2026-Q3 partial")]);
  expect(legendsOf(three)).toEqual([[unpaid, partial]]);
  expect(legendsOf(withRequest(three, oksanas("2026-Q2")))).toEqual([[unpaid, partial, inReview]]);
  expect(legendsOf(withRequest(three, anas("2026-Q2")))).toEqual([[unpaid, partial], [inReview]]);
});

test("that a request is being looked at, where its answer is read, that it need not be sent again and that no term moves", () => {
  const { scenes } = buildStoryboard(withRequest(employer("Ada", [worker("Oksana", "2026-Q1")])), campaignOfMay());
  const request = scenes.find(({ kind }) => kind === "request");
  expect(request).toMatchObject({
    chapter: { title: "La tua situazione", number: 1 },
    title: "La tua richiesta è in esame",
    place: "Risposta: Cassetto, Comunicazione bidirezionale",
    narration:
      "L’INPS sta esaminando la tua richiesta: non serve inviarla di nuovo. Leggi la risposta nel Cassetto previdenziale, in Comunicazione bidirezionale. I termini per pagare non cambiano.",
  });
  expect(scenes[scenes.findIndex(({ kind }) => kind === "request") + 1]?.kind).toBe("recent-payment");
});

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
