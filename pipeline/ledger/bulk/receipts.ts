import type { Channel } from "../../domain/notification.ts";
import type { ReceiptRow, ReceiptStatus } from "../../domain/receipt.ts";
import type { Ledger } from "../open-ledger.ts";
import { bulkInsert } from "./bulk-insert.ts";
import { prepared } from "./sqlite.ts";
import { inTransaction } from "./transaction.ts";

/** What became of some receipts. */
export type SavedReceipts = {
  /** How many were not there yet, and the campaigns that they are about. */
  added: number;
  campaigns: string[];
  /** Lines of those about no notification of ours. */
  unknown: number[];
};

const staging = `
  create temp table if not exists staged_receipts (
    line integer not null, notification_id text not null, status text not null, at text not null, detail text
  );
  delete from temp.staged_receipts`;

/** Matched all at once: one look-up for each would take longer than all the rest. */
const keepSql = `
  insert or ignore into receipts (campaign, employer_id, channel, status, at, detail)
  select n.campaign, n.employer_id, n.channel, s.status, s.at, s.detail
  from temp.staged_receipts s join notifications n using (notification_id)
  order by n.campaign, n.employer_id, n.channel, s.status, s.at
  returning campaign`;

/** What is reported of what delegates are told is kept apart: it says nothing of an employer. */
const keepOfDelegatesSql = `
  insert or ignore into delegate_receipts (campaign, delegate_id, status, at, detail)
  select n.campaign, n.delegate_id, s.status, s.at, s.detail
  from temp.staged_receipts s join delegate_notifications n using (notification_id)
  order by n.campaign, n.delegate_id, s.status, s.at
  returning campaign`;

/** What is reported of a correction is not kept, and no fault of the file. */
const unknownSql = `
  select line from temp.staged_receipts s
  where not exists (select 1 from notifications n where n.notification_id = s.notification_id)
    and not exists (select 1 from delegate_notifications d where d.notification_id = s.notification_id)
    and not exists (select 1 from corrections c where c.notification_id = s.notification_id) order by line`;

/** Keeps receipts, all or nothing; the same notification, status and instant is kept once. */
export async function saveReceipts(
  ledger: Ledger,
  receipts: readonly (ReceiptRow & { line: number })[],
): Promise<SavedReceipts> {
  const { writer } = ledger;
  return inTransaction(ledger, () => {
    writer.exec(staging);
    const staged = bulkInsert(writer, "temp.staged_receipts", ["line", "notification_id", "status", "at", "detail"]);
    for (const { line, notification_id, status, at, detail = null } of receipts)
      staged.add(line, notification_id, status, at, detail);
    staged.flush();
    const unknown = writer.prepare<[], number>(unknownSql).pluck().all() as number[];
    const added = [keepSql, keepOfDelegatesSql].flatMap(
      (sql) => writer.prepare<[], string>(sql).pluck().all() as string[],
    );
    return { added: added.length, campaigns: [...new Set(added)], unknown };
  });
}

/** What was reported of one employer's notifications in a campaign, oldest first. */
export type ReceiptRecord = { channel: Channel; status: ReceiptStatus; at: string; detail: string | null };

export function receiptsOf({ reader }: Ledger, campaign: string, employerId: string): ReceiptRecord[] {
  return prepared<[string, string], ReceiptRecord>(
    reader,
    "select channel, status, at, detail from receipts where campaign = ? and employer_id = ? order by at, channel, status",
  ).all(campaign, employerId);
}

/** Statuses as SQL compares a column with them: `status in (…)`. */
export const inList = (statuses: readonly ReceiptStatus[]) => statuses.map((status) => `'${status}'`).join(", ");

/** UTC instant of the earliest receipt of a campaign, or null. */
export function firstReceiptAt({ reader }: Ledger, campaign: string): string | null {
  return reader.prepare("select min(at) from receipts where campaign = ?").pluck().get(campaign) as string | null;
}
