import type { Channel } from "./notification.ts";

/** A notification that stood in a manifest once, and what dispatchers reported of it. */
export type ReportedNotification = {
  channel: Channel;
  /** In the newest manifest. */
  isStanding: boolean;
  isDelivered: boolean;
  isRead: boolean;
  /** It came back, or failed. */
  isLost: boolean;
  /** UTC instant of the earliest receipt; null without one. */
  firstReceiptAt: string | null;
};

/** The same of a notification to a delegate. */
export type ReportedDelegate = Omit<ReportedNotification, "channel">;

/** An employer who was told of a guide once; by channel, in the order of their names. */
export type ReportedEmployer = { employerId: string; notifications: ReportedNotification[] };

/** `no-channel`: told in MyINPS alone. `not-delivered`: on every other channel the notification came back. */
export const unreachableReasons = ["no-channel", "not-delivered"] as const;
export type UnreachableReason = (typeof unreachableReasons)[number];

/**
 * Why nothing but the notice in MyINPS could reach an employer who stands in the newest manifest, or null when something
 * may: also a notification of which nobody has reported yet.
 */
export function whyUnreachable({ notifications }: ReportedEmployer): UnreachableReason | null {
  const standing = notifications.filter(({ isStanding }) => isStanding);
  const others = standing.filter(({ channel }) => channel !== "myinps");
  if (standing.length === 0 || others.some(({ isDelivered, isLost }) => isDelivered || !isLost)) return null;
  return others.length === 0 ? "no-channel" : "not-delivered";
}
