import type { RelationshipRow } from "../../domain/extract-rows.ts";
import type { FileLoader } from "./file-loader.ts";
import type { Connection } from "./sqlite.ts";

const columns = "relationship_id, employer_key, line, worker_first_name, started_on, ended_on";

/**
 * A relationship is kept when its employer is known; the first such row of a relationship stands. Employers must be
 * loaded before.
 */
export function relationshipLoader(writer: Connection, snapshot: number): FileLoader<RelationshipRow> {
  const stage = writer.prepare(`
    insert into temp.staged_relationships (relationship_id, employer_key, line, worker_first_name, started_on, ended_on, fingerprint)
    select ?, employer_key, ?, ?, ?, ?, ? from employers where snapshot = ? and employer_id = ?
    on conflict (relationship_id) do nothing`);
  const findFirst = writer
    .prepare("select fingerprint from temp.staged_relationships where relationship_id = ?")
    .pluck();
  return {
    take({ line, row, fingerprint }) {
      const { relationshipId, employerId, workerFirstName, startedOn, endedOn } = row;
      const { changes } = stage.run(
        relationshipId,
        line,
        workerFirstName,
        startedOn,
        endedOn,
        fingerprint,
        snapshot,
        employerId,
      );
      if (changes === 1) return null;
      const first = findFirst.get(relationshipId);
      if (first === undefined) return { code: "unknown-employer", column: "employer_id", isHarmless: false };
      return { code: "duplicate-relationship", column: "relationship_id", isHarmless: first === fingerprint };
    },
    flushStaged() {
      writer
        .prepare(
          `insert into relationships (snapshot, ${columns})
           select ?, ${columns} from temp.staged_relationships order by employer_key, relationship_id`,
        )
        .run(snapshot);
    },
  };
}
