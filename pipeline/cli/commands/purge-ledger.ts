import { type Day, day, isDay } from "../../domain/day.ts";
import { PipelineError } from "../../domain/errors.ts";
import type { EventStore } from "../../events/event-store.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { campaignRecords } from "../../ledger/queries/campaigns.ts";
import { measureCampaign } from "../../measure/measure-campaigns.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import type { CommandTools } from "../command-tools.ts";
import { eventSource } from "./event-source.ts";
import { purgeAndSay } from "./purge.ts";
import { eventsPlace, openKeptEvents } from "./with-guides.ts";
import { withLedger } from "./with-ledger.ts";

/** Removes personal data past its retention, from the files, the ledger and the events. */
export async function purgeLedgerCommand(
  settings: CampaignSettings,
  tools: CommandTools,
  typed: { olderThan?: string; yes?: boolean; events?: string },
): Promise<number> {
  const olderThan = typed.olderThan === undefined ? null : parseDay(typed.olderThan);
  // A purged campaign keeps its counts only, so no log is written.
  return withLedger(settings, tools, { creates: false, keepsLog: false }, async ({ ledger }) => {
    const place = eventsPlace(settings.outFolder, typed.events);
    const events = await openKeptEvents(place);
    try {
      const source = await eventSource(events, settings);
      const measuresOf = async (campaign: string) =>
        JSON.stringify({ ...(await measureCampaign(ledger, source, campaign)), comments: [] });
      const options = { today: settings.today, olderThan, yes: typed.yes === true, measuresOf };
      const exitCode = await purgeAndSay(ledger, settings, tools, options);
      if (options.yes) tools.progress.say(await removeComments(ledger, events, place));
      return exitCode;
    } finally {
      await events?.close();
    }
  });
}

/** Comments of all purged campaigns, also of those that an interrupted purge has left. What was counted stays. */
async function removeComments(ledger: Ledger, events: EventStore | null, place: string): Promise<string> {
  if (events === null) return `No events are kept in ${place}: when they are kept elsewhere, purge again with --events`;
  const purged = (await campaignRecords(ledger)).filter(({ purgedOn }) => purgedOn !== null);
  let removed = 0;
  for (const { campaign } of purged) removed += await events.removeComments(campaign);
  return `${removed.toLocaleString("en-GB")} comments removed from the events of purged campaigns`;
}

function parseDay(text: string): Day {
  if (isDay(text)) return day(text);
  throw new PipelineError("wrong-option", "--older-than must be a real day written YYYY-MM-DD", {
    nextStep: "Correct the option and run the command again",
  });
}
