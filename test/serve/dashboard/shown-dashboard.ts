import { parseHTML } from "linkedom";
import type { CampaignMeasures } from "../../../pipeline/measure/measure-campaigns.ts";
import { measuresCsv } from "../../../pipeline/measure/measures-csv.ts";
import { buildAssets } from "../../../pipeline/serve/assets.ts";
import type { DashboardOptions } from "../../../pipeline/serve/pages/dashboard/dashboard-page.ts";
import { loadPages } from "../../../pipeline/serve/pages/render-pages.ts";
import { readConfig } from "../../../pipeline/settings/config.ts";

const assets = buildAssets();

/** The dashboard of the first of these campaigns, as it is served. */
export async function dashboardOf(campaigns: readonly CampaignMeasures[], options: Partial<DashboardOptions> = {}) {
  const addressOf = (campaign: string) => `/dashboard/${campaign}`;
  const pages = loadPages(await assets, "");
  return pages.dashboard(campaigns, { campaign: null, addressOf, config: readConfig(null), ...options });
}

/** What somebody reads on it. */
export async function readDashboard(campaigns: readonly CampaignMeasures[], options: Partial<DashboardOptions> = {}) {
  const { document } = parseHTML(await dashboardOf(campaigns, options));
  const text = (selector: string) => [...document.querySelectorAll(selector)].map((one) => one.textContent ?? "");
  return {
    text,
    sentenceOf: (figure: string) => text(`figure[aria-labelledby="${figure}"] figcaption p`)[0],
    /** Cells of a column, from the top. */
    column: (figure: string, name: string) => text(`figure[aria-labelledby="${figure}"] td[data-label="${name}"]`),
  };
}

/** Values of a measure as `measures.csv` has them, in its order. */
export function csvValues({ campaign, measures, fewest }: CampaignMeasures, measure: string): string[] {
  const lines = measuresCsv(campaign, measures, fewest).split("\r\n").slice(1, -1);
  return lines.map((line) => line.split(",")).flatMap(([, name, , value = ""]) => (name === measure ? [value] : []));
}
