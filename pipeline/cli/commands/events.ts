import { exitCodes, PipelineError } from "../../domain/errors.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { exportEvents } from "../../workflow/events/export-events.ts";
import { importEvents } from "../../workflow/events/import-events.ts";
import type { CommandTools } from "../command-tools.ts";
import type { TypedOptions } from "../options.ts";
import { sayImported } from "../screens/say-imported.ts";
import { eventsPlace, openKeptEvents, withGuides } from "./with-guides.ts";

type EventOptions = TypedOptions & { events?: string; to?: string };

/** Takes the events of a file of another portal, and says on standard output what became of its rows. */
export async function importEventsCommand(
  settings: CampaignSettings,
  { progress, listFailures }: Pick<CommandTools, "progress" | "listFailures">,
  typed: EventOptions,
  file: string,
): Promise<number> {
  const { outFolder } = settings;
  const imported = await withGuides(settings, typed, ({ ledger, events, tokenKey }) =>
    importEvents(ledger, events, { file, outFolder, tokenKey }, progress),
  );
  return sayImported("events", imported, listFailures);
}

/** Writes all events, or those of `--campaign`, to a file, or as JSON lines to standard output. */
export async function exportEventsCommand(
  { outFolder }: CampaignSettings,
  { progress }: Pick<CommandTools, "progress">,
  typed: EventOptions,
): Promise<number> {
  const to = typed.to ?? null;
  const place = eventsPlace(outFolder, typed.events);
  const events = await openKeptEvents(place);
  if (events === null)
    throw new PipelineError("no-events", `No events are kept in ${place}`, {
      nextStep: "Name the file or the database that serve was given with --events",
    });
  try {
    const count = await exportEvents(events, { campaign: typed.campaign ?? null, to });
    if (to !== null) progress.say(`${count.toLocaleString("en-GB")} events in ${to}`);
  } finally {
    await events.close();
  }
  return exitCodes.done;
}
