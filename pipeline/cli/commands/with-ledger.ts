import { assertLedger, makeFolder, openLedger } from "../../ledger/open-ledger.ts";
import { lockOutput } from "../../ledger/output-lock.ts";
import { type CampaignSettings, campaignFolder } from "../../settings/campaign-settings.ts";
import { removeTemporaryFiles } from "../../support/atomic-file.ts";
import { enterWorkFolder } from "../../support/work-folder.ts";
import { removeUnfinishedFiles } from "../../workflow/plan/write-decisions.ts";
import type { RunTools } from "../../workflow/run-tools.ts";
import type { CommandTools } from "../command-tools.ts";

/** `creates`: whether a missing ledger is made. `keepsLog`: whether the campaign's log records the command. */
type Access = { creates: boolean; keepsLog?: boolean };

/**
 * Does work that writes to an output folder: under its lock, with the ledger open, and a temporary folder of its own.
 * The ledger is opened, and migrated, only under the lock. Throws a `PipelineError` (exit 2, nothing written)
 * when there is no ledger and none is to be made, or another command is writing there.
 */
export async function withLedger<Result>(
  settings: CampaignSettings,
  tools: CommandTools,
  { creates, keepsLog = true }: Access,
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
      closers.push(enterWorkFolder());
      return await work({ ledger, ...tools, startedAt });
    } finally {
      for (const close of closers.reverse()) await close();
    }
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
