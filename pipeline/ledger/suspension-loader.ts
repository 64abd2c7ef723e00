import type { Database } from "better-sqlite3";
import type { SuspensionRow } from "../domain/extract-rows.ts";
import type { FileLoader } from "./file-loader.ts";

/** A suspension is kept when its relationship is known; a repeat says nothing new. Relationships must be settled before. */
export function suspensionLoader(writer: Database, snapshot: number): FileLoader<SuspensionRow> {
  const stage = writer.prepare(`
    insert into temp.staged_suspensions (relationship_key, quarter, line)
    select relationship_key, ?, ? from relationships where snapshot = ? and relationship_id = ?`);
  return {
    take({ line, row }) {
      if (stage.run(row.quarter, line, snapshot, row.relationshipId).changes === 1) return null;
      return { code: "unknown-relationship", column: "relationship_id", isHarmless: false };
    },
    settle() {
      writer.exec(
        `insert into suspensions (relationship_key, quarter, line)
         select relationship_key, quarter, line from temp.staged_suspensions order by relationship_key, quarter, line`,
      );
    },
  };
}
