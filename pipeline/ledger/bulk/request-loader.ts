import type { RequestRow } from "../../domain/extract-rows.ts";
import { bulkInsert } from "./bulk-insert.ts";
import {
  type FileLoader,
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
  let rows = 0;
  return {
    take({ line, row, fingerprint }) {
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
      writer.exec("create index temp.staged_requests_id on staged_requests (request_id)");
      const list = columns.join(", ");
      const { changes } = writer
        .prepare(
          `insert into requests (employer_key, line, ${list}) select e.employer_key, s.line, ${columns.map((name) => `s.${name}`).join(", ")}
           from (${usableRows}) s cross join employers e on e.snapshot = :snapshot and e.employer_id = s.employer_id
           where not exists (select 1 from (${usableRows}) first where first.request_id = s.request_id and first.line < s.line)
           order by e.employer_key, s.line`,
        )
        .run({ snapshot });
      if (changes === rows) return;
      for (const unused of unusedRows(writer, snapshot)) {
        const { line, employerId, relationshipId, firstEmployerId } = unused;
        const names = [inPlace(employerId, relationshipId)];
        if (firstEmployerId !== null) names.push(inPlace(firstEmployerId, null));
        refuse({ line, ...obstacleOf(unused), names });
      }
    },
  };
}

/** Of a known employer, about a relationship of theirs or about all. */
const usableRows = `
  select one.* from temp.staged_requests one
  cross join employers owner on owner.snapshot = :snapshot and owner.employer_id = one.employer_id
  left join relationships r on r.snapshot = :snapshot and r.relationship_id = one.relationship_id
  where one.relationship_id is null or r.employer_key = owner.employer_key`;

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
            first.employer_id as "firstEmployerId", s.fingerprint = first.fingerprint as "isRepeat",
            e.employer_key is not null as "isEmployerKnown", r.relationship_key is not null as "isRelationshipKnown"
     from temp.staged_requests s
     left join employers e on e.snapshot = :snapshot and e.employer_id = s.employer_id
     left join relationships r on r.snapshot = :snapshot and r.relationship_id = s.relationship_id
     left join temp.staged_requests first on first.line =
       (select min(u.line) from (${usableRows}) u where u.request_id = s.request_id and u.line < s.line)
     where s.line > :line and (
       first.line is not null or e.employer_key is null or (s.relationship_id is not null and r.employer_key is not e.employer_key)
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
