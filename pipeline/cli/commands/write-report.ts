import path from "node:path";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { measuresReadme } from "../../measure/definitions.ts";
import type { Measure } from "../../measure/measure.ts";
import { measureCampaigns } from "../../measure/measure-campaigns.ts";
import { measuresCsv } from "../../measure/measures-csv.ts";
import { dashboardFile } from "../../serve/pages/dashboard/dashboard-file.ts";
import { campaignFolder } from "../../settings/campaign-settings.ts";
import type { Config } from "../../settings/config.ts";
import { writeFileAtomically } from "../../support/atomic-file.ts";
import { eventSource } from "./event-source.ts";
import { eventsPlace, openKeptEvents } from "./with-guides.ts";

/**
 * Writes the folder `report` of a campaign, with what was done on its pages so far: figures, dashboard, definitions.
 * Returns the figures.
 */
export async function writeReport(
  ledger: Ledger,
  { outFolder, campaign, config }: { outFolder: string; campaign: string; config: Config },
  typedEvents?: string,
): Promise<Measure[]> {
  const events = await openKeptEvents(eventsPlace(outFolder, typedEvents));
  try {
    const campaigns = await measureCampaigns(ledger, await eventSource(events, { config, outFolder }));
    const { measures, fewest } = campaigns.find((one) => one.campaign === campaign) ?? { measures: [], fewest: 5 };
    const files = {
      "README.md": measuresReadme(fewest),
      "measures.csv": measuresCsv(campaign, measures, fewest),
      "index.html": await dashboardFile(campaigns, { campaign, config, countedAt: new Date() }),
    };
    for (const [name, content] of Object.entries(files))
      await writeFileAtomically(path.join(campaignFolder({ outFolder, campaign }), "report", name), content);
    return measures;
  } finally {
    await events?.close();
  }
}
