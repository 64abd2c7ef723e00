import { capitalised } from "../../../../domain/italian.ts";
import { barChart } from "../../../../measure/charts/bar-chart.ts";
import type { Row } from "../../../../measure/charts/chart-table.ts";
import { dayChart } from "../../../../measure/charts/day-chart.ts";
import { lineChart } from "../../../../measure/charts/line-chart.ts";
import { type CampaignReading, rowsOf } from "../campaign-reading.ts";
import { chapterName } from "../chapter-name.ts";
import { figureOf, type Section, sectionOf } from "../figure.ts";
import { numberShown, percentShown } from "../shown-value.ts";

const percents = [25, 50, 75, 100];

/** Days since the notice, single ones first. */
const days = [...Array.from({ length: 14 }, (_, day) => String(day)), "14-20", "21-27", "28-59", "60-"];

/** What is watched, and how far. */
export function watchingSection(reading: CampaignReading): Section {
  return sectionOf("visione", "Visione", [
    ...[howMany(reading), howFar(reading), byDay(reading), byChapter(reading), byDelegates(reading)],
  ]);
}

function howMany(reading: CampaignReading) {
  const row = (name: string, measure: string): Row => ({ name, cells: [reading.cell(measure)] });
  const [delivered, opened, played] = ["available", "opened", "played"].map((measure) => reading.number(measure));
  const parts = [
    opened && delivered ? `ha aperto la guida il ${percentShown(opened, delivered)} di chi è stato avvisato` : "",
    opened && played ? `di chi l’ha aperta, il ${percentShown(played, opened)} ha avviato il video` : "",
  ].filter(Boolean);
  return figureOf({
    ...{ id: "aperture", title: "Dall’avviso al video" },
    says:
      parts.length > 0
        ? capitalised(`${parts.join("; ")}.`)
        : "Quante persone hanno aperto la guida, avviato il video, scaricato il file.",
    table: {
      head: ["Persone"],
      rows: [
        row("Avvisate", "available"),
        row("Hanno aperto", "opened"),
        row("Hanno avviato", "played"),
        row("Hanno scaricato", "downloaded"),
      ],
    },
    draw: barChart,
  });
}

/** Null in a campaign whose extracts do not say who delegates are. */
function byDelegates(reading: CampaignReading) {
  if (reading.value("delegate_opened") === null) return null;
  const row = (name: string, measure: string, dimension = ""): Row => ({
    name,
    cells: [reading.cell(measure, dimension)],
  });
  const opened = reading.number("delegate_opened");
  return figureOf({
    ...{ id: "delegati", title: "Che cosa fanno i delegati" },
    says: `${opened === null ? "I delegati hanno aperto alcune guide" : `I delegati hanno aperto ${numberShown(opened)} guide`}: quello che fanno loro non conta come fatto dai datori di lavoro.`,
    table: {
      head: ["Guide"],
      rows: [
        row("Aperte", "delegate_opened"),
        row("Avviate", "delegate_played"),
        row("Viste fino in fondo", "delegate_watched", "100"),
        row("Scaricate", "delegate_downloaded"),
        row("Valutate", "delegate_rated"),
      ],
    },
    draw: barChart,
  });
}

function howFar(reading: CampaignReading) {
  const rows: Row[] = [
    { name: "Avviato", cells: [reading.cell("played")] },
    ...percents.map((percent) => ({ name: `Visto al ${percent}%`, cells: [reading.cell("watched", String(percent))] })),
  ];
  const [played, whole] = [reading.number("played"), reading.number("watched", "100")];
  return figureOf({
    ...{ id: "quanto", title: "Quanto del video si guarda", table: { head: ["Persone"], rows } },
    says:
      played && whole !== null
        ? `Su ${numberShown(played)} che hanno avviato il video, ${numberShown(whole)} l’hanno guardato fino in fondo (${percentShown(whole, played)}).`
        : "Quanti arrivano a un quarto, a metà, a tre quarti, alla fine; quanti alla fine non si può ancora dire.",
    draw: (table, label) =>
      lineChart(table, {
        ...label,
        at: [0, ...percents],
        ticks: ["avvio", ...percents.map((percent) => `${percent}%`)],
      }),
  });
}

function byDay(reading: CampaignReading) {
  const isMeasured = (day: string) => reading.cell("opened_day", day).value !== null;
  const measured = withoutEmptyEnd(reading, days.filter(isMeasured));
  const rows = rowsOf(reading, ["opened_day", "played_day"], dayName, measured);
  const [first, opened] = [reading.number("opened_day", "0"), reading.number("opened")];
  const says =
    first !== null && opened
      ? `Su ${numberShown(opened)} persone che hanno aperto la guida, ${numberShown(first)} l’hanno fatto il giorno dell’avviso (${percentShown(first, opened)}).`
      : "Giorni dall’avviso alla prima volta che una persona apre la guida, e che avvia il video.";
  return figureOf({
    ...{
      id: "giorni",
      title: "Quando si apre e si guarda",
      says,
      marksHaveNoWords: true,
      key: measured.some((day) => day.includes("-")) ? "Le ultime colonne contano più giorni insieme." : "",
    },
    table: { head: ["Aperte", "Avviate"], rows },
    draw: (table, label) =>
      dayChart(table, {
        ...label,
        days: measured.map((name) => name.replace(/-$/, "+").replace("-", "–")),
        unit: "giorni dall’avviso",
      }),
  });
}

/** Days that have not come yet have no one, and so have the last of those that have. */
function withoutEmptyEnd({ value }: CampaignReading, dimensions: readonly string[]): string[] {
  const last = dimensions.findLastIndex((day) =>
    ["opened_day", "played_day"].some((measure) => value(measure, day) !== "few"),
  );
  return last === -1 ? [...dimensions] : dimensions.slice(0, last + 1);
}

function dayName(dimension: string): string {
  if (dimension === "0") return "Il giorno stesso";
  const [from, to] = dimension.split("-");
  if (to === undefined) return from === "1" ? "Dopo 1 giorno" : `Dopo ${from} giorni`;
  return to === "" ? `Dopo ${from} giorni o più` : `Dopo ${from}–${to} giorni`;
}

function byChapter(reading: CampaignReading) {
  const dimensions = reading.dimensions("chapter").sort();
  const rows = rowsOf(reading, ["chapter"], (number) => chapterName(reading, number), dimensions);
  return figureOf({
    ...{ id: "capitoli", title: "Dove ci si ferma", says: aboutStopping(reading, dimensions) },
    table: { head: ["Persone"], rows },
    draw: barChart,
  });
}

/** Before which chapter most people are lost. */
function aboutStopping(reading: CampaignReading, dimensions: readonly string[]): string {
  const lost = dimensions.slice(1).flatMap((number, index) => {
    const [before, here] = [reading.number("chapter", dimensions[index]), reading.number("chapter", number)];
    return before !== null && here !== null && here < before ? [{ number, before, people: before - here }] : [];
  });
  const [most] = lost.sort((one, other) => other.people - one.people);
  if (most === undefined) return "Quante persone hanno guardato qualcosa di ogni capitolo.";
  const share = percentShown(most.people, most.before);
  return `Ci si ferma di più prima di «${chapterName(reading, most.number)}»: ${numberShown(most.people)} persone di ${numberShown(most.before)} (${share}) non ci arrivano.`;
}
