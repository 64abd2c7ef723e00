import type { Ledger } from "./open-ledger.ts";
import { removeUnusedSnapshots } from "./snapshots.ts";
import { foldLog } from "./sqlite.ts";
import { inTransaction } from "./transaction.ts";

/**
 * Removes all that the ledger knows of a campaign's people; extracts go with the last campaign that was made from
 * them.
 */
export async function forgetCampaign(ledger: Ledger, campaign: string): Promise<void> {
  await inTransaction(ledger, () => {
    for (const table of ["late_payments", "late_doubts"]) {
      ledger.writer
        .prepare(`delete from ${table} where late_file in (select late_file from late_files where campaign = ?)`)
        .run(campaign);
    }
    for (const table of ["late_files", "settled", "notifications", "videos", "guides", "decisions", "campaigns"]) {
      ledger.writer.prepare(`delete from ${table} where campaign = ?`).run(campaign);
    }
    removeUnusedSnapshots(ledger);
  });
  // What was deleted is overwritten in the file, not only forgotten.
  ledger.writer.exec("vacuum");
  foldLog(ledger.writer);
}
