import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { runCampaign } from "../../workflow/run.ts";
import type { CommandTools } from "../command-tools.ts";
import type { TypedOptions } from "../options.ts";
import { endOfRun } from "../screens/end-of-run.ts";
import { showingChecks } from "../screens/plan-screen.ts";
import { settingsToPlanWith } from "./planned-settings.ts";
import { withLedger } from "./with-ledger.ts";

/** The whole campaign. Exit code 3 when some employers failed. */
export async function runCommand(
  settings: CampaignSettings,
  tools: CommandTools,
  typed: TypedOptions,
): Promise<number> {
  const summary = await withLedger(settings, tools, { creates: true }, (runTools) =>
    showingChecks(async () =>
      runCampaign(await settingsToPlanWith(runTools.ledger, settings, typed, tools.warn), runTools),
    ),
  );
  return endOfRun(settings, summary, tools);
}
