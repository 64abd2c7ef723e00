import { inTransaction } from "../bulk/transaction.ts";
import type { Ledger } from "../open-ledger.ts";

/** A moment to which what is known of a campaign's late payments can be taken back. */
export type LatePaymentsMark = { undo(): Promise<void> };

/** Marks this moment; `undo` forgets the files that were read since, and who was settled since. */
export function markLatePayments(ledger: Ledger, campaign: string): LatePaymentsMark {
  const { writer } = ledger;
  const lastFile = writer.prepare("select coalesce(max(late_file), 0) from late_files").pluck().get();
  writer.exec("drop table if exists temp.settled_before");
  writer
    .prepare("create temp table settled_before as select employer_id from settled where campaign = ?")
    .run(campaign);
  return {
    undo: () =>
      inTransaction(ledger, () => {
        for (const table of ["late_payments", "late_doubts", "late_files"])
          writer.prepare(`delete from ${table} where late_file > ?`).run(lastFile);
        writer
          .prepare(
            `delete from settled where campaign = ? and employer_id not in (select employer_id from temp.settled_before)`,
          )
          .run(campaign);
      }),
  };
}
