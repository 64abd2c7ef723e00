import type { CampaignMeasures } from "../../measure/measure-campaigns.ts";
import type { ServiceLink } from "../../settings/config.ts";
import { shownValue } from "./shown-value.ts";

/** A table of the dashboard: a row for each thing that is counted apart. */
type Table = { caption: string; head: string[]; rows: { name: string; cells: { label: string; value: string }[] }[] };

/** A part of the dashboard, with a title and its tables. */
export type Section = { id: string; title: string; tables: Table[] };

const channelNames: Record<string, string> = {
  myinps: "MyINPS",
  sms: "SMS",
  email: "E-mail",
  io: "App IO",
  "inps-mobile": "App INPS Mobile",
};

const fileNames: Record<string, string> = {
  employers: "Datori di lavoro",
  relationships: "Rapporti di lavoro",
  contributions: "Contributi",
  suspensions: "Sospensioni",
};

const stageNames: Record<string, string> = {
  ingest: "Lettura",
  decide: "Decisione",
  storyboards: "Guide pianificate",
  render: "Scene",
  assemble: "Montaggio",
  notify: "Avvisi",
};

/** What is measured of a campaign beyond its five figures; tables without rows are left out. */
export function dashboardSections(campaign: CampaignMeasures, services: readonly ServiceLink[]): Section[] {
  const serviceNames = Object.fromEntries(services.map(({ id, label }) => [id, label]));
  const of = (caption: string, columns: Record<string, string>, nameOf: (dimension: string) => string) =>
    tableOf(campaign, { caption, columns, nameOf });
  const named = (names: Record<string, string>) => (dimension: string) => names[dimension] ?? dimension;
  const sections: Section[] = [
    {
      ...{ id: "consegna", title: "Consegna" },
      tables: [
        of(
          "Avvisi per canale",
          { sent: "Inviati", delivered: "Consegnati", read: "Letti", bounced: "Non recapitati" },
          named(channelNames),
        ),
      ],
    },
    {
      ...{ id: "visione", title: "Visione" },
      tables: [
        of(
          "Persone che hanno aperto, avviato, scaricato",
          { opened: "Aperte", played: "Avviate", downloaded: "Scaricate" },
          () => "Guide",
        ),
        of("Quanto del video è stato visto", { watched: "Persone" }, (percent) => `${percent}%`),
        of("Fin dove si guarda", { chapter: "Persone" }, (number) => `Capitolo ${number}`),
      ],
    },
    {
      ...{ id: "uso", title: "Uso dei servizi" },
      tables: [of("Quante volte un servizio è stato aperto", { service: "Volte" }, named(serviceNames))],
    },
    {
      ...{ id: "gradimento", title: "Gradimento" },
      tables: [
        of("Ultima valutazione di ciascuno", { rated: "Persone" }, (stars) =>
          stars === "1" ? "1 stella" : `${stars} stelle`,
        ),
      ],
    },
    {
      ...{ id: "processo", title: "Processo" },
      tables: [
        of("Righe degli estratti", { rows: "Lette", rejected: "Scartate" }, named(fileNames)),
        of("Secondi per fase", { seconds: "Secondi" }, named(stageNames)),
        of("Scene delle guide", { scenes: "Diverse", rendered: "Nuove" }, () => "Scene"),
      ],
    },
  ];
  return sections
    .map((section) => ({ ...section, tables: section.tables.filter(({ rows }) => rows.length > 0) }))
    .filter(({ tables }) => tables.length > 0);
}

/** One row for each dimension of the measures that stand in the columns. */
function tableOf(
  { measures }: CampaignMeasures,
  {
    caption,
    columns,
    nameOf,
  }: { caption: string; columns: Record<string, string>; nameOf: (dimension: string) => string },
): Table {
  const inTable = measures.filter(({ measure }) => measure in columns);
  const rows = [...new Set(inTable.map(({ dimension }) => dimension))].map((dimension) => ({
    name: nameOf(dimension),
    cells: Object.entries(columns).map(([measure, label]) => ({
      label,
      value: shownValue(inTable.find((one) => one.measure === measure && one.dimension === dimension)),
    })),
  }));
  return { caption, head: Object.values(columns), rows };
}
