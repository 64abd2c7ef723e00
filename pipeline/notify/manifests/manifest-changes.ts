import path from "node:path";
import {
  type DelegateNotification,
  delegateChannel,
  type ManifestChannel,
  manifestChannels,
  type Notification,
  recipientOf,
} from "../../domain/notification.ts";
import { joinSorted } from "../../support/join-sorted.ts";
import { mergeSorted } from "../../support/merge-sorted.ts";
import { channelFileName } from "./manifest-files.ts";
import { readManifestLines } from "./manifest-lines.ts";
import type { ChangeCounts } from "./manifest-schema.ts";

/** Sort key of a notification in the order of a manifest; on the channel of delegates the recipient is a delegate. */
export type ManifestKey = { recipientId: string; channel: ManifestChannel };

/**
 * By employer, then in the order of `channels`, as everything in a manifest is. Delegates come after all employers: who
 * they are is known once it is known which employers are told.
 */
export function compareKeys(a: ManifestKey, b: ManifestKey): number {
  const order = Number(a.channel === delegateChannel) - Number(b.channel === delegateChannel);
  if (order !== 0) return order;
  if (a.recipientId !== b.recipientId) return a.recipientId < b.recipientId ? -1 : 1;
  return manifestChannels.indexOf(a.channel) - manifestChannels.indexOf(b.channel);
}

/** In what a notification that stays differs; the first that fits. */
export type ContentChange = "guide-changed" | "address-changed" | "text-changed";

/** A notification that is only in the newer or the older of two versions, or in both with other content. */
export type ManifestChange = ManifestKey & { notificationId: string } & (
    | { kind: "added" | "withdrawn" }
    | { kind: "changed"; reason: ContentChange }
  );

/** How two versions differ, in notifications. */
export type ChangeTally = ChangeCounts & {
  /** Of `changed`: those whose guide has another address than people were given. */
  changedAddresses: number;
};

export function emptyTally(): ChangeTally {
  return { added: 0, withdrawn: 0, changed: 0, unchanged: 0, changedAddresses: 0 };
}

/** What two sides know of one notification. */
export type KnownNotification = ManifestKey & { notificationId: string };

/**
 * What the newer of two sequences adds, changes and withdraws, in their order; `tally` is complete once the sequence has
 * ended. An id that stays with other content is `changed`: whoever has sent it must not send it again, so it is no
 * addition.
 */
export async function* changesBetween<Older extends KnownNotification, Newer extends KnownNotification>(
  older: AsyncIterable<Older>,
  newer: AsyncIterable<Newer>,
  changeOf: (older: Older, newer: Newer) => ContentChange | null,
  tally: ChangeTally,
): AsyncGenerator<ManifestChange> {
  for await (const [before, now] of joinSorted(older, newer, compareKeys)) {
    const reason = before && now ? changeOf(before, now) : null;
    const kind = before === null ? "added" : now === null ? "withdrawn" : reason === null ? "unchanged" : "changed";
    tally[kind] += 1;
    if (kind === "unchanged") continue;
    const { notificationId, recipientId, channel } = (now ?? before) as KnownNotification;
    if (kind === "changed") yield { kind, notificationId, recipientId, channel, reason: reason as ContentChange };
    else yield { kind, notificationId, recipientId, channel };
  }
}

/** The changes from the version in one folder to that in another, and their counts once the sequence has ended. */
export function compareManifests(olderFolder: string, newerFolder: string) {
  const tally = emptyTally();
  const changeOf = ({ text, notification }: StandingLine, newer: StandingLine) => {
    if (notification.guide_url !== newer.notification.guide_url) tally.changedAddresses += 1;
    return text === newer.text ? null : contentChange(notification, newer.notification);
  };
  const perChannel = manifestChannels.map((channel) =>
    changesBetween(linesOf(olderFolder, channel), linesOf(newerFolder, channel), changeOf, tally),
  );
  return { tally, changes: mergeSorted(perChannel, compareKeys) };
}

type Line = Notification | DelegateNotification;

function contentChange(older: Line, newer: Line): ContentChange {
  if (older.video_id !== newer.video_id) return "guide-changed";
  return older.guide_url === newer.guide_url ? "text-changed" : "address-changed";
}

export type StandingLine = KnownNotification & { text: string; notification: Line };

/** What a channel's file in a folder holds, by recipient. */
export async function* linesOf(folder: string, channel: ManifestChannel): AsyncGenerator<StandingLine> {
  for await (const { text, notification } of readManifestLines(path.join(folder, channelFileName(channel)))) {
    const { notification_id: notificationId } = notification;
    yield { notificationId, recipientId: recipientOf(notification), channel, text, notification };
  }
}
