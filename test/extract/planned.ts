import type { Ledger } from "../../pipeline/ledger/open-ledger.ts";
import type { CampaignSettings } from "../../pipeline/settings/campaign-settings.ts";
import { canonicalJson } from "../../pipeline/support/hash.ts";
import { guideAddresses } from "../../pipeline/workflow/notify/guide-addresses.ts";
import { assertHoldoutNotRaised } from "../../pipeline/workflow/plan/assert-holdout-stands.ts";
import type { CampaignPlan } from "../../pipeline/workflow/plan/campaign-plan.ts";
import { type Adoption, makePlan, planExtracts } from "../../pipeline/workflow/plan/make-plan.ts";
import { startRunLog } from "../../pipeline/workflow/report/run-log.ts";
import { silentTools } from "../support/silent-tools.ts";

/** Settings by which every text was built once in this file of tests: that takes as long as the rest of a small plan. */
const tried = new Set<string>();

/** Reads and decides as `run` does, or as `plan` does. */
export async function planFor(
  ledger: Ledger,
  settings: CampaignSettings,
  adoption: Adoption = "take-over",
): Promise<CampaignPlan> {
  const tools = { ledger, ...silentTools(), startedAt: new Date() };
  const { config, campaign, asOf } = settings;
  const texts = canonicalJson([config, campaign, asOf]);
  if (!tried.has(texts)) {
    const plan = await makePlan(settings, tools, adoption, startRunLog());
    tried.add(texts);
    return plan;
  }
  await assertHoldoutNotRaised(settings, tools);
  await guideAddresses(ledger, settings, tools);
  return planExtracts(settings, tools, adoption, startRunLog());
}
