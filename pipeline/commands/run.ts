import type { CommandTools } from "../cli/command-tools.ts";
import type { TypedOptions } from "../options.ts";
import { runCampaign } from "../run.ts";
import type { CampaignSettings } from "../settings.ts";
import { endOfRun } from "./end-of-run.ts";
import { showingChecks } from "./plan-screen.ts";
import { settingsToPlanWith } from "./planned-settings.ts";
import { withLedger } from "./with-ledger.ts";

/** The whole campaign. Exit code 3 when some employers failed. */
export async function runCommand(
  settings: CampaignSettings,
  tools: CommandTools,
  typed: TypedOptions,
): Promise<number> {
  const summary = await withLedger(settings, tools, { creates: true }, (runTools) =>
    showingChecks(() => runCampaign(settingsToPlanWith(runTools.ledger, settings, typed, tools.warn), runTools)),
  );
  return endOfRun(settings, summary, tools);
}
