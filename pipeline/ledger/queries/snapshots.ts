import { type ExtractName, extractNames, type RowCounts, type TextEncoding } from "../../domain/extract.ts";
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
export async function findSnapshot({ knex }: Ledger, contentKey: string): Promise<number | null> {
  const [snapshot]: number[] = await knex("snapshots").where({ content_key: contentKey }).pluck("snapshot");
  return snapshot ?? null;
}

/** What a snapshot was made from: its files and how they were read, whoever was removed from it since. */
export async function snapshotKey({ knex }: Ledger, snapshot: number): Promise<string> {
  const [key]: string[] = await knex("snapshots").where({ snapshot }).pluck("content_key");
  if (key === undefined) throw new RangeError(`there is no snapshot ${snapshot}`);
  return filesIn(key);
}

/** Between what a snapshot was made from and whom it was made without. */
const without = "+";

/** The content key of a set of files without some people: another snapshot than with them. */
export function contentKeyWithout(files: string, people: string): string {
  return people === "" ? files : `${files}${without}${people}`;
}

function filesIn(contentKey: string): string {
  return contentKey.split(without)[0] as string;
}

/**
 * Notes that people were removed from a snapshot; inside a transaction of the caller. Another snapshot may be of the same
 * files without the same people, read since for a later campaign: then this one has a name of its own, and the other is
 * found by the common one.
 */
export async function nameSnapshotWithout({ knex }: Ledger, snapshot: number, people: string): Promise<void> {
  const [key = ""]: string[] = await knex("snapshots").where({ snapshot }).pluck("content_key");
  const name = contentKeyWithout(filesIn(key), people);
  const isTaken = await knex("snapshots").where({ content_key: name }).whereNot({ snapshot }).first("snapshot");
  await knex("snapshots")
    .where({ snapshot })
    .update({ content_key: isTaken ? `${name}${without}${snapshot}` : name });
}

const columns = {
  file: "file",
  fileName: "file_name",
  sha256: "sha256",
  bytes: "bytes",
  encoding: "encoding",
  delimiter: "delimiter",
  unknownColumns: "unknown_columns",
  rows: "rows",
  accepted: "accepted",
  rejected: "rejected",
  fieldIssues: "field_issues",
} as const satisfies Record<keyof SnapshotFile, string>;

export async function saveSnapshotFile({ knex }: Ledger, snapshot: number, file: SnapshotFile): Promise<void> {
  const row = { ...file, unknownColumns: JSON.stringify(file.unknownColumns) };
  const cells = Object.entries(columns).map(([field, column]) => [column, row[field as keyof SnapshotFile]]);
  await knex("snapshot_files").insert({ snapshot, ...Object.fromEntries(cells) });
}

/** The files of a snapshot, in the order in which they are read. */
export async function snapshotFiles({ knex }: Ledger, snapshot: number): Promise<SnapshotFile[]> {
  const rows: (Omit<SnapshotFile, "unknownColumns"> & { unknownColumns: string })[] = await knex("snapshot_files")
    .where({ snapshot })
    .select(columns);
  return rows
    .map((row) => ({ ...row, unknownColumns: JSON.parse(row.unknownColumns) as string[] }))
    .sort((a, b) => extractNames.indexOf(a.file) - extractNames.indexOf(b.file));
}

/** Whether a snapshot was made from this file too. */
export async function hasExtract({ knex }: Ledger, snapshot: number, file: ExtractName): Promise<boolean> {
  return (await knex("snapshot_files").where({ snapshot, file }).first("file")) !== undefined;
}

/** Deletes every snapshot that no plan is made from: what nobody needs is not kept. */
export async function removeUnusedSnapshots({ knex }: Ledger): Promise<void> {
  const unused: number[] = await knex("snapshots")
    .whereNotIn("snapshot", knex("plans").select("snapshot"))
    .pluck("snapshot");
  for (const snapshot of unused) await removeSnapshot(knex, snapshot);
}

async function removeSnapshot(knex: Ledger["knex"], snapshot: number): Promise<void> {
  // Keys of a snapshot follow one another: it was written in one go.
  const keys = async (table: string, key: string): Promise<[number, number]> => {
    const { first, last } =
      (await knex(table).where({ snapshot }).min({ first: key }).max({ last: key }).first()) ?? {};
    return [Number(first ?? 0), Number(last ?? -1)];
  };
  const relationships = await keys("relationships", "relationship_key");
  const employers = await keys("employers", "employer_key");
  for (const table of ["contributions", "suspensions"])
    await knex(table).whereBetween("relationship_key", relationships).delete();
  for (const table of ["withholdings", "requests", "delegations", "profiles"])
    await knex(table).whereBetween("employer_key", employers).delete();
  for (const table of ["relationships", "employers", "rejections", "rejected_names", "snapshot_files", "snapshots"])
    await knex(table).where({ snapshot }).delete();
}
