import type { SettledEmployer, SettledReason } from "../../domain/settled.ts";
import type { Ledger } from "../open-ledger.ts";

export type SettledWriter = {
  /** True when the employer was not settled before. */
  add(settled: SettledEmployer): boolean;
};

/**
 * Adds to the employers of a campaign who have paid since; inside a transaction of the caller. The first reason known
 * stands.
 */
export function settledWriter({ writer }: Ledger, campaign: string): SettledWriter {
  const insert = writer.prepare(
    `insert into settled (campaign, employer_id, reason) values (?, ?, ?)
     on conflict (campaign, employer_id) do nothing`,
  );
  return { add: ({ employerId, reason }) => insert.run(campaign, employerId, reason).changes === 1 };
}

/**
 * The employers of a campaign who have paid since, by employer_id: they are not told any more, however often it is
 * run.
 */
export function settledEmployers({ reader }: Ledger, campaign: string): IterableIterator<SettledEmployer> {
  return reader
    .prepare<[string], SettledEmployer>(
      'select employer_id as "employerId", reason from settled where campaign = ? order by employer_id',
    )
    .iterate(campaign);
}

/** Why one employer is no longer told, or null when he is. */
export function settledReasonOf({ reader }: Ledger, campaign: string, employerId: string): SettledReason | null {
  const found = reader.prepare("select reason from settled where campaign = ? and employer_id = ?").pluck();
  return (found.get(campaign, employerId) as SettledReason | undefined) ?? null;
}
