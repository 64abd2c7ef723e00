import type { Database } from "better-sqlite3";
import type { ContributionRow } from "../domain/extract-rows.ts";
import { rejectConflictingAmounts } from "./conflicting-amounts.ts";
import type { FileLoader } from "./file-loader.ts";

const columns = "relationship_key, quarter, line, due_cents, paid_cents, paid_on, notice_number";

/** A contribution is kept when its relationship is known; repeats are further payments. Relationships must be settled before. */
export function contributionLoader(writer: Database, snapshot: number): FileLoader<ContributionRow> {
  const stage = writer.prepare(`
    insert into temp.staged_contributions (${columns})
    select relationship_key, ?, ?, ?, ?, ?, ? from relationships where snapshot = ? and relationship_id = ?`);
  return {
    take({ line, row }) {
      const { changes } = stage.run(
        row.quarter,
        line,
        row.dueCents,
        row.paidCents,
        row.paidOn,
        row.noticeNumber,
        snapshot,
        row.relationshipId,
      );
      if (changes === 1) return null;
      return { code: "unknown-relationship", column: "relationship_id", isHarmless: false };
    },
    settle() {
      writer.exec(
        `insert into contributions (${columns})
         select ${columns} from temp.staged_contributions order by relationship_key, quarter, line`,
      );
      rejectConflictingAmounts(writer, snapshot);
    },
  };
}
