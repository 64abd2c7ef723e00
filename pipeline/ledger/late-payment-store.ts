import Database from "better-sqlite3";
import type { RowCounts } from "../domain/extract.ts";
import type { ContributionRow, ReadRow } from "../domain/extract-rows.ts";
import type { Contribution } from "../domain/position.ts";
import type { Rejection, RowCode } from "../domain/rejection.ts";
import { Cursor } from "./cursor.ts";
import type { Ledger } from "./open-ledger.ts";

/** One employer in a late payments file. */
export type LateEmployer = {
  payments: (Contribution & { relationshipId: string })[];
  /** A row that may be about this employer was rejected. */
  isUnclear: boolean;
};

export type LatePaymentStore = {
  add(batch: readonly ReadRow<ContributionRow>[]): void;
  /** Asked with ascending keys: what the file says of this employer. */
  inEmployerOrder(): { of(employerKey: number): LateEmployer; close(): void };
  reject(line: number, code: RowCode, column: string): void;
  counts(): RowCounts;
  /**
   * Rows of relationships that the extracts do not know: of people who are not in this campaign, and no fault of the
   * file.
   */
  unknownRows(): number;
  /** By line. */
  rejections(): IterableIterator<Omit<Rejection, "file">>;
  close(): void;
};

/** Keeps the rows of a late payments file for as long as they are looked at, in a database of its own that vanishes. */
export function latePaymentStore({ reader }: Ledger, snapshot: number): LatePaymentStore {
  const scratch = new Database("");
  scratch.exec(tables);
  scratch.exec("begin");
  const ofRelationship = reader
    .prepare("select employer_key from relationships where snapshot = ? and relationship_id = ?")
    .pluck();
  const insert = scratch.prepare("insert into payments values (?, ?, ?, ?, ?, ?, ?, ?)");
  const markUnclear = scratch.prepare("insert or ignore into unclear values (?)");
  const insertRejection = scratch.prepare("insert or ignore into rejections values (?, ?, ?, ?)");
  let rows = 0;

  const keyOf = (relationshipId: string) => ofRelationship.get(snapshot, relationshipId) as number | undefined;
  const take = ({ accepted, rejected }: ReadRow<ContributionRow>) => {
    if (rejected) {
      if (rejected.code !== null) {
        rows += 1;
        insertRejection.run(rejected.line, "row", rejected.code, rejected.column);
      }
      for (const { relationshipId } of rejected.names) {
        const key = keyOf(relationshipId);
        if (key !== undefined) markUnclear.run(key);
      }
      return;
    }
    rows += 1;
    const { line, row, issues } = accepted;
    const key = keyOf(row.relationshipId);
    if (key === undefined) {
      insertRejection.run(line, "row", "unknown-relationship", "relationship_id");
      return;
    }
    for (const { code, column } of issues) insertRejection.run(line, "field", code, column);
    const { relationshipId, quarter, dueCents, paidCents, paidOn, noticeNumber } = row;
    insert.run(key, relationshipId, quarter, line, dueCents, paidCents, paidOn, noticeNumber);
  };

  return {
    add: (batch) => {
      for (const read of batch) take(read);
    },
    inEmployerOrder: () => inEmployerOrder(scratch),
    reject: (line, code, column) => void insertRejection.run(line, "row", code, column),
    counts: () => countsOf(scratch, rows),
    unknownRows: () =>
      scratch.prepare("select count(*) from rejections where code = 'unknown-relationship'").pluck().get() as number,
    rejections: () =>
      scratch
        .prepare<[], Omit<Rejection, "file">>(
          'select line, severity, code, column_name as "column" from rejections order by line, column_name, code',
        )
        .iterate(),
    close: () => void scratch.close(),
  };
}

const tables = `
  create table payments (employer_key integer, relationship_id text, quarter text, line integer, due_cents integer,
                         paid_cents integer, paid_on text, notice_number text);
  create table unclear (employer_key integer primary key);
  create table rejections (line integer, severity text, code text, column_name text, primary key (line, column_name, code));`;

// biome-ignore format: one line for the table
type PaymentTuple = [employerKey: number, relationshipId: string, quarter: Contribution["quarter"], line: number, dueCents: number | null, paidCents: number, paidOn: Contribution["paidOn"], noticeNumber: string | null];

function inEmployerOrder(scratch: Database.Database): ReturnType<LatePaymentStore["inEmployerOrder"]> {
  const open = <Tuple extends readonly unknown[]>(sql: string) =>
    new Cursor(scratch.prepare<[], Tuple>(sql).raw(true).iterate());
  const payments = open<PaymentTuple>("select * from payments order by employer_key, line");
  const unclear = open<[number]>("select employer_key from unclear order by employer_key");
  return {
    of: (employerKey) => ({
      payments: payments.takeAll(employerKey).map(paymentFrom),
      isUnclear: unclear.takeAll(employerKey).length > 0,
    }),
    close: () => {
      payments.close();
      unclear.close();
    },
  };
}

function paymentFrom(row: PaymentTuple): LateEmployer["payments"][number] {
  const [, relationshipId, quarter, line, dueCents, paidCents, paidOn, noticeNumber] = row;
  return { relationshipId, quarter, line, dueCents, paidCents, paidOn, noticeNumber };
}

function countsOf(scratch: Database.Database, rows: number): RowCounts {
  const count = scratch.prepare("select count(*) from rejections where severity = ?").pluck();
  const rejected = count.get("row") as number;
  return { rows, accepted: rows - rejected, rejected, fieldIssues: count.get("field") as number };
}
