import { barChart } from "../../../../measure/charts/bar-chart.ts";
import type { Cell, Row } from "../../../../measure/charts/chart-table.ts";
import { intervalChart } from "../../../../measure/charts/interval-chart.ts";
import { lineChart } from "../../../../measure/charts/line-chart.ts";
import { type CampaignReading, rowsOf, shareCell } from "../campaign-reading.ts";
import { figureOf, type Section, sectionOf } from "../figure.ts";
import { channelsName } from "../names.ts";
import { numberShown } from "../shown-value.ts";

/** What came of it: of the quarters that guides named, how many were paid. */
export function outcomeSection(reading: CampaignReading): Section {
  const hasHoldout = reading.number("holdout_difference") !== null;
  const noExperiment =
    "Questo non è un esperimento: chi apre la guida forse avrebbe pagato anche senza. Le differenze qui sotto non dicono che cosa ha fatto la guida.";
  const experiment =
    "L’effetto della guida lo dice solo il confronto con il gruppo scelto a caso, che non l’ha ricevuta. Gli altri numeri non sono un esperimento: chi apre la guida forse avrebbe pagato anche senza.";
  return sectionOf(
    "risultato",
    "Risultato",
    [difference(reading), paidByOpening(reading), paidByDay(reading), paidByChannels(reading)],
    { intro: hasHoldout ? experiment : noExperiment },
  );
}

/** Named, paid, and the share that is drawn. */
function shares(named: Cell, paid: Cell): Cell[] {
  return [named, paid, shareCell(paid, named)];
}

const shareHead = ["Trimestri indicati", "Pagati da allora", "Quota"];

function paidByOpening(reading: CampaignReading) {
  const row = (name: string, dimension: string): Row => ({
    name,
    cells: shares(reading.cell("quarters_named", dimension), reading.cell("quarters_paid_since", dimension)),
  });
  const rows = [row("Ha aperto", "opened"), row("Non ha aperto", "not-opened")];
  const [opened, not] = rows.map(({ cells }) => cells[2]);
  const areShown = typeof opened?.value === "number" && typeof not?.value === "number";
  return figureOf({
    ...{ id: "pagati", title: "Trimestri pagati dopo la guida", table: { head: shareHead, rows } },
    says: areShown
      ? `È stato pagato il ${opened.text} dei trimestri indicati a chi ha aperto la guida, il ${not.text} di quelli di chi non l’ha aperta.`
      : "Trimestri indicati nelle guide e pagati da allora, per chi ha aperto la guida e per chi no.",
    draw: (drawn, label) => barChart(drawn, { ...label, columns: ["Quota"], largest: 100 }),
  });
}

function paidByDay(reading: CampaignReading) {
  const days = reading.dimensions("quarters_paid_by_day");
  const [last] = days.slice(-1);
  const paid = last === undefined ? null : reading.number("quarters_paid_by_day", last);
  return figureOf({
    ...{ id: "quando-pagati", title: "Quanto dopo l’avviso si paga" },
    says:
      paid !== null
        ? `Entro ${last} giorni dall’avviso sono stati pagati ${numberShown(paid)} trimestri; contano solo i pagamenti con una data.`
        : "Trimestri pagati entro tanti giorni dall’avviso; contano solo i pagamenti con una data.",
    table: {
      head: ["Trimestri"],
      rows: rowsOf(reading, ["quarters_paid_by_day"], withinDays, days),
    },
    draw: (table, label) =>
      lineChart(table, {
        ...label,
        at: days.map(Number),
        ticks: days.map((day, index) => (index === days.length - 1 ? `${day} giorni` : day)),
      }),
  });
}

function withinDays(day: string): string {
  return day === "0" ? "Prima dell’avviso, o quel giorno" : `Entro ${day} giorni`;
}

function paidByChannels(reading: CampaignReading) {
  const rows = reading.dimensions("quarters_named_by_channels").map((set) => ({
    name: channelsName(set),
    cells: shares(reading.cell("quarters_named_by_channels", set), reading.cell("quarters_paid_by_channels", set)),
  }));
  return figureOf({
    ...{ id: "pagati-canali", title: "Trimestri pagati, per canali dell’avviso" },
    says: "Chi ha più canali ha dato più recapiti e consensi: può essere gente diversa, non un canale migliore.",
    table: { head: shareHead, rows },
    draw: (table, label) => barChart(table, { ...label, columns: ["Quota"], largest: 100 }),
  });
}

/** With its sign: `+4,6`, `−1,2`. */
function signed(cell: Cell): Cell {
  if (typeof cell.value !== "number") return cell;
  const size = cell.text.replace("-", "");
  return { ...cell, text: cell.value > 0 ? `+${size}` : cell.value < 0 ? `−${size}` : size };
}

function percent(cell: Cell): Cell {
  return typeof cell.value === "number" ? { ...cell, text: `${cell.text}\u00a0%` } : cell;
}

function difference(reading: CampaignReading) {
  const [middle, low, high] = ["", "low", "high"].map((end) => signed(reading.cell("holdout_difference", end))) as [
    Cell,
    Cell,
    Cell,
  ];
  const [guided, heldOut] = ["guided", "held-out"].map((group) => percent(reading.cell("holdout_share", group))) as [
    Cell,
    Cell,
  ];
  const rows: Row[] = [
    { name: "Pagati con la guida", cells: [guided] },
    { name: "Pagati senza guida", cells: [heldOut] },
    { name: "Differenza, punti percentuali", cells: [middle] },
    { name: "Intervallo al 95 %, da", cells: [low] },
    { name: "Intervallo al 95 %, a", cells: [high] },
    { name: "Trimestri senza guida", cells: [reading.cell("holdout_quarters_named")] },
    { name: "Di questi, pagati da allora", cells: [reading.cell("holdout_quarters_paid_since")] },
  ];
  return figureOf({
    ...{
      id: "esperimento",
      title: "Con la guida e senza: l’esperimento",
      says: aboutDifference(guided, heldOut, middle, low, high),
    },
    table: { head: ["Valore"], rows },
    draw: (_, label) => intervalChart({ value: middle, low, high, zero: "0: nessuna differenza" }, label),
  });
}

function aboutDifference(guided: Cell, heldOut: Cell, middle: Cell, low: Cell, high: Cell): string {
  if (middle.value === null)
    return "La differenza qui non si calcola: non si sa ancora chi ha pagato, o la guida è andata solo a una parte dei destinatari.";
  if (typeof middle.value !== "number" || typeof low.value !== "number" || typeof high.value !== "number")
    return "Il gruppo di confronto è troppo piccolo per dire una differenza.";
  const isSure = low.value > 0 || high.value < 0;
  const verdict = isSure ? "Il caso da solo la spiega male." : "Può essere anche solo il caso.";
  return `Con la guida è stato pagato il ${guided.text} dei trimestri, senza il ${heldOut.text}: la differenza è di ${middle.text} punti percentuali (intervallo al 95 %: da ${low.text} a ${high.text}). ${verdict}`;
}
