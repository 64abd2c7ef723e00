import { byteOrderMark, csvLine } from "../support/csv-writer.ts";
import type { Measure } from "./measures.ts";

/**
 * `measures.csv` (contract, section 6): `<5` where fewer than five people could be told from a figure, and nothing in
 * place of a mean of so few, which is no count.
 */
export function measuresCsv(campaign: string, measures: readonly Measure[]): string {
  const header = csvLine(["campaign", "measure", "dimension", "value"]);
  const lines = measures.map(({ measure, dimension, value }) =>
    csvLine([campaign, measure, dimension, value ?? (measure === "rating_mean" ? null : "<5")]),
  );
  return byteOrderMark + header + lines.join("");
}
