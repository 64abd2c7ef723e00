import type { CommandTools } from "../cli.ts";
import { type Day, day, isDay } from "../domain/day.ts";
import { PipelineError } from "../domain/errors.ts";
import { forgetCampaign } from "../ledger/forget-campaign.ts";
import type { CampaignSettings } from "../settings.ts";
import { purgeCommand } from "./purge.ts";
import { withLedger } from "./with-ledger.ts";

/** Removes personal data whose time is over, from the files and from the ledger. */
export async function purgeLedgerCommand(
  settings: CampaignSettings,
  tools: CommandTools,
  today: Day,
  typed: { olderThan?: string; yes?: boolean },
): Promise<number> {
  const olderThan = typed.olderThan === undefined ? null : parseDay(typed.olderThan);
  return withLedger(
    settings,
    tools,
    ({ ledger, progress }) =>
      purgeCommand(
        settings,
        { progress },
        {
          today,
          olderThan,
          yes: typed.yes === true,
          forgetCampaign: async (campaign) => forgetCampaign(ledger, campaign),
        },
      ),
    // Of a purged campaign nothing is left but counts, not a log either.
    { creates: false, keepsLog: false },
  );
}

function parseDay(text: string): Day {
  if (isDay(text)) return day(text);
  throw new PipelineError("wrong-option", "--older-than must be a real day written YYYY-MM-DD", {
    nextStep: "Correct the option and run the command again",
  });
}
