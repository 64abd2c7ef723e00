import * as Plot from "@observablehq/plot";
import {
  type Cell,
  type ChartLabel,
  type ChartTable,
  isHidden,
  largestIn,
  markTitle,
  numberIn,
} from "./chart-table.ts";
import { chartWidth, drawSvg, fontSize } from "./draw-svg.ts";
import { hiddenMark } from "./hidden-mark.ts";
import { lookOf, paintOf } from "./patterns.ts";

/** `days` are those of each row: one for a day of its own, more where several days are counted together; `unit` is
 * written below them. */
type DayOptions = ChartLabel & { days: readonly string[]; unit: string };

type Column = { from: number; to: number; series: number; cell: Cell; title: string };

/** Width of a column of several days, a day being 1, and of what parts them from the single days. */
const [several, gap] = [3.2, 0.6];
const [panelHeight, panelTop, panelBottom] = [84, 44, 46];
const panel = panelTop + panelHeight + panelBottom;

/** Columns by day, each column of the table in a panel of its own under one scale. */
export function dayChart(table: ChartTable, { id, label, days, unit }: DayOptions): string {
  const places = placesOf(days);
  const largest = largestIn(table, [...table.head.keys()]);
  const columns = table.head.flatMap((_, series) =>
    table.rows.map(
      (row, index): Column => ({
        ...(places[index] ?? { from: 0, to: 0 }),
        ...{ series, cell: row.cells[series] ?? { value: null, text: "–" }, title: markTitle(table, row, series) },
      }),
    ),
  );
  const floor = ({ series }: { series: number }) => series * panel + panelTop + panelHeight;
  const middle = ({ from, to }: { from: number; to: number }) => (from + to) / 2;
  const ticks = table.head.flatMap((_, series) =>
    days.flatMap((tick, index) =>
      isSeveral(tick) || index % 7 === 0 ? [{ series, tick, ...(places[index] ?? { from: 0, to: 0 }) }] : [],
    ),
  );
  const highest = table.head.flatMap((_, series) => highestOf(columns.filter((column) => column.series === series)));
  const hidden = columns.filter(({ cell }) => isHidden(cell));
  const top = (column: Column) => floor(column) - ((numberIn(column.cell) ?? 0) / largest) * panelHeight;
  return drawSvg(
    {
      ...{ height: table.head.length * panel + 12, axis: null, y: { type: "identity" } },
      x: { domain: [0, places.at(-1)?.to ?? 1], range: [1, chartWidth - 1] },
      marks: [
        ...table.head.map((_, series) =>
          Plot.rect(
            columns.filter((column) => column.series === series && numberIn(column.cell)),
            {
              ...{ x1: ({ from }) => from + 0.1, x2: ({ to }) => to - 0.1, y1: top, y2: floor, title: "title" },
              ...paintOf(lookOf(series), id),
            },
          ),
        ),
        hiddenMark(hidden, { x: middle, y: floor, dy: 9 }),
        Plot.ruleY(
          table.head.map((_, series) => floor({ series })),
          { className: "frame", stroke: "currentColor" },
        ),
        Plot.text([unit], {
          ...{ x: () => 0, y: () => floor({ series: table.head.length - 1 }), text: (words: string) => words },
          ...{ fontSize, textAnchor: "start", dy: 46 },
        }),
        Plot.text(ticks, { x: middle, y: floor, text: "tick", fontSize: 12.5, dy: hidden.length > 0 ? 26 : 14 }),
        Plot.text(highest, {
          x: middle,
          y: top,
          text: ({ cell }) => cell.text,
          fontSize,
          fontWeight: 600,
          dy: -10,
          textAnchor: "start",
          dx: -6,
        }),
        Plot.text(table.head, {
          x: () => 0,
          y: (_, series) => series * panel + 10,
          text: (name) => name,
          fontSize,
          fontWeight: 600,
          textAnchor: "start",
        }),
      ],
    },
    { id, label },
  );
}

/** The column that the others are measured by. */
function highestOf(columns: readonly Column[]): Column[] {
  const shown = columns.filter(({ cell }) => (numberIn(cell) ?? 0) > 0);
  return shown.sort((one, other) => (numberIn(other.cell) ?? 0) - (numberIn(one.cell) ?? 0)).slice(0, 1);
}

/** `14–20`, `60+`. */
function isSeveral(name: string): boolean {
  return /\D/.test(name);
}

function placesOf(days: readonly string[]): { from: number; to: number }[] {
  let from = 0;
  let wasDay = true;
  return days.map((name) => {
    const isDay = !isSeveral(name);
    if (wasDay && !isDay) from += gap;
    wasDay = isDay;
    const place = { from, to: from + (isDay ? 1 : several) };
    from = place.to;
    return place;
  });
}
