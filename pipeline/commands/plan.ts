import type { CommandTools } from "../cli.ts";
import { exitCodes } from "../domain/errors.ts";
import { planCampaign } from "../run.ts";
import type { CampaignSettings } from "../settings.ts";
import { planScreen } from "./plan-screen.ts";
import { withLedger } from "./with-ledger.ts";

/** Reads, decides, and says what a run would take; renders nothing. */
export async function planCommand(settings: CampaignSettings, tools: CommandTools): Promise<number> {
  const { summary, unsettable } = await withLedger(settings, tools, (runTools) => planCampaign(settings, runTools), {
    creates: true,
  });
  process.stdout.write(`${planScreen(summary, unsettable)}\n`);
  return exitCodes.done;
}
