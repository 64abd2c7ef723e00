import type { Ledger } from "../../pipeline/ledger/open-ledger.ts";
import type { CampaignSettings } from "../../pipeline/settings/campaign-settings.ts";
import type { CampaignPlan } from "../../pipeline/workflow/plan/campaign-plan.ts";
import { type Adoption, makePlan } from "../../pipeline/workflow/plan/make-plan.ts";
import { startRunLog } from "../../pipeline/workflow/report/run-log.ts";
import { silentTools } from "../support/silent-tools.ts";

/** Reads and decides as `run` does, or as `plan` does. */
export async function planFor(
  ledger: Ledger,
  settings: CampaignSettings,
  adoption: Adoption = "take-over",
): Promise<CampaignPlan> {
  const tools = { ledger, ...silentTools(), startedAt: new Date() };
  return makePlan(settings, tools, adoption, startRunLog());
}
