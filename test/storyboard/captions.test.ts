import { expect, test } from "vitest";
import { type Storyboard, sceneTiming } from "../../compositions/storyboard.ts";
import { dayOf } from "../../pipeline/domain/day.ts";
import { ofQuarters, toDate } from "../../pipeline/domain/italian.ts";
import { quarter } from "../../pipeline/domain/quarter.ts";
import { breakIntoCaptions } from "../../pipeline/storyboard/break-captions.ts";
import { buildStoryboard } from "../../pipeline/storyboard/build-storyboard.ts";
import { captionsOf } from "../../pipeline/storyboard/captions.ts";
import { chaptersOf } from "../../pipeline/storyboard/chapters.ts";
import { transcriptOf } from "../../pipeline/storyboard/transcript.ts";
import { campaignOfMay } from "./context.ts";
import { cases, employer, worker } from "./employers.ts";

const years = [2026, 2027];
const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

type Cue = { from: number; to: number; lines: string[] };

/** Reads WebVTT as a player does; times in milliseconds. */
function cuesOf(vtt: string): Cue[] {
  const [head, ...blocks] = vtt.trimEnd().split("\n\n");
  expect(head).toBe("WEBVTT");
  return blocks.map((block) => {
    const [, times = "", ...lines] = block.split("\n");
    const [from = 0, to = 0] = times.split(" --> ").map(milliseconds);
    return {
      from,
      to,
      lines: lines.map((line) => line.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&")),
    };
  });
}

function milliseconds(time: string): number {
  const [, hours, minutes, seconds, rest] = /^(\d\d):(\d\d):(\d\d)\.(\d{3})$/.exec(time) ?? [];
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(rest);
}

const storyboardOf = (name: string): Storyboard => buildStoryboard(cases[name] ?? employer(name, []), campaignOfMay());

const hostile = employer("Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft", [
  worker("A <b>&amp; B --> C", "2026-Q1"),
]);

test.each([...Object.entries(cases), ["hostile names", hostile] as const])(
  "captions of %s keep to the limits",
  (_name, person) => {
    const built = buildStoryboard(person, campaignOfMay());
    const cues = cuesOf(captionsOf(built));
    for (const { from, to, lines } of cues) {
      expect(lines.length).toBeLessThanOrEqual(2);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(42);
      expect(((lines.join(" ").length - 0.5) * 1000) / (to - from)).toBeLessThanOrEqual(15);
    }
    const said = built.scenes.map(({ narration }) => narration).join("");
    expect(
      cues
        .flatMap(({ lines }) => lines)
        .join("")
        .replace(/\s/g, ""),
    ).toBe(said.replace(/\s/g, ""));
  },
);

test("captions follow each other without gaps, and every scene begins with one", () => {
  const built = storyboardOf("seven-workers");
  const cues = cuesOf(captionsOf(built));
  cues.slice(1).forEach((cue, index) => {
    expect(cue.from).toBe(cues[index]?.to);
  });
  const starts = new Set(cues.map(({ from }) => from));
  let frames = 0;
  for (const scene of built.scenes) {
    expect(starts).toContain(frames * 40);
    frames += sceneTiming(scene).durationInFrames;
  }
  expect(cues.at(-1)?.to).toBe(frames * 40);
});

test.each([
  { narration: "Il tuo rapporto di lavoro con Ana.", captions: [["Il tuo rapporto di lavoro con Ana."]] },
  {
    narration: "Se hai già pagato, ignora l’avviso e controlla l’Estratto conto.",
    captions: [["Se hai già pagato, ignora l’avviso", "e controlla l’Estratto conto."]],
  },
  {
    narration: "Se il rapporto è finito, comunicalo entro 5 giorni e versa quanto dovuto entro 10 giorni.",
    captions: [["Se il rapporto è finito,", "comunicalo entro 5 giorni"], ["e versa quanto dovuto entro 10 giorni."]],
  },
  {
    narration: "Risultano versati in parte i contributi del primo trimestre 2026 (gennaio–marzo).",
    captions: [["Risultano versati in parte i contributi", "del primo trimestre 2026 (gennaio–marzo)."]],
  },
  {
    narration: "Puoi rivedere la guida fino al 30 novembre 2026. Ti è stata utile? Lascia una valutazione.",
    captions: [["Puoi rivedere la guida", "fino al 30 novembre 2026."], ["Ti è stata utile? Lascia una valutazione."]],
  },
  {
    narration: "Puoi rivedere la guida fino al 1° giugno 2027. Ti è stata utile? Lascia una valutazione.",
    captions: [["Puoi rivedere la guida", "fino al 1° giugno 2027."], ["Ti è stata utile? Lascia una valutazione."]],
  },
  {
    narration: "Non risultano versati i contributi del primo trimestre 2026 (gennaio–marzo).",
    captions: [["Non risultano versati i contributi", "del primo trimestre 2026 (gennaio–marzo)."]],
  },
  {
    narration: "Questi 11 rapporti di lavoro hanno gli stessi trimestri da versare.",
    captions: [["Questi 11 rapporti di lavoro hanno", "gli stessi trimestri da versare."]],
  },
])("captions break at sense: $narration", ({ narration, captions }) => {
  expect(breakIntoCaptions(narration)).toEqual(captions);
});

/** Lines as they are read, a bar at every end of one. */
const withBars = (narration: string) => breakIntoCaptions(narration).flat().join("|");

test("no date is parted, in whatever month a guide ends", () => {
  for (const [year, month] of years.flatMap((one) => months.map((other) => [one, other] as const))) {
    for (const dayOfMonth of [1, 8, 11, 28]) {
      const date = toDate(dayOf(year, month, dayOfMonth));
      expect(withBars(`Puoi rivedere la guida fino ${date}. Ti è stata utile? Lascia una valutazione.`)).toContain(
        `${date}.`,
      );
    }
  }
});

test("no number is parted from its quarter, whatever quarters are owed in two years", () => {
  const all = years.flatMap((year) => [1, 2, 3, 4].map((number) => quarter(`${year}-Q${number}`)));
  for (let set = 1; set < 2 ** all.length; set++) {
    const owed = all.filter((_, place) => set & (1 << place));
    const named = ofQuarters(owed, { withMonths: true });
    const lines = withBars(`Risultano versati solo in parte i contributi ${named}.`);
    for (const kept of named.match(/(?:[a-z]+ \([^)]*\)|trimestre \d{4}|trimestri del \d{4})/g) ?? [])
      expect(lines).toContain(kept.split(" ").slice(-2).join(" "));
    for (const line of lines.split("|")) expect(line.length).toBeLessThanOrEqual(42);
  }
});

test("a number and a noun that no line can hold together are parted all the same", () => {
  const noun = "m".repeat(42);
  expect(breakIntoCaptions(`Entro 5 ${noun} paghi.`).flat()).toEqual(["Entro 5", noun, "paghi."]);
});

test("chapters tile the guide", () => {
  const built = storyboardOf("one-worker");
  const chapters = cuesOf(chaptersOf(built));
  expect(chapters.map(({ lines }) => lines[0])).toEqual([
    "La tua situazione",
    "Come pagare",
    "Se qualcosa cambia",
    "Tempi e verifica",
    "I servizi per te",
  ]);
  const frames = built.scenes.reduce((sum, scene) => sum + sceneTiming(scene).durationInFrames, 0);
  expect([chapters[0]?.from, ...chapters.map(({ to }) => to)]).toEqual([
    ...chapters.map(({ from }) => from),
    frames * 40,
  ]);
});

test("the transcript says everything that is said, and what only the picture shows", () => {
  const built = storyboardOf("seven-workers");
  const transcript = transcriptOf(built);
  for (const { narration } of built.scenes) expect(transcript).toContain(narration);
  expect(transcript).toContain("– Primo trimestre, entro l’8 agosto 2026: solo il tasso di riferimento");
  expect(transcript).toContain("– Circolare INPS n. 90/2024");
  expect(transcript).toContain("Dati al 31 maggio 2026");
});
