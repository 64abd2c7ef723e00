import type { SuppressedEmployer, SuppressionReason } from "../../domain/suppressed.ts";
import type { Ledger } from "../open-ledger.ts";
import { prepared } from "./sqlite.ts";

export type SuppressionWriter = {
  /** True when the employer was not suppressed before. */
  add(suppressed: SuppressedEmployer): boolean;
};

/**
 * Adds to the employers of a campaign who are no longer told; inside a transaction of the caller. The first reason known
 * stands, but whoever was in review and has paid everything since has paid: nobody looks at it any more.
 */
export function suppressionWriter({ writer }: Ledger, campaign: string): SuppressionWriter {
  const insert = writer.prepare(
    `insert into suppressed (campaign, employer_id, reason) values (?, ?, ?)
     on conflict (campaign, employer_id) do nothing`,
  );
  const replace = writer.prepare(
    `update suppressed set reason = 'paid-in-full' where campaign = ? and employer_id = ? and reason = 'in-review'`,
  );
  return {
    add({ employerId, reason }) {
      if (insert.run(campaign, employerId, reason).changes === 1) return true;
      if (reason === "paid-in-full") replace.run(campaign, employerId);
      return false;
    },
  };
}

/**
 * The employers of a campaign who have paid since, by employer_id: they are not told any more, however often it is
 * run.
 */
export function suppressedEmployers({ reader }: Ledger, campaign: string): IterableIterator<SuppressedEmployer> {
  return reader
    .prepare<[string], SuppressedEmployer>(
      'select employer_id as "employerId", reason from suppressed where campaign = ? order by employer_id',
    )
    .iterate(campaign);
}

/** Why one employer is no longer told, or null when he is. */
export function suppressionReasonOf(
  { reader }: Ledger,
  campaign: string,
  employerId: string,
): SuppressionReason | null {
  const row = prepared<[string, string], { reason: SuppressionReason }>(
    reader,
    "select reason from suppressed where campaign = ? and employer_id = ?",
  ).get(campaign, employerId);
  return row?.reason ?? null;
}
