import { exitCodes } from "../../domain/errors.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { writeSummary } from "../../workflow/report/summarise.ts";
import type { CommandTools } from "../command-tools.ts";
import type { TypedOptions } from "../options.ts";
import { endOfRun } from "../screens/end-of-run.ts";
import { planToGoOnWith } from "./planned-settings.ts";
import { withLedger } from "./with-ledger.ts";
import { writeReport } from "./write-report.ts";

/**
 * Writes campaign.json and the folder report anew, and shows the former on one screen, or as JSON, with the figures of
 * `measures.csv` as its member `measures` (`few` and `near` stand for those that are not shown).
 */
export async function reportCommand(
  settings: CampaignSettings,
  tools: CommandTools,
  typed: TypedOptions & { json?: boolean; events?: string },
): Promise<number> {
  const { summary, measures } = await withLedger(settings, tools, { creates: false }, async (runTools) => {
    const plan = await planToGoOnWith(settings, typed, runTools, "beside");
    const written = await writeSummary(runTools.ledger, plan);
    if (plan.isDraft) return { summary: written, measures: [] };
    return { summary: written, measures: await writeReport(runTools.ledger, plan, typed.events) };
  });
  if (!typed.json) return endOfRun(settings, summary, tools);
  process.stdout.write(`${JSON.stringify({ ...summary, measures }, null, 2)}\n`);
  return summary.failed.length === 0 ? exitCodes.done : exitCodes.someFailed;
}
