import * as Plot from "@observablehq/plot";

/** An empty diamond where a figure is that may not be shown: nobody takes it for a length. */
export function hiddenMark<Datum>(
  figures: readonly Datum[],
  place: { x: (figure: Datum) => number; y: (figure: Datum) => number; dx?: number; dy?: number },
): Plot.Markish {
  return Plot.dot(figures as Datum[], {
    ...place,
    symbol: "diamond",
    r: 5,
    fill: "none",
    stroke: "currentColor",
    className: "hidden-mark",
  });
}
