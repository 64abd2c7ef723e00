import type { CommandTools } from "../cli.ts";
import { runCampaign } from "../run.ts";
import type { CampaignSettings } from "../settings.ts";
import { endOfRun } from "./end-of-run.ts";
import { withLedger } from "./with-ledger.ts";

/** The whole campaign. Exit code 3 when some employers failed. */
export async function runCommand(settings: CampaignSettings, tools: CommandTools): Promise<number> {
  const summary = await withLedger(settings, tools, (runTools) => runCampaign(settings, runTools), { creates: true });
  return endOfRun(settings, summary);
}
