import path from "node:path";
import type { Channel } from "../domain/notification.ts";
import { channels } from "../domain/notification.ts";
import { mergeSorted } from "../support/merge-sorted.ts";
import { compareKeys, manifestEntries } from "./manifest-changes.ts";
import { channelFileName } from "./manifest-files.ts";
import type { WithdrawnRow } from "./withdrawn-list.ts";

/** A notification that stood in a manifest once, and what became of it in `manifestVersion`. */
export type RecordedNotification = {
  notificationId: string;
  employerId: string;
  channel: Channel;
  state: "written" | "withdrawn";
  manifestVersion: number;
};

/** What is known of earlier versions beside their folder; `notifications` by employer, then in the order of `channels`. */
export type RecordedManifests = { version: number; notifications: () => AsyncIterable<RecordedNotification> };

/**
 * Rows of `withdrawn.csv` for every recorded notification that is not in the staged files: what stood last is withdrawn
 * by this `version`, what was withdrawn before keeps the version that did it.
 */
export async function* recordedButNotStaged(
  recorded: AsyncIterable<RecordedNotification>,
  stagedFolder: string,
  { version, reasonFor }: { version: number; reasonFor: (key: RecordedNotification) => Promise<string> },
): AsyncGenerator<WithdrawnRow> {
  const rowOf = async (notification: RecordedNotification): Promise<WithdrawnRow> => {
    const { notificationId, employerId, channel, state, manifestVersion } = notification;
    const withdrawnIn = String(state === "withdrawn" ? manifestVersion : version);
    return {
      kind: "kept",
      notificationId,
      employerId,
      channel,
      reason: await reasonFor(notification),
      version: withdrawnIn,
    };
  };
  let pending: RecordedNotification | null = null;
  for await (const key of mergeSorted<RecordedNotification | Key>([recorded, stagedKeys(stagedFolder)], compareKeys)) {
    const isStaged = !("state" in key);
    if (pending !== null && !(isStaged && compareKeys(pending, key) === 0)) yield rowOf(pending);
    pending = isStaged ? null : key;
  }
  if (pending !== null) yield rowOf(pending);
}

type Key = { employerId: string; channel: Channel };

function stagedKeys(folder: string): AsyncGenerator<Key> {
  return mergeSorted(
    channels.map((channel) => keysOf(channel, path.join(folder, channelFileName(channel)))),
    compareKeys,
  );
}

async function* keysOf(channel: Channel, file: string): AsyncGenerator<Key> {
  for await (const { employerId } of manifestEntries(file)) yield { employerId, channel };
}
