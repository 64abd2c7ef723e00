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

/** Columns with these names are drawn, all by default; `largest` is where bars end, by default the largest figure. */
type BarOptions = ChartLabel & { columns?: readonly string[]; largest?: number };

type Bar = { series: number; middle: number; cell: Cell; label: string; title: string };

const barHeight = 14;
const pitch = 22;
/** For the figure beside the longest bar: «non mostrato», «1.234.567». */
const right = 88;
/** Names that are no longer stand beside their bars. */
const lettersBeside = 16;
const unitsOfLetter = 7.2;
/** Letters that fit in the width of a chart. */
const lettersAbove = 50;

/**
 * Horizontal bars, one below the other; with several columns a group of them for each row, each with its name. Null when
 * none would have a length.
 */
export function barChart(table: ChartTable, { id, label, columns = table.head, largest }: BarOptions): string | null {
  const drawn = [...table.head.keys()].filter((column) => columns.includes(table.head[column] ?? ""));
  const namesStandAbove = drawn.length > 1 || table.rows.some(({ name }) => name.length > lettersBeside);
  const { bars, names, height } = placed(table, drawn, namesStandAbove);
  if (!bars.some(({ cell }) => numberIn(cell))) return null;
  const left = Math.max(0, ...bars.map(({ label }) => label.length * unitsOfLetter + (label ? 6 : 1)));
  const isShown = ({ cell }: Bar) => numberIn(cell) !== null;
  const middle = (bar: { middle: number }) => bar.middle;
  const words = { fontSize, y: middle, x: () => 0 };
  return drawSvg(
    {
      ...{ height, axis: null, y: { type: "identity" } },
      x: { domain: [0, largest ?? largestIn(table, drawn)], range: [left, chartWidth - right] },
      marks: [
        largest === undefined ? null : frames(bars.filter(isShown), largest),
        ...drawn.map((_, series) =>
          Plot.rect(
            bars.filter((bar) => bar.series === series && isShown(bar) && numberIn(bar.cell) !== 0),
            {
              ...{ x1: () => 0, x2: ({ cell }) => numberIn(cell), title: "title" },
              ...{ y1: (bar) => bar.middle - barHeight / 2, y2: (bar) => bar.middle + barHeight / 2 },
              ...paintOf(lookOf(series), id),
            },
          ),
        ),
        hiddenMark(
          bars.filter(({ cell }) => isHidden(cell)),
          { x: () => 0, y: middle, dx: 8 },
        ),
        Plot.text(bars, {
          ...words,
          ...{ x: ({ cell }) => largest ?? numberIn(cell) ?? 0, text: ({ cell }) => cell.text },
          ...{ textAnchor: "start", dx: 6, filter: isShown },
        }),
        Plot.text(bars, {
          ...words,
          ...{ text: ({ cell }) => cell.text, textAnchor: "start", filter: (bar) => !isShown(bar) },
          dx: 18,
        }),
        Plot.text(bars, { ...words, text: "label", textAnchor: "end", dx: -6, filter: (bar) => bar.label !== "" }),
        Plot.text(names, { ...words, text: "name", textAnchor: "start", fontWeight: 600, dx: -left }),
      ],
    },
    { id, label },
  );
}

/** How far a bar could reach, where that is known. */
function frames(bars: readonly Bar[], largest: number): Plot.Markish {
  return Plot.rect(bars, {
    ...{ x1: () => 0, x2: () => largest, className: "frame", fill: "none", stroke: "currentColor" },
    ...{ y1: (bar: Bar) => bar.middle - barHeight / 2, y2: (bar: Bar) => bar.middle + barHeight / 2 },
  });
}

/** Where every bar and name stands, from the top. */
function placed(table: ChartTable, columns: readonly number[], namesStandAbove: boolean) {
  const [bars, names]: [Bar[], { name: string; middle: number }[]] = [[], []];
  let height = 0;
  for (const row of table.rows) {
    if (namesStandAbove) {
      names.push({ name: shortened(row.name), middle: height + pitch / 2 });
      height += pitch - 2;
    }
    for (const [series, column] of columns.entries()) {
      const label = columns.length > 1 ? (table.head[column] ?? "") : namesStandAbove ? "" : row.name;
      const cell = row.cells[column] ?? { value: null, text: "–" };
      bars.push({ series, label, cell, middle: height + pitch / 2, title: markTitle(table, row, column) });
      height += pitch;
    }
    if (namesStandAbove) height += 8;
  }
  return { bars, names, height };
}

function shortened(name: string): string {
  return name.length > lettersAbove ? `${name.slice(0, lettersAbove - 1).trimEnd()}…` : name;
}
