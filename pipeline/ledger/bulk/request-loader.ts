import type { RequestRow } from "../../domain/extract-rows.ts";
import { bulkInsert } from "./bulk-insert.ts";
import {
  type FileLoader,
  inEmployerOrder,
  inPages,
  inPlace,
  type Obstacle,
  rowsInPage,
  unknownEmployer,
  unknownRelationship,
} from "./file-loader.ts";
import type { Connection } from "./sqlite.ts";

const columns = [
  ...["request_id", "relationship_id", "quarter", "category", "state", "outcome", "opened_on", "closed_on"],
];

/**
 * A request is kept when its employer is known, and the relationship it names is theirs; the first such row of a
 * request_id stands. Relationships must be loaded before.
 */
export function requestLoader(writer: Connection, snapshot: number): FileLoader<RequestRow> {
  const staged = bulkInsert(writer, "temp.staged_requests", ["line", "employer_id", ...columns, "fingerprint"]);
  let [rows, lastId, areAscending] = [0, "", true];
  return {
    take({ line, row, fingerprint }) {
      areAscending &&= row.requestId > lastId;
      lastId = row.requestId;
      staged.add(
        line,
        row.employerId,
        row.requestId,
        row.relationshipId,
        row.quarter,
        row.category,
        row.state,
        row.outcome,
        row.openedOn,
        row.closedOn,
        fingerprint,
      );
      rows += 1;
      return null;
    },
    flushStaged(refuse) {
      staged.flush();
      // Mostly the ids ascend: then none can stand there twice, and they need not be sorted to see it.
      const isRepeated = !areAscending && hasRepeats(writer);
      if (isRepeated) findFirstRows(writer, snapshot);
      if (insertFirstRows(writer, snapshot, isRepeated) === rows) return;
      for (const unused of unusedRows(writer, snapshot)) {
        const { line, employerId, relationshipId, firstEmployerId } = unused;
        const names = [inPlace(employerId, relationshipId)];
        if (firstEmployerId !== null) names.push({ ...inPlace(firstEmployerId, null), isInPlace: false });
        refuse({ line, ...obstacleOf(unused), names });
      }
    },
  };
}

/** These columns of the rows of a known employer, about a relationship of theirs or about all. */
const usableRows = (columns: readonly string[]) => `
  select e.employer_key, s.* from ${inEmployerOrder("temp.staged_requests", columns)} s
  cross join employers e on e.snapshot = :snapshot and e.employer_id = s.employer_id
  left join relationships r on r.employer_key = e.employer_key and r.relationship_id = s.relationship_id
  where s.relationship_id is null or r.employer_key is not null`;

function hasRepeats(writer: Connection): boolean {
  const repeat = writer.prepare("select 1 from temp.staged_requests group by request_id having count(*) > 1 limit 1");
  return repeat.get() !== undefined;
}

/** Notes which row of each request_id stands. Without repeats there is nothing to note: every usable row does. */
function findFirstRows(writer: Connection, snapshot: number): void {
  writer
    .prepare(
      `insert or ignore into temp.first_requests (request_id, line, employer_id, fingerprint)
       select request_id, line, employer_id, fingerprint from (${usableRows([...columns, "fingerprint"])}) order by line`,
    )
    .run({ snapshot });
}

/** Takes the rows that stand, which were noted when some are repeated; returns how many. */
function insertFirstRows(writer: Connection, snapshot: number, isRepeated: boolean): number {
  const list = columns.join(", ");
  const isFirst =
    "not exists (select 1 from temp.first_requests f where f.request_id = u.request_id and f.line <> u.line)";
  const { changes } = writer
    .prepare(
      `insert into requests (employer_key, line, ${list}) select employer_key, line, ${list} from (${usableRows(columns)}) u
       ${isRepeated ? `where ${isFirst}` : ""}`,
    )
    .run({ snapshot });
  return changes;
}

type UnusedRow = {
  line: number;
  employerId: string;
  relationshipId: string | null;
  /** Of the row before it that has its request_id and stands; null when there is none. */
  firstEmployerId: string | null;
  isRepeat: 0 | 1 | null;
  isEmployerKnown: 0 | 1;
  isRelationshipKnown: 0 | 1;
};

function unusedRows(writer: Connection, snapshot: number): Generator<UnusedRow> {
  const page = writer.prepare<{ snapshot: number; line: number }, UnusedRow>(
    `select s.line, s.employer_id as "employerId", s.relationship_id as "relationshipId",
            f.employer_id as "firstEmployerId", s.fingerprint = f.fingerprint as "isRepeat",
            e.employer_key is not null as "isEmployerKnown",
            s.relationship_id is null or r.relationship_key is not null as "isRelationshipKnown"
     from temp.staged_requests s
     left join employers e on e.snapshot = :snapshot and e.employer_id = s.employer_id
     left join relationships r on r.snapshot = :snapshot and r.relationship_id = s.relationship_id
     left join temp.first_requests f on f.request_id = s.request_id and f.line < s.line
     where s.line > :line and (
       f.line is not null or e.employer_key is null or (s.relationship_id is not null and r.employer_key is not e.employer_key)
     ) order by s.line limit ${rowsInPage}`,
  );
  return inPages((line) => page.all({ snapshot, line }));
}

function obstacleOf({ firstEmployerId, isRepeat, isEmployerKnown, isRelationshipKnown }: UnusedRow): Obstacle {
  if (firstEmployerId !== null) return { code: "duplicate-request", column: "request_id", isHarmless: isRepeat === 1 };
  if (!isEmployerKnown) return unknownEmployer;
  if (!isRelationshipKnown) return unknownRelationship;
  return { code: "foreign-relationship", column: "relationship_id", isHarmless: false };
}
