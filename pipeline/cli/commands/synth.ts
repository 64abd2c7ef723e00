import { exitCodes } from "../../domain/errors.ts";
import type { Progress } from "../../support/progress.ts";
import { type SynthEventsOptions, synthEvents } from "../../synth/events/synth-events.ts";
import { type SynthOptions, synthExtracts } from "../../synth/synth-extracts.ts";

/** Writes extracts of invented people and says how many rows they have. */
export async function synthCommand(options: SynthOptions, tools: { progress: Progress }): Promise<number> {
  const counts = await synthExtracts(options, tools.progress);
  const lines = Object.entries(counts).map(([name, rows]) => `  ${name.padEnd(14)} ${String(rows).padStart(9)} rows`);
  process.stdout.write(`${[`Extracts of invented people in ${options.folder}:`, ...lines].join("\n")}\n`);
  return exitCodes.done;
}

/** Writes what invented people did with the guides of a campaign, and says how much. */
export async function synthEventsCommand(options: SynthEventsOptions, tools: { progress: Progress }): Promise<number> {
  const counts = await synthEvents(options, tools.progress);
  const { campaign, folder } = options;
  const line = (name: string, count: number) => `  ${name.padEnd(14)} ${String(count).padStart(9)} rows`;
  process.stdout.write(
    `${[`Of ${counts.people} people of the campaign ${campaign}, in ${folder}:`, line("events", counts.events), line("receipts", counts.receipts)].join("\n")}\n`,
  );
  return exitCodes.done;
}
