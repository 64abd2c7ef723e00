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
import { paintOf } from "./patterns.ts";

type Column = { column: number; floor: number; cell: Cell; title: string };

const [columnHeight, figureHeight, nameHeight, gap] = [36, 18, 22, 10];
const rowHeight = columnHeight + figureHeight + nameHeight + gap;

/** A small column for every cell of the table under one scale: its rows below each other, its columns side by side. */
export function cellChart(table: ChartTable, { id, label }: ChartLabel): string {
  const largest = largestIn(table, [...table.head.keys()]);
  const cells = table.rows.flatMap((row, index) =>
    row.cells.map(
      (cell, column): Column => ({
        ...{ column, cell, title: markTitle(table, row, column) },
        floor: 20 + index * rowHeight + nameHeight + figureHeight + columnHeight,
      }),
    ),
  );
  const middle = ({ column }: Column) => column + 0.5;
  const top = ({ floor, cell }: Column) => floor - ((numberIn(cell) ?? 0) / largest) * columnHeight;
  const names = table.rows.map(({ name }, index) => ({ name, y: 20 + index * rowHeight + nameHeight / 2 }));
  return drawSvg(
    {
      ...{ height: 20 + table.rows.length * rowHeight, axis: null, y: { type: "identity" } },
      x: { domain: [0, table.head.length], range: [0, chartWidth] },
      marks: [
        Plot.rect(
          cells.filter(({ cell }) => numberIn(cell)),
          {
            ...{
              x1: ({ column }) => column + 0.2,
              x2: ({ column }) => column + 0.8,
              y1: top,
              y2: "floor",
              title: "title",
            },
            ...paintOf("solid", id),
          },
        ),
        Plot.ruleY(
          table.rows.map((_, index) => 20 + index * rowHeight + nameHeight + figureHeight + columnHeight),
          { className: "frame", stroke: "currentColor" },
        ),
        hiddenMark(
          cells.filter(({ cell }) => isHidden(cell)),
          { x: middle, y: ({ floor }) => floor, dy: -10 },
        ),
        Plot.text(cells, {
          x: middle,
          y: top,
          text: ({ cell }) => cell.text,
          fontSize: 12,
          dy: -8,
          filter: ({ cell }) => !isHidden(cell),
        }),
        Plot.text(names, { x: () => 0, y: "y", text: "name", fontSize, fontWeight: 600, textAnchor: "start" }),
        Plot.text(table.head, { x: (_, column) => column + 0.5, y: () => 8, text: (name) => name, fontSize: 13 }),
      ],
    },
    { id, label },
  );
}
