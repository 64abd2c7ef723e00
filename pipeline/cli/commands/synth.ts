import { exitCodes } from "../../domain/errors.ts";
import { extractNames } from "../../domain/extract.ts";
import type { Progress } from "../../support/progress.ts";
import { type SynthOptions, synthExtracts } from "../../synth/synth-extracts.ts";

/** Writes extracts of invented people and says how many rows they have. */
export async function synthCommand(options: SynthOptions, tools: { progress: Progress }): Promise<number> {
  const counts = await synthExtracts(options, tools.progress);
  const lines = extractNames.map((name) => `  ${name.padEnd(14)} ${String(counts[name]).padStart(9)} rows`);
  process.stdout.write(`${[`Extracts of invented people in ${options.folder}:`, ...lines].join("\n")}\n`);
  return exitCodes.done;
}
