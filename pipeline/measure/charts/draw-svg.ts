import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import type { ChartLabel } from "./chart-table.ts";
import { addPatterns } from "./patterns.ts";

/** Units of a chart's width: about the CSS pixels that it has on a telephone. */
export const chartWidth = 360;

/** Size of all words in charts, in the same units: 13 pixels at least on a telephone. */
export const fontSize = 14;

/** Dimensionless attributes that hold lengths with more decimals than anybody sees. */
const lengths = ["x", "y", "x1", "x2", "y1", "y2", "width", "height", "d", "transform", "cx", "cy"];

/**
 * Draws a chart as an SVG element for a page whose policy allows no inline styles: without `style` elements and
 * attributes, coloured by classes (`dashboard.css`) and `currentColor`.
 */
export function drawSvg(options: Plot.PlotOptions & { height: number }, { id, label }: ChartLabel): string {
  const { document } = parseHTML("<!DOCTYPE html><html lang='it'></html>");
  const svg = Plot.plot({
    ...{ document: document as unknown as Document, width: chartWidth },
    ...{ marginTop: 0, marginRight: 0, marginBottom: 0, marginLeft: 0 },
    ...options,
    marks: [...(options.marks ?? [])],
  }) as unknown as SVGSVGElement;
  for (const style of svg.querySelectorAll("style")) style.remove();
  for (const element of svg.querySelectorAll("*")) tidy(element);
  for (const name of ["width", "height", "font-family", "font-size"]) svg.removeAttribute(name);
  addPatterns(svg, id);
  svg.setAttribute("class", "chart");
  svg.setAttribute("id", id);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  return svg.outerHTML;
}

/** The picture has one name for all: its parts have none. */
function tidy(element: Element): void {
  for (const name of ["aria-label", "aria-hidden", "aria-description", "style"]) element.removeAttribute(name);
  for (const name of lengths) {
    const value = element.getAttribute(name);
    if (value)
      element.setAttribute(
        name,
        value.replace(/-?\d+\.\d{2,}/g, (number) => String(Math.round(Number(number) * 10) / 10)),
      );
  }
}
