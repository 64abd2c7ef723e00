import type { Day } from "../../domain/day.ts";
import { rowsOfLateFiles } from "../bulk/late-files.ts";
import { overwriteDeleted } from "../bulk/sqlite.ts";
import { inTransaction } from "../bulk/transaction.ts";
import type { Ledger } from "../open-ledger.ts";
import { removePlans } from "./plans.ts";
import { removeUnusedSnapshots } from "./snapshots.ts";

/**
 * Removes all that the ledger knows of a campaign's people, and notes the day; extracts go with the last campaign that
 * was made from them. That there was the campaign, and its counts, stay.
 */
export async function forgetCampaign(ledger: Ledger, campaign: string, purgedOn: Day): Promise<void> {
  const { knex } = ledger;
  await inTransaction(ledger, async () => {
    const lateFiles = knex("late_files").where({ campaign }).select("late_file");
    for (const table of rowsOfLateFiles) await knex(table).whereIn("late_file", lateFiles).delete();
    for (const table of [
      "late_files",
      "suppressed",
      "notifications",
      "receipts",
      "corrections",
      "told_quarters",
      "videos",
      "segments",
    ])
      await knex(table).where({ campaign }).delete();
    // Who still has an address is told that the guide is over, and nothing else is known.
    await knex("guide_tokens")
      .where({ campaign })
      .update({ employer_id: knex.ref("token_sha256") });
    for (const state of ["pending", "draft", "current"] as const) await removePlans(ledger, campaign, state);
    await knex("campaigns").where({ campaign }).whereNull("purged_on").update({ purged_on: purgedOn });
    await removeUnusedSnapshots(ledger);
  });
  overwriteDeleted(ledger.writer);
}
