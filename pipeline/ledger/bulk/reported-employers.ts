import type { Channel } from "../../domain/notification.ts";
import { lostStatuses, type ReceiptStatus, reachedStatuses } from "../../domain/receipt.ts";
import type { ReportedDelegate, ReportedEmployer, ReportedNotification } from "../../domain/told-employer.ts";
import { adjacentGroups } from "../../support/adjacent-groups.ts";
import type { Ledger } from "../open-ledger.ts";
import { inList } from "./receipts.ts";

// biome-ignore format: one line for the row
type Row = [employerId: string, channel: Channel, isStanding: number, isDelivered: number | null, isRead: number | null, isLost: number | null, firstReceiptAt: string | null];

const isOneOf = (statuses: readonly ReceiptStatus[]) => `max(r.status in (${inList(statuses)}))`;

/** Read in the order of both tables, so that a country is one pass over them. */
const sql = `
  select n.employer_id, n.channel, n.state = 'written', ${isOneOf(reachedStatuses)}, ${isOneOf(["read"])},
         ${isOneOf(lostStatuses)}, min(r.at)
  from notifications n left join receipts r using (campaign, employer_id, channel)
  where n.campaign = ? group by n.employer_id, n.channel order by n.employer_id, n.channel`;

/** Everybody who was ever told of a guide of a campaign, by employer_id, with what became of each notification. */
export function* reportedEmployers({ reader }: Ledger, campaign: string): Generator<ReportedEmployer> {
  const rows = reader.prepare<[string], Row>(sql).raw(true).iterate(campaign);
  for (const own of adjacentGroups(rows, ([employerId]) => employerId))
    yield { employerId: own[0][0], notifications: own.map(notificationFrom) };
}

function notificationFrom(row: Row): ReportedNotification {
  return {
    ...{ channel: row[1], isStanding: row[2] === 1, isDelivered: row[3] === 1 },
    ...{ isRead: row[4] === 1, isLost: row[5] === 1, firstReceiptAt: row[6] },
  };
}

const delegatesSql = `
  select n.delegate_id, 'delegate', n.state = 'written', ${isOneOf(reachedStatuses)}, ${isOneOf(["read"])},
         ${isOneOf(lostStatuses)}, min(r.at)
  from delegate_notifications n left join delegate_receipts r using (campaign, delegate_id)
  where n.campaign = ? group by n.delegate_id`;

/** What became of each notification to a delegate of a campaign. */
export function* reportedDelegates({ reader }: Ledger, campaign: string): Generator<ReportedDelegate> {
  for (const row of reader.prepare<[string], Row>(delegatesSql).raw(true).iterate(campaign)) {
    const { channel: _, ...reported } = notificationFrom(row);
    yield reported;
  }
}
