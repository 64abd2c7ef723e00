import { existsSync } from "node:fs";
import path from "node:path";
import { openEventStore } from "../../events/event-store.ts";
import { isDatabase } from "../../events/open-events.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { measuresReadme } from "../../measure/definitions.ts";
import { measureCampaign } from "../../measure/measure-campaigns.ts";
import { measuresCsv } from "../../measure/measures-csv.ts";
import { campaignFolder } from "../../settings/campaign-settings.ts";
import { writeFileAtomically } from "../../support/atomic-file.ts";
import { eventsPlace } from "./with-guides.ts";

/** Writes `report/measures.csv` of a campaign, with what was done on its pages so far, and what its measures are. */
export async function writeMeasures(
  ledger: Ledger,
  { outFolder, campaign }: { outFolder: string; campaign: string },
  typedEvents?: string,
): Promise<void> {
  const place = eventsPlace(outFolder, typedEvents);
  // Nobody has served a page yet: no file is made to say so.
  const events = isDatabase(place) || existsSync(place) ? await openEventStore(place) : null;
  try {
    const measures = await measureCampaign(ledger, events ?? { inOrder: async function* () {} }, campaign);
    const folder = path.join(campaignFolder({ outFolder, campaign }), "report");
    await writeFileAtomically(path.join(folder, "README.md"), measuresReadme());
    await writeFileAtomically(path.join(folder, "measures.csv"), measuresCsv(campaign, measures));
  } finally {
    await events?.close();
  }
}
