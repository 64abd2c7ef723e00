import { byteOrderMark, csvLine } from "../support/csv-writer.ts";
import type { Measure } from "./measure.ts";

/** What stands in place of a figure that is not shown. A mean is no count, and stands for nothing when it is left out. */
function cellOf({ measure, value }: Measure): string | number | null {
  if (typeof value === "number") return value;
  if (measure === "rating_mean") return null;
  return value === "few" ? "<5" : "*";
}

/**
 * `measures.csv` (contract, section 6): `<5` for a count below five, `*` for a figure that would give such a count away.
 */
export function measuresCsv(campaign: string, measures: readonly Measure[]): string {
  const header = csvLine(["campaign", "measure", "dimension", "value"]);
  const lines = measures.map((one) => csvLine([campaign, one.measure, one.dimension, cellOf(one)]));
  return byteOrderMark + header + lines.join("");
}
