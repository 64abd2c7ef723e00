import type { Ledger } from "../../pipeline/ledger/open-ledger.ts";
import type { CampaignSettings } from "../../pipeline/settings.ts";
import type { CampaignPlan } from "../../pipeline/steps/campaign-plan.ts";
import { type Adoption, makePlan } from "../../pipeline/steps/make-plan.ts";
import { startRunLog } from "../../pipeline/steps/run-log.ts";
import { silentTools } from "../support/silent-tools.ts";

/** Reads and decides as `run` does, or as `plan` does. */
export function planFor(
  ledger: Ledger,
  settings: CampaignSettings,
  adoption: Adoption = "take-over",
): Promise<CampaignPlan> {
  return makePlan(settings, { ledger, ...silentTools(), startedAt: new Date() }, adoption, startRunLog());
}
