import type { RejectedRow } from "../../domain/extract-rows.ts";
import type { LateFileKind } from "../../domain/late-file.ts";
import type { RowIssue } from "../../domain/rejection.ts";
import type { Ledger } from "../open-ledger.ts";
import { Cursor } from "./cursor.ts";
import { asInteger } from "./file-loader.ts";
import { withLooseMatches } from "./loose-matches.ts";
import type { Connection } from "./sqlite.ts";

/** What became of a row that was not used, or of a field of it. */
export type LateRejection = RowIssue & { line: number };

/** Takes the rows of one file. */
export type LateFileWriter<Row> = {
  /** Names the file in the ledger. */
  lateFile: number;
  /** Keeps rows; gives what is to be said of them. Rows about what the extracts do not know are kept too. */
  add(batch: readonly Row[]): LateRejection[];
};

/** The same file again replaces itself; gives the number under which its rows are kept. */
export function beginLateFile(
  writer: Connection,
  { campaign, sha256, kind }: { campaign: string; sha256: string; kind: LateFileKind },
): number {
  writer
    .prepare("insert or ignore into late_files (campaign, sha256, kind) values (?, ?, ?)")
    .run(campaign, sha256, kind);
  const lateFile = writer
    .prepare("select late_file from late_files where campaign = ? and sha256 = ?")
    .pluck()
    .get(campaign, sha256) as number;
  for (const table of rowsOfLateFiles) writer.prepare(`delete from ${table} where late_file = ?`).run(lateFile);
  return lateFile;
}

/** Where the rows of late files are kept. */
export const rowsOfLateFiles = ["late_payments", "late_requests", "late_ambiguous_rows"] as const;

/** Returns a function that notes whom a row that was not used may be about, and says what is wrong with it. */
export function ambiguousRows(writer: Connection, lateFile: number): (rejected: RejectedRow) => LateRejection[] {
  const insert = writer.prepare("insert or ignore into late_ambiguous_rows values (?, ?, ?, ?)");
  return ({ line, code, column, names }) => {
    for (const { employerId, relationshipId, isInPlace } of names)
      insert.run(lateFile, employerId, relationshipId, asInteger(isInPlace));
    return code === null ? [] : [{ line, severity: "row", code, column }];
  };
}

/** True when a file that came after the extracts was given for the campaign; of one kind, when it is said. */
export function hasLateFiles({ reader }: Ledger, campaign: string, kind: LateFileKind | null = null): boolean {
  return (
    reader
      .prepare("select 1 from late_files where campaign = :campaign and (:kind is null or kind = :kind) limit 1")
      .get({ campaign, kind }) !== undefined
  );
}

/** Asked with ascending keys: whether a row of a campaign's late files of a kind may be about an employer. */
export function unclearEmployers(
  { reader, writer }: Ledger,
  { campaign, snapshot, kind }: { campaign: string; snapshot: number; kind: LateFileKind },
): { has(employerKey: number): boolean; close(): void } {
  const parameters = { campaign, snapshot, kind };
  const named = new Cursor(reader.prepare<unknown[], [number]>(unclearSql).raw(true).iterate(parameters));
  const alike = new Cursor(employersOfAlikeIds(writer, parameters).values());
  return {
    has: (employerKey) => named.takeAll(employerKey).length + alike.takeAll(employerKey).length > 0,
    close: () => named.close(),
  };
}

const filesOfKind = "join late_files f on f.late_file = d.late_file and f.campaign = :campaign and f.kind = :kind";
const unclearSql = `
  select r.employer_key from late_ambiguous_rows d ${filesOfKind}
  join relationships r on r.snapshot = :snapshot and r.relationship_id = d.relationship_id
  union
  select e.employer_key from late_ambiguous_rows d ${filesOfKind}
  join employers e on e.snapshot = :snapshot and e.employer_id = d.employer_id
  order by 1`;

/** Ids of the files that no relationship has, but one may have in another form; sorted keys of their employers. */
function employersOfAlikeIds(
  writer: Connection,
  { campaign, snapshot, kind }: { campaign: string; snapshot: number; kind: LateFileKind },
): [number][] {
  const table = kind === "payments" ? "late_payments" : "late_requests";
  const sql = `
    select d.relationship_id as id from ${table} d ${filesOfKind} where d.relationship_id is not null
    union select d.relationship_id from late_ambiguous_rows d ${filesOfKind} where d.is_in_place = 1`;
  return withLooseMatches(writer, snapshot, { sql, parameters: { campaign, kind } }, () =>
    writer.prepare<[], [number]>("select distinct employer_key from temp.loose_matches order by 1").raw(true).all(),
  );
}
