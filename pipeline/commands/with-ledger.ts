import type { CommandTools } from "../cli.ts";
import { openLedger } from "../ledger/open-ledger.ts";
import { lockOutput } from "../ledger/output-lock.ts";
import type { RunTools } from "../run.ts";
import type { CampaignSettings } from "../settings.ts";
import { noEventLog } from "../support/event-log.ts";
import { enterWorkFolder } from "../support/work-folder.ts";

/** Does work that writes to an output folder: alone there, with the ledger open, and a temporary folder of its own. */
export async function withLedger<Result>(
  settings: CampaignSettings,
  tools: CommandTools,
  work: (tools: RunTools) => Promise<Result>,
): Promise<Result> {
  const ledger = await openLedger(settings.outFolder);
  const closers: (() => unknown)[] = [() => ledger.close()];
  try {
    closers.push(lockOutput(settings.outFolder));
    closers.push(enterWorkFolder());
    return await work({ ledger, ...tools, log: noEventLog, startedAt: new Date() });
  } finally {
    for (const close of closers.reverse()) await close();
  }
}
