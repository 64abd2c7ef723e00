import type { ContributionRow, ReadRow } from "../../domain/extract-rows.ts";
import type { Contribution } from "../../domain/position.ts";
import type { RowIssue } from "../../domain/rejection.ts";
import type { Ledger } from "../open-ledger.ts";
import { Cursor } from "./cursor.ts";
import { asInteger } from "./file-loader.ts";
import { withLooseMatches } from "./loose-matches.ts";
import { type Connection, prepared } from "./sqlite.ts";

/** A row of a late payments file, and the file it stands in. */
export type LateRow = Contribution & { relationshipId: string; lateFile: number };

/** What late payments files say of one employer. */
export type LateEmployer = {
  payments: LateRow[];
  /** A row that may be about this employer was rejected. */
  isUnclear: boolean;
};

/** What became of a row that was not used, or of a field of it. */
export type LateRejection = RowIssue & { line: number };

/** Takes the rows of one file. */
export type LateFileWriter = {
  /** Names the file in the ledger. */
  lateFile: number;
  /** Keeps rows; gives what is to be said of them. Rows of relationships that the extracts do not know are kept too. */
  add(batch: readonly ReadRow<ContributionRow>[]): LateRejection[];
};

/**
 * Begins a late payments file of a campaign; inside a transaction of the caller. The same file again replaces itself.
 */
export function lateFileWriter(
  { writer }: Ledger,
  { campaign, snapshot, sha256 }: { campaign: string; snapshot: number; sha256: string },
): LateFileWriter {
  const lateFile = beginFile(writer, campaign, sha256);
  const known = writer.prepare("select 1 from relationships where snapshot = ? and relationship_id = ?");
  const insert = writer.prepare("insert into late_payments values (?, ?, ?, ?, ?, ?, ?, ?)");
  const insertAmbiguous = writer.prepare("insert or ignore into late_ambiguous_rows values (?, ?, ?, ?)");
  const take = ({ accepted, rejected }: ReadRow<ContributionRow>): LateRejection[] => {
    if (rejected) {
      const { line, code, column, names } = rejected;
      for (const { employerId, relationshipId, isInPlace } of names)
        insertAmbiguous.run(lateFile, employerId, relationshipId, asInteger(isInPlace));
      return code === null ? [] : [{ line, severity: "row", code, column }];
    }
    const { line, row, issues } = accepted;
    const { relationshipId, quarter, dueCents, paidCents, paidOn, noticeNumber } = row;
    insert.run(relationshipId, lateFile, line, quarter, dueCents, paidCents, paidOn, noticeNumber);
    if (known.get(snapshot, relationshipId) === undefined)
      return [{ line, severity: "row", code: "unknown-relationship", column: "relationship_id" }];
    return issues.map(({ code, column }) => ({ line, severity: "field", code, column }));
  };
  return { lateFile, add: (batch) => batch.flatMap(take) };
}

function beginFile(writer: Connection, campaign: string, sha256: string): number {
  writer.prepare("insert or ignore into late_files (campaign, sha256) values (?, ?)").run(campaign, sha256);
  const lateFile = writer
    .prepare("select late_file from late_files where campaign = ? and sha256 = ?")
    .pluck()
    .get(campaign, sha256) as number;
  for (const table of ["late_payments", "late_ambiguous_rows"])
    writer.prepare(`delete from ${table} where late_file = ?`).run(lateFile);
  return lateFile;
}

/** True when a late payments file was given for the campaign. */
export function hasLatePayments({ reader }: Ledger, campaign: string): boolean {
  return reader.prepare("select 1 from late_files where campaign = ? limit 1").get(campaign) !== undefined;
}

/** Asked with ascending keys: what all late payments files of a campaign say of the employers of a snapshot. */
export type LatePayments = { of(employerKey: number): LateEmployer; close(): void };

// biome-ignore format: one line for the table
type PaymentTuple = [employerKey: number, relationshipId: string, quarter: Contribution["quarter"], lateFile: number, line: number, dueCents: number | null, paidCents: number, paidOn: Contribution["paidOn"], noticeNumber: string | null];

/** Asked with ascending keys: the payments of the employers of a snapshot in all late payments files of a campaign. */
export function latePaymentsByEmployer(
  { reader }: Pick<Ledger, "reader">,
  campaign: string,
  snapshot: number,
): { of(employerKey: number): LateRow[]; close(): void } {
  const rows = new Cursor(
    reader.prepare<unknown[], PaymentTuple>(paymentsSql).raw(true).iterate({ campaign, snapshot }),
  );
  return { of: (employerKey) => rows.takeAll(employerKey).map(rowFrom), close: () => rows.close() };
}

/** What all late payments files of a campaign say of one employer's relationships, and whether a row may be about them. */
export function latePaymentsOf(
  { reader }: Ledger,
  { campaign, snapshot }: { campaign: string; snapshot: number },
  employerId: string,
): LateEmployer {
  const asked = { campaign, snapshot, employerId };
  const payments = prepared<typeof asked, LateRow>(
    reader,
    `select p.relationship_id as "relationshipId", p.quarter, p.late_file as "lateFile", p.line, p.due_cents as "dueCents",
            p.paid_cents as "paidCents", p.paid_on as "paidOn", p.notice_number as "noticeNumber"
     from employers e join relationships r using (employer_key) cross join late_payments p using (relationship_id)
     join late_files f using (late_file)
     where e.snapshot = :snapshot and e.employer_id = :employerId and f.campaign = :campaign
     order by p.late_file, p.line`,
  ).all(asked);
  const unclear = prepared<typeof asked, { line: number }>(
    reader,
    `select 1 as line from late_files f join late_ambiguous_rows d using (late_file)
     where f.campaign = :campaign and (d.employer_id = :employerId or d.relationship_id in (
       select relationship_id from employers e join relationships r using (employer_key)
       where e.snapshot = :snapshot and e.employer_id = :employerId)) limit 1`,
  ).get(asked);
  return { payments, isUnclear: unclear !== undefined };
}

export function latePaymentsInOrder({ reader, writer }: Ledger, campaign: string, snapshot: number): LatePayments {
  const open = <Tuple extends readonly unknown[]>(sql: string) =>
    new Cursor(reader.prepare<unknown[], Tuple>(sql).raw(true).iterate({ campaign, snapshot }));
  const payments = latePaymentsByEmployer({ reader }, campaign, snapshot);
  const unclear = open<[number]>(unclearSql);
  const alike = new Cursor(employersOfAlikeIds(writer, campaign, snapshot).values());
  return {
    of: (employerKey) => ({
      payments: payments.of(employerKey),
      isUnclear: unclear.takeAll(employerKey).length + alike.takeAll(employerKey).length > 0,
    }),
    close: () => {
      payments.close();
      unclear.close();
    },
  };
}

const paymentsSql = `
  select r.employer_key, p.relationship_id, p.quarter, p.late_file, p.line, p.due_cents, p.paid_cents, p.paid_on, p.notice_number
  from late_payments p join late_files f using (late_file)
  join relationships r on r.snapshot = :snapshot and r.relationship_id = p.relationship_id
  where f.campaign = :campaign order by r.employer_key, p.late_file, p.line`;
const unclearSql = `
  select r.employer_key from late_ambiguous_rows d join late_files f using (late_file)
  join relationships r on r.snapshot = :snapshot and r.relationship_id = d.relationship_id where f.campaign = :campaign
  union
  select e.employer_key from late_ambiguous_rows d join late_files f using (late_file)
  join employers e on e.snapshot = :snapshot and e.employer_id = d.employer_id where f.campaign = :campaign
  order by 1`;

/** Ids of the files that no relationship has, but one may have in another form; sorted keys of their employers. */
function employersOfAlikeIds(writer: Connection, campaign: string, snapshot: number): [number][] {
  const sql = `
    select p.relationship_id as id from late_payments p join late_files f using (late_file) where f.campaign = :campaign
    union select d.relationship_id from late_ambiguous_rows d join late_files f using (late_file)
      where f.campaign = :campaign and d.is_in_place = 1`;
  return withLooseMatches(writer, snapshot, { sql, parameters: { campaign } }, () =>
    writer.prepare<[], [number]>("select distinct employer_key from temp.loose_matches order by 1").raw(true).all(),
  );
}

function rowFrom(row: PaymentTuple): LateRow {
  const [, relationshipId, quarter, lateFile, line, dueCents, paidCents, paidOn, noticeNumber] = row;
  return { relationshipId, quarter, lateFile, line, dueCents, paidCents, paidOn, noticeNumber };
}
