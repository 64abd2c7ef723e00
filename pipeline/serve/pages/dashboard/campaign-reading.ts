import type { Cell, Row } from "../../../measure/charts/chart-table.ts";
import type { Shown } from "../../../measure/disclosure/small-numbers.ts";
import type { CampaignMeasures } from "../../../measure/measure-campaigns.ts";
import type { ServiceLink } from "../../../settings/config.ts";
import { numberShown, shownValue } from "./shown-value.ts";

/** What names things of a campaign. */
export type ReadingOptions = { services: readonly ServiceLink[]; chapterTitles: readonly string[] };

/** The measures of a campaign as its sections look them up. */
export type CampaignReading = ReadingOptions & {
  campaign: string;
  /** How many people a figure speaks of at least. */
  fewest: number;
  comments: readonly string[];
  /** Null: not measured. */
  value(measure: string, dimension?: string): Shown | null;
  /** Null: not measured, or not shown. */
  number(measure: string, dimension?: string): number | null;
  cell(measure: string, dimension?: string): Cell;
  /** Of all these measures, in their order, each once. */
  dimensions(...measures: string[]): string[];
};

export function readCampaign(
  { campaign, fewest, measures, comments }: CampaignMeasures,
  options: ReadingOptions,
): CampaignReading {
  const byName = new Map(measures.map(({ measure, dimension, value }) => [`${measure}\n${dimension}`, value]));
  const value = (measure: string, dimension = "") => byName.get(`${measure}\n${dimension}`) ?? null;
  return {
    ...{ ...options, campaign, fewest, comments, value },
    number: (measure, dimension) => {
      const found = value(measure, dimension);
      return typeof found === "number" ? found : null;
    },
    cell: (measure, dimension) => {
      const found = value(measure, dimension);
      return { value: found, text: shownValue({ measure, value: found }, fewest) };
    },
    dimensions: (...wanted) => [
      ...new Set(measures.filter(({ measure }) => wanted.includes(measure)).map(({ dimension }) => dimension)),
    ],
  };
}

/** A row for each dimension of these measures, and a cell for each measure. */
export function rowsOf(
  reading: CampaignReading,
  measures: readonly string[],
  nameOf: (dimension: string) => string,
  dimensions = reading.dimensions(...measures),
): Row[] {
  return dimensions.map((dimension) => ({
    name: nameOf(dimension),
    cells: measures.map((measure) => reading.cell(measure, dimension)),
  }));
}

/** The share of two counts in percent; not shown where one of them is not. */
export function shareCell(part: Cell, whole: Cell): Cell {
  if (typeof part.value !== "number" || typeof whole.value !== "number")
    return part.value === null || whole.value === null
      ? { value: null, text: "–" }
      : { value: "near", text: "non mostrato" };
  if (whole.value === 0) return { value: null, text: "–" };
  const percent = Math.round((part.value / whole.value) * 1_000) / 10;
  return { value: percent, text: `${numberShown(percent)}\u00a0%` };
}
