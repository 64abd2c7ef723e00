import type { CommandTools } from "../cli.ts";
import type { TypedOptions } from "../options.ts";
import type { CampaignSettings } from "../settings.ts";
import { startRunLog } from "../steps/run-log.ts";
import { writeSummary } from "../steps/summarise.ts";
import { endOfRun } from "./end-of-run.ts";
import { rememberedSettings } from "./remembered-settings.ts";
import { withLedger } from "./with-ledger.ts";

/** Writes campaign.json anew from the ledger and shows it on one screen. */
export async function reportCommand(
  settings: CampaignSettings,
  tools: CommandTools,
  typed: TypedOptions,
): Promise<number> {
  const summary = await withLedger(
    settings,
    tools,
    async ({ ledger, startedAt }) =>
      writeSummary(ledger, await rememberedSettings(ledger, settings, typed), {
        timings: startRunLog(startedAt).timings,
      }),
    { creates: false },
  );
  return endOfRun(settings, summary);
}
