import type { RelationshipRow } from "../../domain/extract-rows.ts";
import { bulkInsert } from "./bulk-insert.ts";
import { type FileLoader, inPages, inPlace, type Obstacle, rowsInPage, unknownEmployer } from "./file-loader.ts";
import type { Connection } from "./sqlite.ts";

/**
 * A relationship is kept when its employer is known; the first such row of a relationship stands. Employers must be
 * loaded before.
 */
export function relationshipLoader(writer: Connection, snapshot: number): FileLoader<RelationshipRow> {
  const staged = bulkInsert(writer, "temp.staged_relationships", [
    ...["line", "relationship_id", "employer_id", "worker_first_name", "started_on", "ended_on", "fingerprint"],
  ]);
  let rows = 0;
  return {
    take({ line, row, fingerprint }) {
      const { relationshipId, employerId, workerFirstName, startedOn, endedOn } = row;
      staged.add(line, relationshipId, employerId, workerFirstName, startedOn, endedOn, fingerprint);
      rows += 1;
      return null;
    },
    flushStaged(refuse) {
      staged.flush();
      if (insertStaged(writer, snapshot, everyRow) === rows) return;
      if (hasRepeats(writer)) {
        writer.prepare("delete from relationships where snapshot = ?").run(snapshot);
        insertStaged(writer, snapshot, firstRows);
      }
      for (const unused of unusedRows(writer, snapshot)) {
        const { line, relationshipId, employerId } = unused;
        refuse({ line, ...obstacleOf(unused), names: [inPlace(employerId, relationshipId)] });
      }
    },
  };
}

const everyRow = "temp.staged_relationships";

/** Of the rows of a relationship whose employer is known the first in the file. */
const firstRows = `(
  select * from temp.staged_relationships where line in (
    select min(known.line) from temp.staged_relationships known join employers e using (employer_id)
    where e.snapshot = :snapshot group by known.relationship_id))`;

/** Takes the rows whose employer is known, and of equal ids one; returns how many. */
function insertStaged(writer: Connection, snapshot: number, source: string): number {
  const { changes } = writer
    .prepare(
      `insert into relationships (snapshot, relationship_id, employer_key, line, worker_first_name, started_on, ended_on)
       select :snapshot, relationship_id, e.employer_key, s.line, worker_first_name, started_on, ended_on
       from ${source} s join employers e on e.snapshot = :snapshot and e.employer_id = s.employer_id where true
       order by e.employer_key, s.relationship_id on conflict (snapshot, relationship_id) do nothing`,
    )
    .run({ snapshot });
  return changes;
}

function hasRepeats(writer: Connection): boolean {
  const repeat = writer.prepare(
    "select 1 from temp.staged_relationships group by relationship_id having count(*) > 1 limit 1",
  );
  return repeat.get() !== undefined;
}

type UnusedRow = {
  line: number;
  relationshipId: string;
  employerId: string;
  /** Line of the row that stands; null when none does. */
  firstLine: number | null;
  isRepeat: 0 | 1 | null;
};

function unusedRows(writer: Connection, snapshot: number): Generator<UnusedRow> {
  const page = writer.prepare<[number, number], UnusedRow>(
    `select s.line, s.relationship_id as "relationshipId", s.employer_id as "employerId", r.line as "firstLine",
              s.fingerprint = first.fingerprint as "isRepeat"
       from temp.staged_relationships s
       left join relationships r on r.snapshot = ? and r.relationship_id = s.relationship_id
       left join temp.staged_relationships first on first.line = r.line
       where r.line is not s.line and s.line > ? order by s.line limit ${rowsInPage}`,
  );
  return inPages((line) => page.all(snapshot, line));
}

function obstacleOf({ line, firstLine, isRepeat }: UnusedRow): Obstacle {
  if (firstLine === null || firstLine > line) return unknownEmployer;
  return { code: "duplicate-relationship", column: "relationship_id", isHarmless: isRepeat === 1 };
}
