import { byteOrderMark, csvLine } from "../support/csv-writer.ts";
import type { Measure } from "./measure.ts";

/** Figures that are counts; of the others, one that is not shown is left empty. */
const isCount = (measure: string) => !/^(rating_|holdout_(share|difference))/.test(measure);

/** What stands in place of a figure that is not shown. */
function cellOf({ measure, value }: Measure, fewest: number): string | number | null {
  if (typeof value === "number") return value;
  if (!isCount(measure)) return null;
  return value === "few" ? `<${fewest}` : "*";
}

/**
 * `measures.csv` (contract, section 6): `<5` for a count of fewer than `fewest` people, `*` for a figure that would give
 * such a count away.
 */
export function measuresCsv(campaign: string, measures: readonly Measure[], fewest: number): string {
  const header = csvLine(["campaign", "measure", "dimension", "value"]);
  const lines = measures.map((one) => csvLine([campaign, one.measure, one.dimension, cellOf(one, fewest)]));
  return byteOrderMark + header + lines.join("");
}
