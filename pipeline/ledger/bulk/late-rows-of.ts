import type { LateRequest } from "../../domain/late-file.ts";
import type { Ledger } from "../open-ledger.ts";
import type { LateRow } from "./late-payments.ts";
import { prepared } from "./sqlite.ts";

/** A request of a file that came after the extracts, and where it stands. */
export type LateRequestRow = LateRequest & { lateFile: number; line: number };

/** What late files of a campaign say of one employer, by file and line. */
export type LateRowsOfOne = {
  payments: LateRow[];
  requests: LateRequestRow[];
  /** A row that was not used may be about this employer. */
  isUnclear: boolean;
};

/** The same for one employer of some extracts; asks a few questions. */
export function lateRowsOf(
  { reader }: Ledger,
  asked: { campaign: string; snapshot: number; employerId: string },
): LateRowsOfOne {
  return {
    payments: prepared<typeof asked, LateRow>(reader, paymentsSql).all(asked),
    requests: prepared<typeof asked, LateRequestRow>(reader, requestsSql).all(asked),
    isUnclear: prepared<typeof asked>(reader, unclearSql).get(asked) !== undefined,
  };
}

const paymentsSql = `
  select p.relationship_id as "relationshipId", p.quarter, p.late_file as "lateFile", p.line, p.due_cents as "dueCents",
         p.paid_cents as "paidCents", p.paid_on as "paidOn", p.notice_number as "noticeNumber"
  from employers e join relationships r using (employer_key) cross join late_payments p using (relationship_id)
  join late_files f using (late_file)
  where e.snapshot = :snapshot and e.employer_id = :employerId and f.campaign = :campaign
  order by p.late_file, p.line`;
const requestsSql = `
  select q.relationship_id as "relationshipId", q.quarter, q.category, q.state, q.late_file as "lateFile", q.line
  from late_requests q join late_files f using (late_file)
  where q.employer_id = :employerId and f.campaign = :campaign order by q.late_file, q.line`;
const unclearSql = `
  select 1 from late_files f join late_ambiguous_rows d using (late_file)
  where f.campaign = :campaign and (d.employer_id = :employerId or d.relationship_id in (
    select relationship_id from employers e join relationships r using (employer_key)
    where e.snapshot = :snapshot and e.employer_id = :employerId)) limit 1`;
