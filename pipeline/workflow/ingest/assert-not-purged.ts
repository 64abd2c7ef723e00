import { existsSync } from "node:fs";
import path from "node:path";
import { PipelineError } from "../../domain/errors.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { campaignRecord } from "../../ledger/queries/campaigns.ts";
import { type CampaignSettings, campaignFolder } from "../../settings/campaign-settings.ts";

/**
 * Of a campaign that was purged nobody knows any more who was told what and who has paid since: made again, it would
 * tell them all, of guides whose time is over. Throws a `PipelineError` (exit 2), also when the ledger does not know the
 * campaign and its folder looks as a purge leaves it: the ledger may be another than the one that knew.
 */
export async function assertNotPurged(ledger: Ledger, settings: CampaignSettings): Promise<void> {
  const record = await campaignRecord(ledger, settings.campaign);
  const folder = campaignFolder(settings);
  const looksPurged = existsSync(path.join(folder, "campaign.json")) && !existsSync(path.join(folder, "decisions.csv"));
  if (record === null ? !looksPurged : record.purgedOn === null) return;
  const since = record?.purgedOn ? ` on ${record.purgedOn}` : ", or its ledger is gone";
  throw new PipelineError("purged-campaign", `The campaign ${settings.campaign} was purged${since}`, {
    nextStep: "Its guides are over; to make it again for another use, choose another folder with --out",
  });
}
