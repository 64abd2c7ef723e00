import { exitCodes } from "../domain/errors.ts";
import { ingestExtracts } from "../ingest-extracts.ts";
import { openLedger } from "../ledger/open-ledger.ts";
import type { CampaignSettings } from "../settings.ts";
import type { Progress } from "../support/progress.ts";

/** Reads the extracts of a campaign into the ledger and says what became of their rows. */
export async function ingestCommand(
  settings: CampaignSettings,
  tools: { progress: Progress; signal?: AbortSignal },
): Promise<number> {
  const ledger = await openLedger(settings.outFolder);
  try {
    const { files, isRead } = await ingestExtracts(ledger, settings, tools.progress, tools.signal);
    const lines = files.map(
      ({ fileName, rows, accepted, rejected, fieldIssues }) =>
        `  ${fileName.padEnd(24)} ${rows} rows: ${accepted} accepted, ${rejected} rejected; ${fieldIssues} fields left blank`,
    );
    const first = isRead ? "Read:" : "Known already, nothing was read:";
    process.stdout.write(`${[first, ...lines].join("\n")}\n`);
    return exitCodes.done;
  } finally {
    await ledger.close();
  }
}
