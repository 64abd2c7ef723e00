import { decimal } from "../../domain/italian.ts";
import type { Measure } from "../../measure/measure.ts";

/** In place of a figure: fewer than five people, or one that would give such a figure away. */
const notShown = { few: "meno di 5", near: "non mostrato" } as const;

/** A figure as people read it: `1.234`, `4,4`; a dash where there is none. */
export function shownValue(measure: Measure | undefined): string {
  if (measure === undefined) return "–";
  const { measure: name, value } = measure;
  if (typeof value !== "number") return name === "rating_mean" ? notShown.near : notShown[value];
  if (name === "rating_mean") return decimal(Math.round(value * 10) / 10);
  return value.toLocaleString("it-IT", { maximumFractionDigits: 1, useGrouping: "always" });
}
