import type { Channel } from "../../domain/notification.ts";
import { lostStatuses, type ReceiptRow, type ReceiptStatus, reachedStatuses } from "../../domain/receipt.ts";
import type { Ledger } from "../open-ledger.ts";
import { bulkInsert } from "./bulk-insert.ts";
import { channelOrder } from "./channel-order.ts";
import { prepared } from "./sqlite.ts";
import { inTransaction } from "./transaction.ts";

/** What became of some receipts: how many were not there yet, and the lines of those about no notification of ours. */
export type SavedReceipts = { added: number; unknown: number[] };

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
  order by n.campaign, n.employer_id, n.channel, s.status, s.at`;

/** What is reported of a correction is not kept, and no fault of the file. */
const unknownSql = `
  select line from temp.staged_receipts s
  where not exists (select 1 from notifications n where n.notification_id = s.notification_id)
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
    const { changes } = writer.prepare(keepSql).run();
    return { added: changes, unknown };
  });
}

/** What was reported of one employer's notifications in a campaign, oldest first. */
export type ReceiptRecord = { channel: Channel; status: ReceiptStatus; at: string; detail: string | null };

export function receiptsOf({ reader }: Ledger, campaign: string, employerId: string): ReceiptRecord[] {
  return reader
    .prepare<[string, string], ReceiptRecord>(
      "select channel, status, at, detail from receipts where campaign = ? and employer_id = ? order by at, channel, status",
    )
    .all(campaign, employerId);
}

/** `no-channel`: told in MyINPS alone. `not-delivered`: on every other channel the notification came back. */
export type UnreachableEmployer = { employerId: string; reason: "no-channel" | "not-delivered" };

export const inList = (statuses: readonly ReceiptStatus[]) => statuses.map((status) => `'${status}'`).join(", ");

/**
 * The employers of the newest manifests whom nothing but the notice in MyINPS could reach, by employer_id: they have no
 * other channel, or what was sent there came back and never arrived.
 */
export function unreachableEmployers({ reader }: Ledger, campaign: string): IterableIterator<UnreachableEmployer> {
  return reader
    .prepare<{ campaign: string }, UnreachableEmployer>(
      `select employer_id as "employerId",
              case when max(channel <> 'myinps') = 0 then 'no-channel' else 'not-delivered' end as reason
       from (
         select n.employer_id, n.channel,
                n.channel <> 'myinps' and (coalesce(max(r.status in (${inList(reachedStatuses)})), 0)
                  or not coalesce(max(r.status in (${inList(lostStatuses)})), 0)) as may_reach
         from notifications n left join receipts r using (campaign, employer_id, channel)
         where n.campaign = :campaign and n.state = 'written'
         group by n.employer_id, n.channel
       )
       group by employer_id having max(may_reach) = 0 order by employer_id`,
    )
    .iterate({ campaign });
}

/** How many employers stand in the newest manifests of a campaign, on any channel. */
export function countTold({ reader }: Ledger, campaign: string): number {
  return prepared<[string], { told: number }>(
    reader,
    "select count(distinct employer_id) as told from notifications where campaign = ? and state = 'written'",
  ).get(campaign)?.told as number;
}

/** How many notifications of a channel stand or were reported of, and what became of them; each is one employer. */
export type ReceiptCounts = { channel: Channel; sent: number; delivered: number; read: number; bounced: number };

/** By channel; `bounced` are those that came back, or failed, and never arrived. */
export function countNotificationsByReceipt({ reader }: Ledger, campaign: string): ReceiptCounts[] {
  return reader
    .prepare<{ campaign: string }, ReceiptCounts>(
      `with reported as (
         select employer_id, channel, max(status in (${inList(reachedStatuses)})) as is_delivered,
                max(status = 'read') as is_read, max(status in (${inList(lostStatuses)})) as is_lost
         from receipts where campaign = :campaign group by employer_id, channel
       )
       select n.channel, count(*) as sent, coalesce(sum(is_delivered), 0) as delivered,
              coalesce(sum(is_read), 0) as "read", coalesce(sum(is_lost and not is_delivered), 0) as bounced
       from notifications n left join reported r using (employer_id, channel)
       where n.campaign = :campaign and (n.state = 'written' or r.channel is not null)
       group by n.channel order by ${channelOrder("n.channel")}`,
    )
    .all({ campaign });
}
