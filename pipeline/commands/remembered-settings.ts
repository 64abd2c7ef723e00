import { keptConfig } from "../config.ts";
import { PipelineError } from "../domain/errors.ts";
import { findCampaign } from "../ledger/campaigns.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import type { TypedOptions } from "../options.ts";
import { readCampaignSummary } from "../report/campaign-summary-file.ts";
import { type CampaignSettings, campaignFolder } from "../settings.ts";

/**
 * The settings of a stage that goes on with a decided campaign: what was not typed now is as it was typed then.
 * Throws a `PipelineError` when the day or the audience of the decisions would be another.
 */
export async function rememberedSettings(
  ledger: Ledger,
  settings: CampaignSettings,
  typed: TypedOptions,
): Promise<CampaignSettings> {
  const campaign = findCampaign(ledger, settings.campaign);
  if (!campaign?.decidedBy) throw notDecided(settings.campaign);
  if (typed.asOf !== undefined && settings.asOf !== campaign.asOf) throw decidedOtherwise("--as-of");
  if (typed.audience !== undefined && settings.audience !== campaign.audience) throw decidedOtherwise("--audience");
  const before = (await readCampaignSummary(campaignFolder(settings)))?.settings;
  return {
    ...settings,
    asOf: campaign.asOf,
    audience: campaign.audience,
    config: typed.config === undefined ? keptConfig(campaign.settings) : settings.config,
    packaging: typed.package === undefined ? (before?.package ?? settings.packaging) : settings.packaging,
    limit: typed.limit === undefined ? (before?.limit ?? null) : settings.limit,
  };
}

function notDecided(campaign: string): PipelineError {
  return new PipelineError("not-decided", `The campaign ${campaign} is not decided yet`, {
    nextStep: "Run «videoguida plan --extracts <dir>» first, or «run», which does everything",
  });
}

function decidedOtherwise(option: string): PipelineError {
  return new PipelineError("decided-otherwise", `The decisions were made with another ${option}`, {
    nextStep: "Leave the option out, or run «videoguida plan» with it first",
  });
}
