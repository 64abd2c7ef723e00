import { type HoldoutRule, holdoutRule, nobodyHeldOut } from "../../decide/holdout.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { guideTokenKey } from "../notify/token-key.ts";

/**
 * Who of a campaign is held out. Without a holdout no key is asked for; with one it is made when there is none yet.
 * Throws a `PipelineError` (exit 2) when the key of the guide tokens cannot be read.
 */
export async function holdoutOf(ledger: Ledger, settings: CampaignSettings): Promise<HoldoutRule> {
  const { campaign, holdoutPercent } = settings;
  if (holdoutPercent === 0) return nobodyHeldOut;
  return holdoutRule(await guideTokenKey(ledger, settings), campaign, holdoutPercent);
}
