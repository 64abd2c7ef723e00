import type { CommandTools } from "../cli.ts";
import type { TypedOptions } from "../options.ts";
import { notifyCampaign } from "../run.ts";
import type { CampaignSettings } from "../settings.ts";
import { recordLatePayments } from "../steps/late-payments.ts";
import { endOfRun } from "./end-of-run.ts";
import { rememberedSettings } from "./remembered-settings.ts";
import { withLedger } from "./with-ledger.ts";

/** Writes the manifests of a campaign; with a file of late payments, without those who have paid since. */
export async function notifyCommand(
  settings: CampaignSettings,
  tools: CommandTools,
  typed: TypedOptions & { latePayments?: string },
): Promise<number> {
  const summary = await withLedger(
    settings,
    tools,
    async (runTools) => {
      const { ledger, progress, signal } = runTools;
      const remembered = await rememberedSettings(ledger, settings, typed);
      if (typed.latePayments !== undefined) {
        const { settled, rejected } = await recordLatePayments(
          ledger,
          remembered,
          typed.latePayments,
          progress,
          signal,
        );
        const taken = Object.entries(settled).map(([reason, count]) => `${reason} ${count}`);
        progress.say(
          `Taken out: ${taken.join(", ")}; ${rejected} rows of the file were not used (late-payments-rejected.csv)`,
        );
      }
      return notifyCampaign(remembered, runTools);
    },
    { creates: false },
  );
  return endOfRun(settings, summary);
}
