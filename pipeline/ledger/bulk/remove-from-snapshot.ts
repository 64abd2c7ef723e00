import type { Ledger } from "../open-ledger.ts";
import type { Connection } from "./sqlite.ts";

/**
 * Removes from a snapshot that is being read everybody whom `isForgotten` recognises by their code, also where they act
 * for others, and overwrites what stood there; inside the transaction that reads it.
 */
export function removeFromSnapshot({ writer }: Ledger, snapshot: number, isForgotten: (code: string) => boolean): void {
  // Their bytes must not stay in pages that are free now.
  writer.pragma("secure_delete = on");
  try {
    for (const code of codesIn(writer, snapshot).filter(isForgotten)) removeOne(writer, snapshot, code);
  } finally {
    writer.pragma("secure_delete = off");
  }
}

function codesIn(writer: Connection, snapshot: number): string[] {
  return writer
    .prepare(
      `select employer_id from employers where snapshot = :snapshot
       union select delegate_id from delegations d join employers e using (employer_key) where e.snapshot = :snapshot
       union select employer_id from rejected_names where snapshot = :snapshot`,
    )
    .pluck()
    .all({ snapshot }) as string[];
}

const theirs = "select employer_key from employers where snapshot = :snapshot and employer_id = :code";
const theirRelationships = `select relationship_key from relationships where employer_key in (${theirs})`;

function removeOne(writer: Connection, snapshot: number, code: string): void {
  const remove = (table: string, condition: string) =>
    writer.prepare(`delete from ${table} where ${condition}`).run({ snapshot, code });
  for (const table of ["contributions", "suspensions"]) remove(table, `relationship_key in (${theirRelationships})`);
  remove(
    "delegations",
    "delegate_id = :code and employer_key in (select employer_key from employers where snapshot = :snapshot)",
  );
  remove(
    "rejected_names",
    `snapshot = :snapshot and (employer_id = :code or (employer_id = '' and relationship_id in (
       select relationship_id from relationships where employer_key in (${theirs}))))`,
  );
  for (const table of ["withholdings", "requests", "delegations", "profiles", "relationships"])
    remove(table, `employer_key in (${theirs})`);
  remove("employers", "snapshot = :snapshot and employer_id = :code");
}
