import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { planFolder } from "../../workflow/plan/campaign-plan.ts";
import { planCampaign } from "../../workflow/run.ts";
import type { CommandTools } from "../command-tools.ts";
import type { TypedOptions } from "../options.ts";
import { listFailed } from "../screens/end-of-run.ts";
import { planScreen, showingChecks } from "../screens/plan-screen.ts";
import { settingsToPlanWith } from "./planned-settings.ts";
import { withLedger } from "./with-ledger.ts";

/** Reads, decides, and says what a run would take; renders nothing and changes nothing that was published. */
export async function planCommand(
  settings: CampaignSettings,
  tools: CommandTools,
  typed: TypedOptions,
): Promise<number> {
  const planned = await withLedger(settings, tools, { creates: true }, (runTools) =>
    showingChecks(async () =>
      planCampaign(await settingsToPlanWith(runTools.ledger, settings, typed, tools.warn), runTools),
    ),
  );
  process.stdout.write(`${planScreen(planned.summary, planned.unrenderable)}\n`);
  if (planned.plan.isDraft)
    process.stdout.write(
      `\nWhat was published stays as it is: this plan is a draft in ${planFolder(planned.plan)}, and «run» takes it over.\n`,
    );
  return listFailed(planned.failed, tools);
}
