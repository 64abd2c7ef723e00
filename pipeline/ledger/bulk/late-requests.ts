import type { ReadRow, RequestRow } from "../../domain/extract-rows.ts";
import type { LateRequest } from "../../domain/late-file.ts";
import type { Ledger } from "../open-ledger.ts";
import { Cursor } from "./cursor.ts";
import { inPlace, type Obstacle, unknownEmployer, unknownRelationship } from "./file-loader.ts";
import { ambiguousRows, beginLateFile, type LateFileWriter, type LateRejection } from "./late-files.ts";

const foreignRelationship: Obstacle = { code: "foreign-relationship", column: "relationship_id", isHarmless: false };

/**
 * Begins a file of requests opened after the extracts; inside a transaction of the caller. A request about a
 * relationship that is not the employer's may be about either of them.
 */
export function lateRequestsWriter(
  { writer }: Ledger,
  { campaign, snapshot, sha256 }: { campaign: string; snapshot: number; sha256: string },
): LateFileWriter<ReadRow<RequestRow>> {
  const lateFile = beginLateFile(writer, { campaign, sha256, kind: "requests" });
  const reject = ambiguousRows(writer, lateFile);
  const insert = writer.prepare("insert into late_requests values (?, ?, ?, ?, ?, ?, ?)");
  const employerKey = writer
    .prepare("select employer_key from employers where snapshot = ? and employer_id = ?")
    .pluck();
  const ownerKey = writer
    .prepare("select employer_key from relationships where snapshot = ? and relationship_id = ?")
    .pluck();
  const obstacleOf = ({ employerId, relationshipId }: RequestRow): Obstacle | null => {
    const employer = employerKey.get(snapshot, employerId);
    if (employer === undefined) return unknownEmployer;
    if (relationshipId === null) return null;
    const owner = ownerKey.get(snapshot, relationshipId);
    if (owner === undefined) return unknownRelationship;
    return owner === employer ? null : foreignRelationship;
  };
  const take = ({ accepted, rejected }: ReadRow<RequestRow>): LateRejection[] => {
    if (rejected) return reject(rejected);
    const { line, row } = accepted;
    const { employerId, relationshipId, quarter, category, state } = row;
    // Kept also when the extracts do not know it: others may come.
    insert.run(lateFile, line, employerId, relationshipId, quarter, category, state);
    const obstacle = obstacleOf(row);
    if (obstacle === null) return [];
    return reject({ line, ...obstacle, names: [inPlace(employerId, relationshipId)] });
  };
  return { lateFile, add: (batch) => batch.flatMap(take) };
}

type RequestTuple = [employerKey: number, ...request: unknown[]];

/** Asked with ascending keys: the requests of the employers of a snapshot in all late files of a campaign. */
export function lateRequestsByEmployer(
  { reader }: Pick<Ledger, "reader">,
  campaign: string,
  snapshot: number,
): { of(employerKey: number): LateRequest[]; close(): void } {
  const rows = new Cursor(
    reader.prepare<unknown[], RequestTuple>(requestsSql).raw(true).iterate({ campaign, snapshot }),
  );
  return { of: (employerKey) => rows.takeAll(employerKey).map(requestFrom), close: () => rows.close() };
}

const requestsSql = `
  select e.employer_key, q.relationship_id, q.quarter, q.category, q.state
  from late_requests q join late_files f using (late_file)
  join employers e on e.snapshot = :snapshot and e.employer_id = q.employer_id
  where f.campaign = :campaign order by e.employer_key, q.late_file, q.line`;

function requestFrom([, relationshipId, quarter, category, state]: RequestTuple): LateRequest {
  return { relationshipId, quarter, category, state } as LateRequest;
}
