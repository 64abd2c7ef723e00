import type { Day } from "./day.ts";

export const channels = ["myinps", "sms", "email", "io", "inps-mobile"] as const;
export type Channel = (typeof channels)[number];

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

/** One line of corrections.ndjson: it takes back a notification that should not have been sent. */
export type Correction = Omit<Notification, "video_id"> & {
  /** `notification_id` of the notification that was wrong. */
  corrects: string;
  video_id: null;
};
