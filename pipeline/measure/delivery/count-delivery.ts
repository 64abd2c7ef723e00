import { type Channel, channels } from "../../domain/notification.ts";
import {
  type ReportedEmployer,
  type UnreachableReason,
  unreachableReasons,
  whyUnreachable,
} from "../../domain/told-employer.ts";

/** What became of the notifications of a channel; each is one employer, `bounced` are those that never arrived. */
export type ChannelCounts = { channel: Channel; sent: number; delivered: number; read: number; bounced: number };

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
  for (const { channel, isStanding, isDelivered, isRead, isLost, firstReceiptAt } of notifications) {
    if (!isStanding && firstReceiptAt === null) continue;
    const counts = byChannel.get(channel) ?? { channel, sent: 0, delivered: 0, read: 0, bounced: 0 };
    byChannel.set(channel, counts);
    counts.sent += 1;
    counts.delivered += Number(isDelivered);
    counts.read += Number(isRead);
    counts.bounced += Number(isLost && !isDelivered);
  }
}
