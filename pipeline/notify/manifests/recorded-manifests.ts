import { type ManifestChannel, manifestChannels } from "../../domain/notification.ts";
import { canonicalJson, sha256Hex } from "../../support/hash.ts";
import { mergeSorted } from "../../support/merge-sorted.ts";
import {
  type ContentChange,
  changesBetween,
  compareKeys,
  emptyTally,
  linesOf,
  type StandingLine,
} from "./manifest-changes.ts";
import type { WithdrawnRow } from "./withdrawn-list.ts";

/** A notification that stood in a manifest once, and what became of it in `manifestVersion`. */
export type RecordedNotification = {
  notificationId: string;
  recipientId: string;
  channel: ManifestChannel;
  /** Null: a delegate is told of no video. */
  videoId: string | null;
  /** `contentDigest` of the notification. */
  contentSha256: string;
  state: "written" | "withdrawn";
  manifestVersion: number;
};

/** What is known of earlier versions beside their folder; `notifications` in the order of `compareKeys`. */
export type RecordedManifests = { version: number; notifications: () => AsyncIterable<RecordedNotification> };

/** SHA-256 of a manifest line, whatever the order of its members. */
export function contentDigest(notification: unknown): string {
  return sha256Hex(canonicalJson(notification));
}

/**
 * The changes from what was recorded to the staged files, and their counts once the sequence has ended. Addresses are
 * not recorded: a notification whose guide only has another address counts as one with another text.
 */
export function compareWithRecorded(recorded: RecordedManifests, stagedFolder: string) {
  const tally = emptyTally();
  const staged = mergeSorted(
    manifestChannels.map((channel) => linesOf(stagedFolder, channel)),
    compareKeys,
  );
  const written = inState(recorded, "written");
  return { tally, changes: changesBetween(written, staged, changeSinceRecorded, tally) };
}

function changeSinceRecorded(before: RecordedNotification, now: StandingLine): ContentChange | null {
  if (before.contentSha256 === contentDigest(now.notification)) return null;
  return before.videoId === now.notification.video_id ? "text-changed" : "guide-changed";
}

/** What was withdrawn before, as `withdrawn.csv` would list it; the reason is asked anew. */
export async function* recordedAsWithdrawn(recorded: RecordedManifests): AsyncGenerator<WithdrawnRow> {
  for await (const { notificationId, recipientId, channel, manifestVersion } of inState(recorded, "withdrawn")) {
    yield { kind: "kept", notificationId, recipientId, channel, reason: null, version: String(manifestVersion) };
  }
}

async function* inState(
  recorded: RecordedManifests,
  state: RecordedNotification["state"],
): AsyncGenerator<RecordedNotification> {
  for await (const notification of recorded.notifications()) {
    if (notification.state === state) yield notification;
  }
}
