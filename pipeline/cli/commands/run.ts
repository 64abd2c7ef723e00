import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { runCampaign } from "../../workflow/run.ts";
import type { CommandTools } from "../command-tools.ts";
import type { TypedOptions } from "../options.ts";
import { endOfRun } from "../screens/end-of-run.ts";
import { showingChecks } from "../screens/plan-screen.ts";
import { settingsToPlanWith } from "./planned-settings.ts";
import { eventsPlace, openKeptEvents } from "./with-guides.ts";
import { withLedger } from "./with-ledger.ts";
import { writeReport } from "./write-report.ts";

/**
 * The whole campaign, its report included. Exit code 3 when some employers failed. Throws a `PipelineError` (exit 1,
 * nothing written) when events are kept that cannot be opened.
 */
export async function runCommand(
  settings: CampaignSettings,
  tools: CommandTools,
  typed: TypedOptions & { events?: string },
): Promise<number> {
  // The report is written last: what it cannot be written without must not be found out after manifests are published.
  await (await openKeptEvents(eventsPlace(settings.outFolder, typed.events)))?.close();
  const summary = await withLedger(settings, tools, { creates: true }, (runTools) =>
    showingChecks(async () => {
      const planSettings = await settingsToPlanWith(runTools.ledger, settings, typed, tools.warn);
      const written = await runCampaign(planSettings, runTools);
      await writeReport(runTools.ledger, planSettings, typed.events);
      return written;
    }),
  );
  return endOfRun(settings, summary, tools);
}
