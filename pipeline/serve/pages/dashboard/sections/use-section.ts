import { barChart } from "../../../../measure/charts/bar-chart.ts";
import { cellChart } from "../../../../measure/charts/cell-chart.ts";
import type { Row } from "../../../../measure/charts/chart-table.ts";
import { type CampaignReading, rowsOf } from "../campaign-reading.ts";
import { chapterName } from "../chapter-name.ts";
import { figureOf, type Section, sectionOf } from "../figure.ts";
import { nameOf } from "../names.ts";
import { numberShown, percentShown } from "../shown-value.ts";

/** To which services guides lead. */
export function useSection(reading: CampaignReading): Section {
  return sectionOf("uso", "Uso dei servizi", [services(reading), places(reading)]);
}

function services(reading: CampaignReading) {
  const ids = ordered(reading, reading.dimensions("service"));
  const [all, most] = [reading.number("interactions"), ids[0]];
  const times = most === undefined ? null : reading.number("service", most);
  return figureOf({
    ...{ id: "servizi", title: "Servizi aperti dalle guide" },
    says:
      most !== undefined && times && all
        ? `«${serviceName(reading)(most)}» è il più aperto: ${numberShown(times)} volte su ${numberShown(all)} (${percentShown(times, all)}).`
        : "Quante volte ogni servizio è stato aperto da una guida.",
    table: { head: ["Volte"], rows: rowsOf(reading, ["service"], serviceName(reading), ids) },
    draw: barChart,
  });
}

/** The most used first; those that are not shown stay where they are, after them. */
function ordered({ number }: CampaignReading, ids: readonly string[]): string[] {
  return [...ids].sort((one, other) => (number("service", other) ?? -1) - (number("service", one) ?? -1));
}

function serviceName({ services }: CampaignReading): (id: string) => string {
  const names = new Map(services.map(({ id, label, shortLabel }) => [id, shortLabel ?? label]));
  return (id) => names.get(id) ?? nameOf("service")(id);
}

function places(reading: CampaignReading) {
  const pairs = reading.dimensions("service_place").map((dimension) => dimension.split(" ") as [string, string]);
  const used = new Set(pairs.map(([, place]) => place));
  const places = ["1", "2", "3", "4", "5", "end", "page"].filter((place) => used.has(place));
  const ids = ordered(reading, [...new Set(pairs.map(([id]) => id))]);
  const rows: Row[] = ids.map((id) => ({
    name: serviceName(reading)(id),
    cells: places.map((place) => reading.cell("service_place", `${id} ${place}`)),
  }));
  return figureOf({
    ...{ id: "luoghi", title: "Da dove si aprono i servizi", says: aboutPlaces(reading, pairs), isWide: true },
    key: "«Cap.»: durante quel capitolo del video; «Fine»: sull’ultima immagine; «Pagina»: nell’elenco dei servizi.",
    ...{ table: { head: places.map(placeHead), rows }, draw: cellChart, marksHaveNoWords: true },
  });
}

function placeHead(place: string): string {
  return { end: "Fine", page: "Pagina" }[place] ?? `Cap.\u00a0${place}`;
}

function aboutPlaces(reading: CampaignReading, pairs: readonly [string, string][]): string {
  const shown = pairs.flatMap(([id, place]) => {
    const times = reading.number("service_place", `${id} ${place}`);
    return times ? [{ id, place, times }] : [];
  });
  const [most] = shown.sort((one, other) => other.times - one.times);
  if (most === undefined) return "In quale capitolo del video, o dove sulla pagina, si apre un servizio.";
  const where =
    { end: "sull’ultima immagine del video", page: "nell’elenco sulla pagina" }[most.place] ??
    `durante «${chapterName(reading, most.place)}»`;
  return `Il pulsante più usato è «${serviceName(reading)(most.id)}» ${where}: ${numberShown(most.times)} volte.`;
}
