import type { SuspensionRow } from "../../domain/extract-rows.ts";
import { bulkInsert } from "./bulk-insert.ts";
import { type FileLoader, relationshipKeys, unknownRelationship } from "./file-loader.ts";
import type { Connection } from "./sqlite.ts";

/**
 * A suspension is kept when its relationship is known; a repeat says nothing new. Relationships must be loaded
 * before.
 */
export function suspensionLoader(writer: Connection, snapshot: number): FileLoader<SuspensionRow> {
  const keyOf = relationshipKeys(writer, snapshot);
  const staged = bulkInsert(writer, "temp.staged_suspensions", ["relationship_key", "quarter", "line"]);
  return {
    take({ line, row }) {
      const key = keyOf(row.relationshipId);
      if (key === undefined) return unknownRelationship;
      staged.add(key, row.quarter, line);
      return null;
    },
    flushStaged() {
      staged.flush();
      writer.exec(
        `insert into suspensions (relationship_key, quarter, line)
         select relationship_key, quarter, line from temp.staged_suspensions order by relationship_key, quarter, line`,
      );
    },
  };
}
