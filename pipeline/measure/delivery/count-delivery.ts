import { type Channel, channels } from "../../domain/notification.ts";
import {
  type ReportedDelegate,
  type ReportedEmployer,
  type UnreachableReason,
  unreachableReasons,
  whyUnreachable,
} from "../../domain/told-employer.ts";

/** What became of notifications; `bounced` are those that never arrived. */
export type ReportCounts = { sent: number; delivered: number; read: number; bounced: number };

/** The same of a channel; each is one employer. */
export type ChannelCounts = ReportCounts & { channel: Channel };

/** What became of all notifications of a campaign. */
export type DeliveryCounts = {
  /** In the order of `channels`; those that nothing was sent on are left out. */
  channels: ChannelCounts[];
  /** Employers who stand in the newest manifests. */
  available: number;
  unreachable: Record<UnreachableReason, number>;
};

/** Corrections of those who were told wrongly, by channel, and employers who await one. */
export type CorrectionCounts = { channels: { channel: Channel; count: number }[]; waiting: number };

/** Counts employers as they pass: `add` takes each, `result` gives what they came to. */
export function deliveryCounter(): { add(employer: ReportedEmployer): void; result(): DeliveryCounts } {
  const byChannel = new Map<Channel, ChannelCounts>();
  const unreachable = Object.fromEntries(unreachableReasons.map((reason) => [reason, 0])) as Record<
    UnreachableReason,
    number
  >;
  let available = 0;
  return {
    add(employer) {
      addNotifications(byChannel, employer);
      available += Number(employer.notifications.some(({ isStanding }) => isStanding));
      const reason = whyUnreachable(employer);
      if (reason !== null) unreachable[reason] += 1;
    },
    result: () => ({ channels: channels.flatMap((channel) => byChannel.get(channel) ?? []), available, unreachable }),
  };
}

/** What was withdrawn counts when somebody reported of it: it was sent before. */
function addNotifications(byChannel: Map<Channel, ChannelCounts>, { notifications }: ReportedEmployer): void {
  for (const notification of notifications) {
    const { channel } = notification;
    if (!wasSent(notification)) continue;
    const counts = byChannel.get(channel) ?? { channel, ...nothingSent() };
    byChannel.set(channel, counts);
    addReport(counts, notification);
  }
}

/** The same of what delegates are told; each is one delegate. */
export function countDelegates(notifications: Iterable<ReportedDelegate>): ReportCounts {
  const counts = nothingSent();
  for (const notification of notifications) if (wasSent(notification)) addReport(counts, notification);
  return counts;
}

const nothingSent = (): ReportCounts => ({ sent: 0, delivered: 0, read: 0, bounced: 0 });

function wasSent({ isStanding, firstReceiptAt }: ReportedDelegate): boolean {
  return isStanding || firstReceiptAt !== null;
}

function addReport(counts: ReportCounts, { isDelivered, isRead, isLost }: ReportedDelegate): void {
  counts.sent += 1;
  counts.delivered += Number(isDelivered);
  counts.read += Number(isRead);
  counts.bounced += Number(isLost && !isDelivered);
}
