import { PipelineError } from "../../domain/errors.ts";
import { assertLedger, makeFolder, openLedger } from "../../ledger/open-ledger.ts";
import { lockOutput } from "../../ledger/output-lock.ts";
import { forgettingUnderWay } from "../../ledger/queries/forgotten.ts";
import { type CampaignSettings, campaignFolder } from "../../settings/campaign-settings.ts";
import { removeTemporaryFiles } from "../../support/atomic-file.ts";
import { enterWorkFolder } from "../../support/work-folder.ts";
import { removeUnfinishedFiles } from "../../workflow/plan/write-decisions.ts";
import type { RunTools } from "../../workflow/run-tools.ts";
import type { CommandTools } from "../command-tools.ts";

/**
 * `creates`: whether a missing ledger is made. `keepsLog`: whether the campaign's log records the command.
 * `finishesRemovals`: whether the command goes on with a person's removal that was interrupted; no other may work beside a
 * person who is half removed.
 */
type Access = { creates: boolean; keepsLog?: boolean; finishesRemovals?: boolean };

/**
 * Does work that writes to an output folder: under its lock, with the ledger open, and a temporary folder of its own.
 * The ledger is opened, and migrated, only under the lock. Throws a `PipelineError` (exit 2, nothing written)
 * when there is no ledger and none is to be made, or another command is writing there.
 */
export async function withLedger<Result>(
  settings: CampaignSettings,
  tools: CommandTools,
  { creates, keepsLog = true, finishesRemovals = false }: Access,
  work: (tools: RunTools) => Promise<Result>,
): Promise<Result> {
  const startedAt = new Date();
  if (creates) await makeFolder(settings.outFolder);
  else assertLedger(settings.outFolder);
  return withOutputLock(settings.outFolder, async () => {
    await removeUnfinishedFiles(settings.outFolder);
    await removeTemporaryFiles(campaignFolder(settings));
    if (keepsLog) tools.log.keepIn(campaignFolder(settings));
    const ledger = await openLedger(settings.outFolder);
    const closers: (() => unknown)[] = [() => ledger.close()];
    try {
      if (!finishesRemovals && (await forgettingUnderWay(ledger)).length > 0) throw removalUnderWay(settings.outFolder);
      closers.push(enterWorkFolder());
      return await work({ ledger, ...tools, startedAt });
    } finally {
      for (const close of closers.reverse()) await close();
    }
  });
}

function removalUnderWay(outFolder: string): PipelineError {
  return new PipelineError("removal-interrupted", `The removal of a person from ${outFolder} was interrupted`, {
    nextStep: "Run the same «videoguida purge --employer <employer_id>» again, and then this command",
  });
}

/** Does work while no other process writes to the output folder, which must exist. */
export async function withOutputLock<Result>(outFolder: string, work: () => Promise<Result>): Promise<Result> {
  const unlock = lockOutput(outFolder);
  try {
    return await work();
  } finally {
    unlock();
  }
}
