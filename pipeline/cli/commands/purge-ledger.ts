import { type Day, day, isDay } from "../../domain/day.ts";
import { PipelineError } from "../../domain/errors.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import type { CommandTools } from "../command-tools.ts";
import { purgeAndSay } from "./purge.ts";
import { withLedger } from "./with-ledger.ts";

/** Removes personal data past its retention, from the files and from the ledger. */
export async function purgeLedgerCommand(
  settings: CampaignSettings,
  tools: CommandTools,
  typed: { olderThan?: string; yes?: boolean },
): Promise<number> {
  const olderThan = typed.olderThan === undefined ? null : parseDay(typed.olderThan);
  const options = { today: settings.today, olderThan, yes: typed.yes === true };
  // A purged campaign keeps its counts only, so no log is written.
  return withLedger(settings, tools, { creates: false, keepsLog: false }, ({ ledger }) =>
    purgeAndSay(ledger, settings, tools, options),
  );
}

function parseDay(text: string): Day {
  if (isDay(text)) return day(text);
  throw new PipelineError("wrong-option", "--older-than must be a real day written YYYY-MM-DD", {
    nextStep: "Correct the option and run the command again",
  });
}
