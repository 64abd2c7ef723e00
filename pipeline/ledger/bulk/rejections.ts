import { type ExtractName, extractNames, extractsWithholdingNobody } from "../../domain/extract.ts";
import type { FieldIssue, RejectedRow, RowIdentifiers } from "../../domain/extract-rows.ts";
import type { Rejection, RowCode, RowIssue } from "../../domain/rejection.ts";
import type { Ledger } from "../open-ledger.ts";
import { bulkInsert } from "./bulk-insert.ts";
import { linesInList } from "./contribution-list.ts";
import { asInteger } from "./file-loader.ts";
import { type Connection, prepared } from "./sqlite.ts";

export type RejectionWriter = {
  addRow(rejected: RejectedRow): void;
  addIssues(line: number, issues: readonly FieldIssue[]): void;
  /** Writes what is still waiting; after the last row. */
  flush(): void;
  /** Forgets what was wrong with fields of the row that starts in a line. */
  removeIssues(line: number): void;
  count(): { rejected: number; fieldIssues: number };
  /** What was written down about the row that starts in a line. */
  inLine(line: number): RowIssue[];
};

/** Writes down what was rejected of one file. */
export function rejectionWriter(writer: Connection, snapshot: number, file: ExtractName): RejectionWriter {
  const add = writer.prepare(
    "insert or ignore into rejections (snapshot, file, line, severity, code, column_name) values (?, ?, ?, ?, ?, ?)",
  );
  // A row of thousands of lines names thousands.
  const rejectedNames = bulkInsert(
    writer,
    "rejected_names",
    ["snapshot", "file", "line", "employer_id", "relationship_id", "is_in_place"],
    "or ignore",
  );
  const remove = writer.prepare(
    "delete from rejections where snapshot = ? and file = ? and line = ? and severity = 'field'",
  );
  const count = writer
    .prepare("select count(*) from rejections where snapshot = ? and file = ? and severity = ?")
    .pluck();
  const inLine = writer.prepare<unknown[], RowIssue>(
    `select severity, code, column_name as "column" from rejections where snapshot = ? and file = ? and line = ?`,
  );
  return {
    addRow({ line, code, column, names }) {
      if (code !== null) add.run(snapshot, file, line, "row", code, column);
      for (const { employerId, relationshipId, isInPlace } of namesToKeep(file, names))
        rejectedNames.add(snapshot, file, line, employerId, relationshipId, asInteger(isInPlace));
    },
    addIssues(line, issues) {
      for (const { code, column } of issues) add.run(snapshot, file, line, "field", code, column);
    },
    flush: rejectedNames.flush,
    removeIssues: (line) => void remove.run(snapshot, file, line),
    count: () => ({
      rejected: count.get(snapshot, file, "row") as number,
      fieldIssues: count.get(snapshot, file, "field") as number,
    }),
    inLine: (line) => inLine.all(snapshot, file, line),
  };
}

/** Of a row that withholds nobody only whose it says it is: other codes in it are a delegate's. */
function namesToKeep(file: ExtractName, names: readonly RowIdentifiers[]): readonly RowIdentifiers[] {
  if (!extractsWithholdingNobody.includes(file)) return names;
  return names.filter(({ employerId, isInPlace }) => isInPlace && employerId !== "");
}

/** Everything rejected of a snapshot, file by file, by line. */
export function* rejectionsOf({ reader }: Pick<Ledger, "reader">, snapshot: number): Generator<Rejection> {
  const select = reader.prepare<[number, string], Rejection>(
    `select file, line, severity, code, column_name as "column" from rejections
     where snapshot = ? and file = ? order by line, column_name, code`,
  );
  for (const file of extractNames) yield* select.iterate(snapshot, file);
}

/** What was rejected of a set of files, as far as it was read; inside the transaction that reads it. */
export function uncommittedRejections({ writer }: Ledger, contentKey: string): Iterable<Rejection> {
  const find = writer.prepare("select snapshot from snapshots where content_key = ?").pluck();
  const snapshot = find.get(contentKey) as number | undefined;
  return snapshot === undefined ? [] : rejectionsOf({ reader: writer }, snapshot);
}

/** How many rows and fields were rejected for each reason. */
export function countRejections({ reader }: Ledger, snapshot: number): Record<string, number> {
  const counts = reader
    .prepare<[number], { code: string; count: number }>(
      "select code, count(*) as count from rejections where snapshot = ? group by code order by code",
    )
    .all(snapshot);
  return Object.fromEntries(counts.map(({ code, count }) => [code, count]));
}

/** Something rejected that concerns one employer. */
export type RejectionAbout = Rejection & {
  /**
   * True when the row says by itself that it is about the employer: it is one of theirs, or names them or a
   * relationship of theirs. False when it only may be about them, because it cannot be read or its relationship is not
   * known as it is written.
   */
  isOwnRow: boolean;
};

type RejectionLink = Rejection & { isAccepted: 0 | 1; namesEmployer: 0 | 1; isInPlace: 0 | 1 };

/** What was rejected about one employer: rows that are or may be about them, and fields of rows that are theirs. */
export function rejectionsAbout({ reader }: Ledger, snapshot: number, employerId: string): RejectionAbout[] {
  return prepared<{ snapshot: number; employerId: string }, RejectionLink>(
    reader,
    `with employer as (
         select employer_key, line from employers where snapshot = :snapshot and employer_id = :employerId
       ), links (file, line, is_accepted, names_employer, is_in_place) as (
         select 'employers', line, 1, 1, 1 from employer
         union all select 'delegations', d.line, 1, 1, 1 from employer join delegations d using (employer_key)
         union all select 'contributions', c.value, 1, 0, 0 from employer
           join relationships r using (employer_key) join contributions l using (relationship_key)
           join json_each(l.content) c on c.${linesInList}
         union all select w.file, w.line, 0, 0, 0 from withholdings w join employer using (employer_key)
         union all select file, line, 0, 1, is_in_place from rejected_names where snapshot = :snapshot and employer_id = :employerId
       ), own as (
         select file, line, max(is_accepted) as is_accepted, max(names_employer) as names_employer,
                max(is_in_place) as is_in_place from links group by file, line
       )
       select r.file, r.line, r.severity, r.code, r.column_name as "column",
              own.is_accepted as "isAccepted", own.names_employer as "namesEmployer",
              own.is_in_place as "isInPlace"
       from own join rejections r on r.snapshot = :snapshot and r.file = own.file and r.line = own.line
       order by r.file, r.line, r.column_name, r.code`,
  )
    .all({ snapshot, employerId })
    .map(({ isAccepted, namesEmployer, isInPlace, ...rejection }) => ({
      ...rejection,
      isOwnRow:
        isAccepted === 1 ||
        saysWhose(rejection.code, { namesEmployer: namesEmployer === 1, isInPlace: isInPlace === 1 }),
    }));
}

/**
 * A second row with a known relationship or request may be another employer's, and so is a request about a relationship
 * of others: then it says so itself, in its own column.
 */
function saysWhose(code: Rejection["code"], named: { namesEmployer: boolean; isInPlace: boolean }): boolean {
  switch (code) {
    case "malformed-row":
      return false;
    case "unknown-relationship":
    case "foreign-relationship":
    case "duplicate-relationship":
      return named.namesEmployer;
    case "duplicate-request":
      return named.isInPlace;
    default:
      return true;
  }
}

/** One row for which an employer is withheld. */
export type WithheldRow = { employerId: string; file: ExtractName; line: number; code: RowCode };

/**
 * For which rows each employer of a snapshot is withheld, by employer_id, file and line. In this order of tables: left to
 * itself SQLite looks at every rejection for every employer.
 */
export function withheldRows({ reader }: Ledger, snapshot: number): IterableIterator<WithheldRow> {
  return reader
    .prepare<{ snapshot: number }, WithheldRow>(
      `select e.employer_id as "employerId", w.file, w.line, r.code
       from employers e cross join withholdings w using (employer_key)
       cross join rejections r on r.snapshot = :snapshot and r.file = w.file and r.line = w.line and r.severity = 'row'
       where e.snapshot = :snapshot order by e.employer_id, w.file, w.line`,
    )
    .iterate({ snapshot });
}
