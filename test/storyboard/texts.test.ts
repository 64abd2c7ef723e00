import { expect, test } from "vitest";
import type { Scene } from "../../compositions/storyboard.ts";
import { day } from "../../pipeline/domain/day.ts";
import { dateInWords, enumeration, ofQuarters, quarterName, toDate } from "../../pipeline/domain/italian.ts";
import { quarter } from "../../pipeline/domain/quarter.ts";
import { buildStoryboard } from "../../pipeline/storyboard/build-storyboard.ts";
import { campaignOfMay } from "./context.ts";
import { employer, worker } from "./employers.ts";

test.each([
  { on: "2026-05-31", words: "31 maggio 2026", to: "al 31 maggio 2026" },
  { on: "2026-12-01", words: "1° dicembre 2026", to: "al 1° dicembre 2026" },
  { on: "2026-11-08", words: "8 novembre 2026", to: "all’8 novembre 2026" },
  { on: "2027-02-11", words: "11 febbraio 2027", to: "all’11 febbraio 2027" },
  { on: "2027-02-18", words: "18 febbraio 2027", to: "al 18 febbraio 2027" },
])("the date $on", ({ on, words, to }) => {
  expect(dateInWords(day(on))).toBe(words);
  expect(toDate(day(on))).toBe(to);
});

test.each([
  { quarters: ["2026-Q1"], text: "del I trimestre 2026" },
  { quarters: ["2026-Q2"], text: "del II trimestre 2026" },
  { quarters: ["2026-Q3"], text: "del III trimestre 2026" },
  { quarters: ["2026-Q4"], text: "del IV trimestre 2026" },
  { quarters: ["2026-Q2", "2026-Q1"], text: "del I e II trimestre 2026" },
  { quarters: ["2026-Q1", "2026-Q2", "2026-Q4"], text: "del I, II e IV trimestre 2026" },
  { quarters: ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"], text: "di tutti i trimestri del 2026" },
  { quarters: ["2026-Q4", "2027-Q1"], text: "del IV trimestre 2026 e del I trimestre 2027" },
  {
    quarters: ["2026-Q1", "2027-Q1", "2027-Q2", "2028-Q3"],
    text: "del I trimestre 2026, del I e II trimestre 2027 e del III trimestre 2028",
  },
])("quarters: $text", ({ quarters, text }) => {
  expect(ofQuarters(quarters.map(quarter))).toBe(text);
});

test("a quarter is named by its Italian ordinal", () => {
  expect(["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"].map(quarter).map(quarterName)).toEqual([
    "I trimestre 2026",
    "II trimestre 2026",
    "III trimestre 2026",
    "IV trimestre 2026",
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
const together = (count: string) => `Questi ${count} rapporti di lavoro hanno gli stessi trimestri da versare.`;

test.each([
  {
    name: "one worker, one quarter",
    workers: [worker("Oksana", "2026-Q1")],
    said: [oksana, "Non risultano versati i contributi del I trimestre 2026."],
  },
  {
    name: "one worker, several quarters",
    workers: [worker("Oksana", "2026-Q1", "2026-Q2")],
    said: [oksana, "Non risultano versati i contributi del I e II trimestre 2026."],
  },
  {
    name: "one worker, partly paid",
    workers: [worker("Oksana", "2026-Q1 partial")],
    said: [oksana, "Risultano versati solo in parte i contributi del I trimestre 2026."],
  },
  {
    name: "one worker, several partly paid",
    workers: [worker("Oksana", "2026-Q1 partial", "2026-Q3 partial")],
    said: [oksana, "Risultano versati solo in parte i contributi del I e III trimestre 2026."],
  },
  {
    name: "one worker, unpaid and partly paid",
    workers: [worker("Oksana", "2026-Q1 partial", "2026-Q2")],
    said: [
      oksana,
      "Non risultano versati i contributi del II trimestre 2026. Risultano versati solo in parte quelli del I trimestre 2026.",
    ],
  },
  {
    name: "two workers with the same quarter are named one after the other",
    workers: [worker("Oksana", "2026-Q1"), worker("Ana", "2026-Q1")],
    said: [oksana, ana, together("due"), "Non risultano versati i contributi del I trimestre 2026."],
  },
  {
    name: "two workers with different quarters",
    workers: [worker("Oksana", "2026-Q1"), worker("Ana", "2026-Q2")],
    said: [
      oksana,
      "Non risultano versati i contributi del I trimestre 2026.",
      ana,
      "Non risultano versati i contributi del II trimestre 2026.",
    ],
  },
  {
    name: "the same quarter in another state is another set",
    workers: [worker("Oksana", "2026-Q1"), worker("Ana", "2026-Q1 partial")],
    said: [
      oksana,
      "Non risultano versati i contributi del I trimestre 2026.",
      ana,
      "Risultano versati solo in parte i contributi del I trimestre 2026.",
    ],
  },
  {
    name: "groups keep the order of their first worker",
    workers: [worker("Oksana", "2026-Q2"), worker("Joy", "2026-Q1"), worker("Ana", "2026-Q2")],
    said: [
      oksana,
      ana,
      together("due"),
      "Non risultano versati i contributi del II trimestre 2026.",
      "Il tuo rapporto di lavoro con Joy.",
      "Non risultano versati i contributi del I trimestre 2026.",
    ],
  },
  {
    name: "more than ten workers are counted in digits",
    workers: "ABCDEFGHIJK".split("").map((name) => worker(name, "2026-Q1")),
    said: [
      ..."ABCDEFGHIJK".split("").map((name) => `Il tuo rapporto di lavoro con ${name}.`),
      together("11"),
      "Non risultano versati i contributi del I trimestre 2026.",
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
    age: "under 76",
    paper: false,
    delivery: "online",
    said: "Dal 2026 gli avvisi pagoPA non arrivano più a casa: li trovi nel Portale dei pagamenti.",
  },
  {
    age: "76 and over",
    paper: true,
    delivery: "paper",
    said: "Hai almeno 76 anni: ricevi ancora a casa gli avvisi pagoPA. Li trovi anche online.",
  },
  {
    age: "unknown",
    paper: null,
    delivery: "unknown",
    said: "Dal 2026, fino a 75 anni, gli avvisi pagoPA sono solo online. Dai 76 anni arrivano anche a casa.",
  },
])("notices, age $age", ({ paper, delivery, said }) => {
  expect(sceneOf("notices", paper)).toMatchObject({ delivery, narration: said });
});

test("late payment names the rule and its source, with the rates of the settings", () => {
  expect(sceneOf("late-payment")).toMatchObject({
    rules: [
      { when: "Da te, entro 120 giorni", cost: "solo il tasso di riferimento" },
      { when: "Dopo", cost: "tasso + 5,5 punti l’anno, massimo 40%" },
      { when: "Evasione", cost: "30% l’anno, massimo 60%" },
    ],
    place: "Fonte: circolare INPS n. 90/2024",
  });
});

test("the guide says how long it stays, with the elision that the date needs", () => {
  const availableUntil = day("2027-08-11");
  expect(sceneOf("closing", false, { availableUntil })).toMatchObject({
    title: "Rivedi la guida fino all’11 agosto 2027",
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
    narration: `Qui trovi: ${names.join("; ")}.`,
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
