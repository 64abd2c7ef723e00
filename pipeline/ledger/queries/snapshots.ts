import type { ExtractName, RowCounts, TextEncoding } from "../../domain/extract.ts";
import type { Ledger } from "../open-ledger.ts";

/** One file of a snapshot and what became of its rows. */
export type SnapshotFile = RowCounts & {
  file: ExtractName;
  /** As it lay in the folder. */
  fileName: string;
  /** Of the file as it lay on the disk. */
  sha256: string;
  bytes: number;
  encoding: TextEncoding;
  delimiter: string;
  /** Columns nobody asked for; they are ignored. */
  unknownColumns: string[];
};

/** The snapshot made from this set of files, or null. */
export function findSnapshot({ writer }: Ledger, contentKey: string): number | null {
  const found = writer.prepare("select snapshot from snapshots where content_key = ?").pluck().get(contentKey);
  return (found as number | undefined) ?? null;
}

/** What a snapshot was made from: its files and how they were read. */
export function snapshotKey({ writer }: Ledger, snapshot: number): string {
  return writer.prepare("select content_key from snapshots where snapshot = ?").pluck().get(snapshot) as string;
}

export function saveSnapshotFile({ writer }: Ledger, snapshot: number, file: SnapshotFile): void {
  const { unknownColumns, ...rest } = file;
  writer
    .prepare(
      `insert into snapshot_files (snapshot, file, file_name, sha256, bytes, encoding, delimiter, unknown_columns, rows, accepted, rejected, field_issues)
       values (:snapshot, :file, :fileName, :sha256, :bytes, :encoding, :delimiter, :unknown, :rows, :accepted, :rejected, :fieldIssues)`,
    )
    .run({ ...rest, snapshot, unknown: JSON.stringify(unknownColumns) });
}

/** The files of a snapshot, in the order in which they are read. */
export function snapshotFiles({ writer }: Ledger, snapshot: number): SnapshotFile[] {
  const rows = writer
    .prepare<[number], Omit<SnapshotFile, "unknownColumns"> & { unknown: string }>(
      `select file, file_name as fileName, sha256, bytes, encoding, delimiter, unknown_columns as unknown,
              rows, accepted, rejected, field_issues as fieldIssues
       from snapshot_files where snapshot = ?
       order by case file when 'employers' then 0 when 'relationships' then 1 when 'contributions' then 2 else 3 end`,
    )
    .all(snapshot);
  return rows.map(({ unknown, ...file }) => ({ ...file, unknownColumns: JSON.parse(unknown) as string[] }));
}

/** Deletes every snapshot that no plan is made from: what nobody needs is not kept. */
export function removeUnusedSnapshots({ writer }: Ledger): void {
  const unused = writer
    .prepare("select snapshot from snapshots where snapshot not in (select snapshot from plans)")
    .pluck()
    .all() as number[];
  for (const snapshot of unused) removeSnapshot(writer, snapshot);
}

function removeSnapshot(writer: Ledger["writer"], snapshot: number): void {
  const keysOf = (key: string, table: string) =>
    `between (select min(${key}) from ${table} where snapshot = :snapshot) and (select max(${key}) from ${table} where snapshot = :snapshot)`;
  const statements = [
    // Keys of a snapshot follow one another: it was written in one go.
    `delete from contributions where relationship_key ${keysOf("relationship_key", "relationships")}`,
    `delete from suspensions where relationship_key ${keysOf("relationship_key", "relationships")}`,
    `delete from withholdings where employer_key ${keysOf("employer_key", "employers")}`,
    "delete from relationships where snapshot = :snapshot",
    "delete from employers where snapshot = :snapshot",
    "delete from rejections where snapshot = :snapshot",
    "delete from rejected_names where snapshot = :snapshot",
    "delete from snapshot_files where snapshot = :snapshot",
    "delete from snapshots where snapshot = :snapshot",
  ];
  for (const statement of statements) writer.prepare(statement).run({ snapshot });
}
