import { type Channel, channels, type Notification } from "../../domain/notification.ts";
import { byteOrderMark, csvLine } from "../../support/csv-writer.ts";
import { type HashedFileWriter, openHashedFile } from "../../support/hashed-file.ts";
import type { CorrectionLine } from "./correction-lines.ts";
import { compareKeys } from "./manifest-changes.ts";
import { channelFileName, correctionsFileName, overviewFileName } from "./manifest-files.ts";
import type { ManifestFile } from "./manifest-schema.ts";

const overviewColumns = [
  "notification_id",
  "campaign",
  "channel",
  "employer_id",
  "to",
  "video_id",
  "guide_url",
  "available_until",
  "subject",
  "text",
];

/** What a version holds: notifications in batches, and all corrections of the campaign in the order of a manifest. */
export type StagedContents = {
  notifications: AsyncIterable<Notification[]>;
  corrections: AsyncIterable<CorrectionLine>;
};

/**
 * Writes the five channel files, the overview and, when there are any, the corrections into `folder`, streaming.
 * Employers must come in ascending order, each once; anything else is a bug and throws a `RangeError`. When it fails, no
 * file is left half written.
 */
export async function stageManifests(contents: StagedContents, folder: string): Promise<ManifestFile[]> {
  const notifications = await stageNotifications(contents.notifications, folder);
  return [...notifications, ...(await stageCorrections(contents.corrections, folder))];
}

async function stageNotifications(batches: AsyncIterable<Notification[]>, folder: string): Promise<ManifestFile[]> {
  const overview = await openHashedFile(folder, overviewFileName);
  const writers = new Map<Channel, HashedFileWriter>();
  for (const channel of channels) writers.set(channel, await openHashedFile(folder, channelFileName(channel)));
  const all = [...writers.values(), overview];
  try {
    await overview.add(byteOrderMark + csvLine(overviewColumns), { isHeader: true });
    await writeAll(batches, (channel) => writers.get(channel) as HashedFileWriter, overview);
    const finished: ManifestFile[] = [];
    for (const writer of all) finished.push(await writer.finish());
    return finished;
  } catch (error) {
    await Promise.all(all.map((writer) => writer.abort()));
    throw error;
  }
}

async function stageCorrections(lines: AsyncIterable<CorrectionLine>, folder: string): Promise<ManifestFile[]> {
  const file = await openHashedFile(folder, correctionsFileName);
  let last: CorrectionLine | null = null;
  try {
    for await (const line of lines) {
      if (last !== null && compareKeys(last, line) >= 0) throw new RangeError("corrections out of order");
      last = line;
      await file.add(`${line.text}\n`);
    }
    if (last !== null) return [await file.finish()];
    await file.abort();
    return [];
  } catch (error) {
    await file.abort();
    throw error;
  }
}

async function writeAll(
  batches: AsyncIterable<Notification[]>,
  writerFor: (channel: Channel) => HashedFileWriter,
  overview: HashedFileWriter,
): Promise<void> {
  const lastEmployer = new Map<Channel, string>();
  for await (const batch of batches) {
    for (const notification of batch) {
      const { channel, employer_id } = notification;
      if ((lastEmployer.get(channel) ?? "") >= employer_id) throw new RangeError(`${channel}: employers out of order`);
      lastEmployer.set(channel, employer_id);
      await writerFor(channel).add(`${JSON.stringify(notification)}\n`);
      await overview.add(csvLine(overviewCells(notification)));
    }
  }
}

function overviewCells(notification: Notification): string[] {
  const { notification_id, campaign, channel, employer_id, to, video_id, guide_url, available_until } = notification;
  const address = Object.values(to).join(" ");
  const { subject, text } = readableParts(notification);
  return [
    notification_id,
    campaign,
    channel,
    employer_id,
    address,
    video_id,
    guide_url,
    available_until,
    subject,
    text,
  ];
}

/** What the person reads: the line that is seen first, where the channel has one, and the plain text. */
function readableParts({ channel, message }: Notification): { subject: string; text: string } {
  const { subject, title, text, body, markdown } = (channel === "io" ? message.content : message) as Record<
    string,
    string | undefined
  >;
  return { subject: subject ?? title ?? "", text: text ?? body ?? markdown ?? "" };
}
