import { PipelineError } from "../domain/errors.ts";
import { readCampaignSummary } from "../report/campaign-summary-file.ts";
import { type CampaignSettings, campaignFolder } from "../settings.ts";

/**
 * Of a campaign that was purged nobody knows any more who was told what and who has paid since: made again, it would
 * tell them all, of guides whose time is over. Throws a `PipelineError` (exit 2).
 */
export async function refusePurged(settings: CampaignSettings): Promise<void> {
  const summary = await readCampaignSummary(campaignFolder(settings));
  if (!summary?.purged_on) return;
  throw new PipelineError("purged-campaign", `The campaign ${settings.campaign} was purged on ${summary.purged_on}`, {
    nextStep: "Its guides are over; to make it again for another use, choose another folder with --out",
  });
}
