import type { Ledger } from "../open-ledger.ts";
import { rowsOfLateFiles } from "./late-files.ts";
import { inTransaction } from "./transaction.ts";

/** A moment to which what late files say of a campaign can be taken back. */
export type LateFilesMark = { undo(): Promise<void> };

/** Marks this moment; `undo` forgets the files that were read since, and who was suppressed since. */
export function markLateFiles(ledger: Ledger, campaign: string): LateFilesMark {
  const { writer } = ledger;
  const lastFile = writer.prepare("select coalesce(max(late_file), 0) from late_files").pluck().get();
  writer.exec("drop table if exists temp.suppressed_before");
  writer
    .prepare("create temp table suppressed_before as select employer_id, reason from suppressed where campaign = ?")
    .run(campaign);
  return {
    undo: () =>
      inTransaction(ledger, () => {
        for (const table of [...rowsOfLateFiles, "late_files"])
          writer.prepare(`delete from ${table} where late_file > ?`).run(lastFile);
        writer
          .prepare(
            `delete from suppressed where campaign = ? and employer_id not in (select employer_id from temp.suppressed_before)`,
          )
          .run(campaign);
        writer
          .prepare(
            `update suppressed as s set reason = (select reason from temp.suppressed_before b where b.employer_id = s.employer_id)
             where campaign = ?`,
          )
          .run(campaign);
      }),
  };
}
