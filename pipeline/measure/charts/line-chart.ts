import * as Plot from "@observablehq/plot";
import {
  type Cell,
  type ChartLabel,
  type ChartTable,
  isHidden,
  largestIn,
  markTitle,
  numberIn,
  type Row,
} from "./chart-table.ts";
import { chartWidth, drawSvg, fontSize } from "./draw-svg.ts";
import { hiddenMark } from "./hidden-mark.ts";

/** `at` is where each row stands on the horizontal scale; `ticks` is what is written below it. */
type LineOptions = ChartLabel & { at: readonly number[]; ticks: readonly string[] };

type Point = { at: number; tick: string; cell: Cell; title: string; isCrowded: boolean; follows: boolean };

const [height, top, side] = [210, 26, 30];
/** Units within which two figures beside each other would touch. */
const crowded = 52;

/** The first column as a line with a figure at each point; where a figure is not shown the line is broken. */
export function lineChart(table: ChartTable, { id, label, at, ticks }: LineOptions): string {
  const points = pointsOf(table, at, ticks);
  const hidden = points.filter(({ cell }) => isHidden(cell));
  const bottom = hidden.length > 0 ? 72 : 26;
  const position = { x: "at", y: ({ cell }: Point) => numberIn(cell) ?? Number.NaN } as const;
  const below = { x: ({ at }: Point) => at, y: () => 0 };
  return drawSvg(
    {
      ...{ height: height + bottom - 26, axis: null, marginBottom: bottom },
      x: { domain: [at[0] ?? 0, at.at(-1) ?? 1], range: [points[0]?.isCrowded ? crowded : side, chartWidth - side] },
      y: { domain: [0, largestIn(table, [0])], range: [height - 26, top] },
      marks: [
        // With two ends of its own: as a stack it would take what is not shown for zero.
        Plot.areaY(points, { x: "at", y1: () => 0, y2: position.y, className: "area", fill: "currentColor" }),
        Plot.ruleY([0], { className: "frame", stroke: "currentColor" }),
        Plot.line(points, { ...position, className: "marks", stroke: "currentColor", strokeWidth: 2.5 }),
        Plot.dot(points, { ...position, r: 4.5, title: "title", className: "marks", fill: "currentColor" }),
        Plot.text(points, {
          ...position,
          ...figureText,
          dy: -14,
          filter: ({ isCrowded, follows }) => !isCrowded && !follows,
        }),
        // Between two others there is no place for a figure: it stands in the table.
        Plot.text(points, {
          ...{ ...position, ...figureText, textAnchor: "end", dx: 4, dy: -14 },
          filter: ({ isCrowded, follows }) => isCrowded && !follows,
        }),
        Plot.text(points, {
          ...{ ...position, ...figureText, textAnchor: "start", dx: 6, dy: 12 },
          filter: ({ isCrowded, follows }) => follows && !isCrowded,
        }),
        Plot.text(points, { ...below, fontSize, text: "tick", dy: 14 }),
        hiddenMark(hidden, { ...below, dy: 32 }),
        Plot.text(hidden, {
          ...{ ...below, fontSize: 12, text: ({ cell }: Point) => inTwoLines(cell.text), dy: 54 },
          filter: ({ follows }) => !follows,
        }),
      ],
    },
    { id, label },
  );
}

const figureText = { fontSize, text: ({ cell }: Point) => cell.text, fontWeight: 600 };

function pointsOf(table: ChartTable, at: readonly number[], ticks: readonly string[]): Point[] {
  const [first = 0, last = 1] = [at[0], at.at(-1)];
  const units = (chartWidth - 2 * side) / (last - first);
  const isNear = (index: number) => ((at[index + 1] ?? Number.POSITIVE_INFINITY) - (at[index] ?? 0)) * units < crowded;
  return table.rows.map((row: Row, index) => ({
    ...{ at: at[index] ?? 0, tick: ticks[index] ?? "", cell: row.cells[0] ?? { value: null, text: "–" } },
    title: markTitle(table, row, 0),
    isCrowded: isNear(index),
    follows: index > 0 && isNear(index - 1),
  }));
}

/** `meno di 5` as two lines: five of them stand beside each other. */
function inTwoLines(words: string): string {
  return words.replace(" ", "\n");
}
