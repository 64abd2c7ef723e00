import { decimal } from "../../../domain/italian.ts";
import type { Shown } from "../../../measure/disclosure/small-numbers.ts";
import type { Measure } from "../../../measure/measure.ts";

/** Of no people: a mean, a share, a difference. `few` says nothing of their size. */
const noCounts = /^(rating_mean|rating_margin|holdout_share|holdout_difference)$/;

/** A figure as people read it: `1.234`, `4,4`, `meno di 5`; a dash where there is none. */
export function shownValue(
  { measure, value }: Pick<Measure, "measure"> & { value: Shown | null },
  fewest: number,
): string {
  if (value === null) return "–";
  if (value === "near" || (value === "few" && noCounts.test(measure))) return "non mostrato";
  if (value === "few") return `meno di ${fewest}`;
  return noCounts.test(measure) ? decimal(Math.round(value * 10) / 10) : numberShown(value);
}

// Made once: making one takes longer than all numbers of a page.
const italian = new Intl.NumberFormat("it-IT", { maximumFractionDigits: 1, useGrouping: "always" });

/** `1.234`, `0,5`: at most one decimal. */
export function numberShown(value: number): string {
  return italian.format(value);
}

/** `62 %` of a whole; with one decimal below ten and just below a hundred: `6,9 %`, `99,8 %`. */
export function percentShown(part: number, whole: number): string {
  const percent = (part / whole) * 100;
  const isPrecise = percent < 10 || (percent > 99 && percent < 100);
  return `${numberShown(isPrecise ? percent : Math.round(percent))}\u00a0%`;
}
