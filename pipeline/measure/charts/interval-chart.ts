import * as Plot from "@observablehq/plot";
import type { Cell, ChartLabel } from "./chart-table.ts";
import { numberIn } from "./chart-table.ts";
import { chartWidth, drawSvg, fontSize } from "./draw-svg.ts";

/** A difference with its 95 % interval on a scale with zero; null when one of the three is not shown. */
export function intervalChart(
  { value, low, high, zero }: { value: Cell; low: Cell; high: Cell; zero: string },
  label: ChartLabel,
): string | null {
  const [middle, from, to] = [numberIn(value), numberIn(low), numberIn(high)];
  if (middle === null || from === null || to === null) return null;
  const ends = [low, high].map((cell) => ({ cell, x: numberIn(cell) ?? 0 }));
  const words = { fontSize, y: () => 46 };
  return drawSvg(
    {
      ...{ height: 96, axis: null, y: { type: "identity" } },
      x: { domain: [Math.min(0, from), Math.max(0, to)], range: [34, chartWidth - 34] },
      marks: [
        Plot.ruleX([0], { y1: () => 12, y2: () => 74, className: "frame", stroke: "currentColor" }),
        Plot.link([{ from, to }], {
          x1: "from",
          x2: "to",
          y1: () => 46,
          y2: () => 46,
          className: "marks",
          stroke: "currentColor",
          strokeWidth: 2.5,
        }),
        Plot.ruleX(ends, {
          ...{ x: "x", y1: () => 38, y2: () => 54 },
          ...{ className: "marks", stroke: "currentColor", strokeWidth: 2.5 },
        }),
        Plot.dot([value], {
          x: () => middle,
          y: () => 46,
          r: 7,
          title: "text",
          className: "marks",
          fill: "currentColor",
        }),
        Plot.text([value], { ...words, x: () => middle, text: "text", fontWeight: 600, dy: -24 }),
        Plot.text(ends, { ...words, x: "x", text: ({ cell }) => cell.text, dy: 22 }),
        Plot.text([zero], {
          ...{ fontSize, x: () => 0, y: () => 86, text: (words: string) => words },
          // Beside the end of the scale there is no room to its left or right.
          ...(from >= 0 ? { textAnchor: "start", dx: -34 } : to <= 0 ? { textAnchor: "end", dx: 34 } : {}),
        }),
      ],
    },
    label,
  );
}
