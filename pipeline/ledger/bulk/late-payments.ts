import type { ContributionRow, ReadRow } from "../../domain/extract-rows.ts";
import type { Contribution } from "../../domain/position.ts";
import type { Ledger } from "../open-ledger.ts";
import { Cursor } from "./cursor.ts";
import { ambiguousRows, beginLateFile, type LateFileWriter, type LateRejection } from "./late-files.ts";

/** A row of a late payments file, and the file it stands in. */
export type LateRow = Contribution & { relationshipId: string; lateFile: number };

/** Begins a late payments file of a campaign; inside a transaction of the caller. */
export function latePaymentsWriter(
  { writer }: Ledger,
  { campaign, snapshot, sha256 }: { campaign: string; snapshot: number; sha256: string },
): LateFileWriter<ReadRow<ContributionRow>> {
  const lateFile = beginLateFile(writer, { campaign, sha256, kind: "payments" });
  const reject = ambiguousRows(writer, lateFile);
  const known = writer.prepare("select 1 from relationships where snapshot = ? and relationship_id = ?");
  const insert = writer.prepare("insert into late_payments values (?, ?, ?, ?, ?, ?, ?, ?)");
  const take = ({ accepted, rejected }: ReadRow<ContributionRow>): LateRejection[] => {
    if (rejected) return reject(rejected);
    const { line, row, issues } = accepted;
    const { relationshipId, quarter, dueCents, paidCents, paidOn, noticeNumber } = row;
    insert.run(relationshipId, lateFile, line, quarter, dueCents, paidCents, paidOn, noticeNumber);
    if (known.get(snapshot, relationshipId) === undefined)
      return [{ line, severity: "row", code: "unknown-relationship", column: "relationship_id" }];
    return issues.map(({ code, column }) => ({ line, severity: "field", code, column }));
  };
  return { lateFile, add: (batch) => batch.flatMap(take) };
}

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

const paymentsSql = `
  select r.employer_key, p.relationship_id, p.quarter, p.late_file, p.line, p.due_cents, p.paid_cents, p.paid_on, p.notice_number
  from late_payments p join late_files f using (late_file)
  join relationships r on r.snapshot = :snapshot and r.relationship_id = p.relationship_id
  where f.campaign = :campaign order by r.employer_key, p.late_file, p.line`;

function rowFrom(row: PaymentTuple): LateRow {
  const [, relationshipId, quarter, lateFile, line, dueCents, paidCents, paidOn, noticeNumber] = row;
  return { relationshipId, quarter, lateFile, line, dueCents, paidCents, paidOn, noticeNumber };
}
