import { exitCodes } from "../../domain/errors.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { writeSummary } from "../../workflow/report/summarise.ts";
import type { CommandTools } from "../command-tools.ts";
import type { TypedOptions } from "../options.ts";
import { endOfRun } from "../screens/end-of-run.ts";
import { planToGoOnWith } from "./planned-settings.ts";
import { withLedger } from "./with-ledger.ts";

/** Writes campaign.json anew from the ledger and shows it, on one screen or as it stands there. */
export async function reportCommand(
  settings: CampaignSettings,
  tools: CommandTools,
  typed: TypedOptions & { json?: boolean },
): Promise<number> {
  const summary = await withLedger(settings, tools, { creates: false }, async (runTools) =>
    writeSummary(runTools.ledger, await planToGoOnWith(settings, typed, runTools, "beside")),
  );
  if (!typed.json) return endOfRun(settings, summary, tools);
  process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
  return summary.failed.length === 0 ? exitCodes.done : exitCodes.someFailed;
}
