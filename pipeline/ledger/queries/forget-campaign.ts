import type { Day } from "../../domain/day.ts";
import { checkpointWal } from "../bulk/sqlite.ts";
import { inTransaction } from "../bulk/transaction.ts";
import type { Ledger } from "../open-ledger.ts";
import { removePlans } from "./plans.ts";
import { removeUnusedSnapshots } from "./snapshots.ts";

/**
 * Removes all that the ledger knows of a campaign's people, and notes the day; extracts go with the last campaign that
 * was made from them. That there was the campaign, and its counts, stay.
 */
export async function forgetCampaign(ledger: Ledger, campaign: string, purgedOn: Day): Promise<void> {
  await inTransaction(ledger, () => {
    for (const table of ["late_payments", "late_doubts"]) {
      ledger.writer
        .prepare(`delete from ${table} where late_file in (select late_file from late_files where campaign = ?)`)
        .run(campaign);
    }
    for (const table of ["late_files", "settled", "notifications", "videos", "segments"]) {
      ledger.writer.prepare(`delete from ${table} where campaign = ?`).run(campaign);
    }
    for (const state of ["pending", "draft", "current"] as const) removePlans(ledger, campaign, state);
    ledger.writer
      .prepare("update campaigns set purged_on = coalesce(purged_on, ?) where campaign = ?")
      .run(purgedOn, campaign);
    removeUnusedSnapshots(ledger);
  });
  // What was deleted is overwritten in the file, not only forgotten.
  ledger.writer.exec("vacuum");
  checkpointWal(ledger.writer);
}
