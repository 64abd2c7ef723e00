import { barChart } from "../../../../measure/charts/bar-chart.ts";
import type { Row } from "../../../../measure/charts/chart-table.ts";
import { type CampaignReading, rowsOf } from "../campaign-reading.ts";
import { figureOf, type Section, sectionOf } from "../figure.ts";
import { nameOf } from "../names.ts";
import { numberShown, percentShown } from "../shown-value.ts";

/** How the campaign was made. */
export function processSection(reading: CampaignReading): Section {
  return sectionOf("processo", "Processo", [
    decisions(reading),
    rejections(reading),
    rows(reading),
    made(reading),
    seconds(reading),
  ]);
}

function decisions(reading: CampaignReading) {
  const reasons = bySize(reading, "decided");
  const counts = reasons.map((reason) => reading.number("decided", reason));
  const all = counts.every((count) => count !== null) ? counts.reduce((sum, count) => sum + count, 0) : null;
  const unpaid = reading.number("decided", "unpaid");
  return figureOf({
    ...{ id: "decisioni", title: "Datori di lavoro, per motivo della decisione" },
    says:
      unpaid !== null && all
        ? `Di ${numberShown(all)} datori di lavoro, a ${numberShown(unpaid)} spetta una guida (${percentShown(unpaid, all)}).`
        : unpaid !== null
          ? `A ${numberShown(unpaid)} datori di lavoro spetta una guida.`
          : "A chi spetta una guida, e perché agli altri no.",
    table: { head: ["Datori di lavoro"], rows: rowsOf(reading, ["decided"], nameOf("decision"), reasons) },
    draw: barChart,
  });
}

/** The largest first, what is not shown last. */
function bySize({ number, dimensions }: CampaignReading, measure: string): string[] {
  return dimensions(measure).sort((one, other) => (number(measure, other) ?? -1) - (number(measure, one) ?? -1));
}

function rejections(reading: CampaignReading) {
  const codes = bySize(reading, "rejected_code");
  const [most] = codes;
  const count = most === undefined ? null : reading.number("rejected_code", most);
  return figureOf({
    ...{ id: "scarti", title: "Righe scartate, per motivo" },
    says:
      most !== undefined && count
        ? `Il motivo più frequente è «${nameOf("rejection")(most)}»: ${numberShown(count)} righe.`
        : "Perché una riga degli estratti non è stata usata.",
    table: { head: ["Righe"], rows: rowsOf(reading, ["rejected_code"], nameOf("rejection"), codes) },
    draw: barChart,
  });
}

function rows(reading: CampaignReading) {
  const files = reading.dimensions("rows");
  const sum = (measure: string) => files.reduce((total, file) => total + (reading.number(measure, file) ?? 0), 0);
  const [read, rejected] = [sum("rows"), sum("rejected")];
  return figureOf({
    ...{ id: "righe", title: "Righe degli estratti" },
    says:
      rejected === 0
        ? `Nessuna di ${numberShown(read)} righe è stata scartata.`
        : `Di ${numberShown(read)} righe lette ne sono state scartate ${numberShown(rejected)} (${percentShown(rejected, read)}).`,
    table: { head: ["Lette", "Scartate"], rows: rowsOf(reading, ["rows", "rejected"], nameOf("file"), files) },
  });
}

function made(reading: CampaignReading) {
  const row = (name: string, measure: string): Row => ({ name, cells: [reading.cell(measure)] });
  return figureOf({
    ...{ id: "fatte", title: "Video e scene", says: aboutScenes(reading.number("scenes"), reading.number("rendered")) },
    table: {
      head: ["Numero"],
      rows: [
        row("Video diversi", "videos"),
        row("Scene diverse", "scenes"),
        row("Scene fatte nell’ultima esecuzione", "rendered"),
        row("Destinatari senza guida per un errore", "failed"),
      ],
    },
  });
}

function aboutScenes(scenes: number | null, rendered: number | null): string {
  if (scenes === null || rendered === null) return "Di quanti video e scene diverse sono fatte le guide.";
  if (rendered === 0) return "Le scene c’erano già tutte prima dell’ultima esecuzione.";
  if (rendered >= scenes) return "Tutte le scene sono state fatte nell’ultima esecuzione.";
  return `Di ${numberShown(scenes)} scene, ${numberShown(rendered)} sono state fatte nell’ultima esecuzione; le altre c’erano già.`;
}

function seconds(reading: CampaignReading) {
  const stages = reading.dimensions("seconds");
  const total = stages.reduce((sum, stage) => sum + (reading.number("seconds", stage) ?? 0), 0);
  return figureOf({
    ...{ id: "secondi", title: "Tempo per fase" },
    says: `L’ultima esecuzione di tutte le fasi ha preso ${durationShown(total)}.`,
    table: { head: ["Secondi"], rows: rowsOf(reading, ["seconds"], nameOf("stage"), stages) },
  });
}

/** `48 secondi`, `35 minuti`, `2 ore e 5 minuti`. */
function durationShown(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (seconds < 90) return `${numberShown(Math.round(seconds))} secondi`;
  if (minutes < 90) return `${minutes} minuti`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} ore${rest === 0 ? "" : rest === 1 ? " e 1 minuto" : ` e ${rest} minuti`}`;
}
