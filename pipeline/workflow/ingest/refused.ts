import { rm } from "node:fs/promises";
import path from "node:path";
import { exitCodes, PipelineError } from "../../domain/errors.ts";
import type { CheckResult } from "../../domain/plausibility.ts";
import type { Rejection } from "../../domain/rejection.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { writeFileAtomically } from "../../support/atomic-file.ts";
import { writeCsv } from "../../support/csv-file.ts";
import { rejectedCells, rejectedHeader } from "../plan/rejected-cells.ts";

/** Where senders find what was wrong with the extracts that were refused last. */
function refusedFolder({ outFolder }: Pick<CampaignSettings, "outFolder">): string {
  return path.join(outFolder, "refused");
}

/** What is known of extracts when they are refused. */
export type Refusal = { rejections?: Iterable<Rejection>; checks?: readonly CheckResult[] };

/**
 * Does work on extracts; when it refuses them (exit 2), what they had wrong is written to `<out>/refused/` for their
 * sender: `rejected.csv`, as far as they were read, and `checks.json`. `known` is asked before anything is undone.
 */
export async function withRefusal<Result>(
  settings: CampaignSettings,
  work: () => Promise<Result>,
  known: () => Refusal = () => ({}),
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const isRefused = error instanceof PipelineError && error.exitCode === exitCodes.badInput;
    if (isRefused && !reported.has(error)) await writeRefused(settings, error, known());
    throw error;
  }
}

/** Refusals that were written already, nearer to where more was known. */
const reported = new WeakSet<PipelineError>();

async function writeRefused(settings: CampaignSettings, error: PipelineError, refusal: Refusal): Promise<void> {
  reported.add(error);
  const folder = refusedFolder(settings);
  await writeCsv(path.join(folder, "rejected.csv"), rejectedHeader, rejectedCells(refusal.rejections ?? []));
  const report = {
    schema_version: 1,
    campaign: settings.campaign,
    as_of: settings.asOf,
    refused: { code: error.code, message: error.message, next_step: error.nextStep },
    checks: refusal.checks ?? [],
  };
  await writeFileAtomically(path.join(folder, "checks.json"), `${JSON.stringify(report, null, 2)}\n`);
}

/** What was said of extracts that were refused is no longer true once others are taken. */
export async function removeRefused(settings: CampaignSettings): Promise<void> {
  await rm(refusedFolder(settings), { recursive: true, force: true });
}
