import { existsSync } from "node:fs";
import path from "node:path";
import { type Channel, channels } from "../domain/notification.ts";
import { mergeSorted } from "../support/merge-sorted.ts";
import { readLines } from "../support/read-lines.ts";
import { channelFileName } from "./manifest-files.ts";
import type { ChangeCounts } from "./manifest-schema.ts";

/** One notification that is only in the newer, or only in the older, of two versions. */
export type ManifestChange = {
  kind: "added" | "withdrawn";
  notificationId: string;
  employerId: string;
  channel: Channel;
};

/** By employer, then in the order of `channels`, as everything in a manifest is. */
export function compareKeys(
  a: { employerId: string; channel: Channel },
  b: { employerId: string; channel: Channel },
): number {
  if (a.employerId !== b.employerId) return a.employerId < b.employerId ? -1 : 1;
  return channels.indexOf(a.channel) - channels.indexOf(b.channel);
}

/**
 * What the newer version adds and withdraws, in order; `counts` is complete once the sequence has ended.
 * An id that stays with other content is `changed`: whoever has sent it must not send it again, so it is no addition.
 */
export function compareManifests(olderFolder: string, newerFolder: string) {
  const counts: ChangeCounts = { added: 0, withdrawn: 0, changed: 0, unchanged: 0 };
  const perChannel = channels.map((channel) => channelChanges(channel, olderFolder, newerFolder, counts));
  return { counts, changes: mergeSorted(perChannel, compareKeys) };
}

async function* channelChanges(
  channel: Channel,
  olderFolder: string,
  newerFolder: string,
  counts: ChangeCounts,
): AsyncGenerator<ManifestChange> {
  const name = channelFileName(channel);
  const older = entriesOf(path.join(olderFolder, name), "older");
  const newer = entriesOf(path.join(newerFolder, name), "newer");
  let pending: Entry | null = null;
  for await (const entry of mergeSorted([older, newer], (a, b) => compareKeys({ ...a, channel }, { ...b, channel }))) {
    if (pending !== null && entry.side === "newer" && entry.employerId === pending.employerId) {
      counts[entry.line === pending.line ? "unchanged" : "changed"] += 1;
      pending = null;
      continue;
    }
    if (pending !== null) yield tally("withdrawn", pending);
    pending = entry.side === "older" ? entry : null;
    if (entry.side === "newer") yield tally("added", entry);
  }
  if (pending !== null) yield tally("withdrawn", pending);

  function tally(kind: ManifestChange["kind"], { notificationId, employerId }: Entry): ManifestChange {
    counts[kind] += 1;
    return { kind, notificationId, employerId, channel };
  }
}

type ManifestEntry = { notificationId: string; employerId: string; line: string };
type Entry = ManifestEntry & { side: "older" | "newer" };

async function* entriesOf(file: string, side: Entry["side"]): AsyncGenerator<Entry> {
  for await (const entry of manifestEntries(file)) yield { ...entry, side };
}

/** The notifications of a channel's file by employer, none when there is no such file. */
export async function* manifestEntries(file: string): AsyncGenerator<ManifestEntry> {
  if (!existsSync(file)) return;
  for await (const line of readLines(file)) {
    const { notification_id, employer_id } = JSON.parse(line) as { notification_id: string; employer_id: string };
    yield { notificationId: notification_id, employerId: employer_id, line };
  }
}
