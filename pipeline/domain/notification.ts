import type { Day } from "./day.ts";

export const channels = ["myinps", "sms", "email", "io", "inps-mobile"] as const;
export type Channel = (typeof channels)[number];

/** Where those are told who may act for employers; each is one delegate, however many employers. */
export const delegateChannel = "delegate";

/** Every file of a manifest in its order: the channels of employers, then that of delegates. */
export const manifestChannels = [...channels, delegateChannel] as const;
export type ManifestChannel = (typeof manifestChannels)[number];

/** One line of a manifest, with the contract's names (section 4). */
export type Notification = {
  /** Stable for (campaign, employer, channel). */
  notification_id: string;
  campaign: string;
  channel: Channel;
  employer_id: string;
  to: Record<string, string>;
  video_id: string;
  guide_url: string;
  available_until: Day;
  message: Record<string, unknown>;
};

/**
 * One line of `delegate.ndjson`: somebody who may act for employers is told that some of them have a guide. It names no
 * employer, and so no guide.
 */
export type DelegateNotification = Omit<Notification, "channel" | "employer_id" | "video_id" | "guide_url"> & {
  channel: typeof delegateChannel;
  delegate_id: string;
  video_id: null;
  guide_url: null;
};

/** Whom a line of a manifest is for: an employer, or on the channel of delegates a delegate. */
export function recipientOf(line: Notification | DelegateNotification): string {
  return line.channel === delegateChannel ? line.delegate_id : line.employer_id;
}

/** One line of corrections.ndjson: it takes back a notification that should not have been sent. */
export type Correction = Omit<Notification, "video_id"> & {
  /** `notification_id` of the notification that was wrong. */
  corrects: string;
  video_id: null;
};
