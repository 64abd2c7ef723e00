import type { ContributionRow } from "../../domain/extract-rows.ts";
import { bulkInsert } from "./bulk-insert.ts";
import { rejectConflictingAmounts } from "./conflicting-amounts.ts";
import { type FileLoader, unknownRelationship } from "./file-loader.ts";
import { relationshipKeys } from "./relationship-keys.ts";
import type { Connection } from "./sqlite.ts";

const columns = ["relationship_key", "quarter", "line", "due_cents", "paid_cents", "paid_on", "notice_number"];

/**
 * A contribution is kept when its relationship is known; repeats are further payments. Relationships must be loaded
 * before.
 */
export function contributionLoader(writer: Connection, snapshot: number): FileLoader<ContributionRow> {
  const keyOf = relationshipKeys(writer, snapshot);
  const staged = bulkInsert(writer, "temp.staged_contributions", columns);
  return {
    take({ line, row }) {
      const key = keyOf(row.relationshipId);
      if (key === undefined) return unknownRelationship;
      staged.add(key, row.quarter, line, row.dueCents, row.paidCents, row.paidOn, row.noticeNumber);
      return null;
    },
    flushStaged() {
      staged.flush();
      const list = columns.join(", ");
      writer.exec(
        `insert into contributions (${list})
         select ${list} from temp.staged_contributions order by relationship_key, quarter, line`,
      );
      rejectConflictingAmounts(writer, snapshot);
    },
  };
}
