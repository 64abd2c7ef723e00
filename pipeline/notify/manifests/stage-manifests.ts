import {
  channels,
  type DelegateNotification,
  delegateChannel,
  type ManifestChannel,
  type Notification,
  recipientOf,
} from "../../domain/notification.ts";
import { byteOrderMark, csvLine } from "../../support/csv-writer.ts";
import { type HashedFileWriter, openHashedFile } from "../../support/hashed-file.ts";
import { type CorrectionLine, compareCorrections } from "./correction-lines.ts";
import { channelFileName, correctionsFileName, overviewFileName } from "./manifest-files.ts";
import type { ManifestFile } from "./manifest-schema.ts";

/** `employer_id` is the delegate where the channel is that of delegates. */
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
  /** By delegate_id; read after the last of `notifications`. Null: the extracts do not say who delegates are. */
  delegates: AsyncIterable<DelegateNotification> | null;
  corrections: AsyncIterable<CorrectionLine>;
};

/**
 * Writes a file for each channel, the overview and, when there are any, the corrections into `folder`, streaming.
 * Employers, and then delegates, must come in ascending order, each once; anything else is a bug and throws a `RangeError`. When it fails, no
 * file is left half written.
 */
export async function stageManifests(contents: StagedContents, folder: string): Promise<ManifestFile[]> {
  const notifications = await stageNotifications(contents, folder);
  return [...notifications, ...(await stageCorrections(contents.corrections, folder))];
}

async function stageNotifications(
  { notifications, delegates }: StagedContents,
  folder: string,
): Promise<ManifestFile[]> {
  const overview = await openHashedFile(folder, overviewFileName);
  const writers = new Map<ManifestChannel, HashedFileWriter>();
  const written: readonly ManifestChannel[] = delegates === null ? channels : [...channels, delegateChannel];
  for (const channel of written) writers.set(channel, await openHashedFile(folder, channelFileName(channel)));
  const all = [...writers.values(), overview];
  try {
    await overview.add(byteOrderMark + csvLine(overviewColumns), { isHeader: true });
    await writeAll(linesOf(notifications, delegates), (channel) => writers.get(channel) as HashedFileWriter, overview);
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
      if (last !== null && compareCorrections(last, line) >= 0) throw new RangeError("corrections out of order");
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

type Line = Notification | DelegateNotification;

/** Who delegates are is known when the last employer is. */
async function* linesOf(
  notifications: StagedContents["notifications"],
  delegates: StagedContents["delegates"],
): AsyncGenerator<Line> {
  for await (const batch of notifications) yield* batch;
  if (delegates !== null) yield* delegates;
}

async function writeAll(
  lines: AsyncIterable<Line>,
  writerFor: (channel: ManifestChannel) => HashedFileWriter,
  overview: HashedFileWriter,
): Promise<void> {
  const lastRecipient = new Map<ManifestChannel, string>();
  for await (const notification of lines) {
    const { channel } = notification;
    const recipient = recipientOf(notification);
    if ((lastRecipient.get(channel) ?? "") >= recipient) throw new RangeError(`${channel}: recipients out of order`);
    lastRecipient.set(channel, recipient);
    await writerFor(channel).add(`${JSON.stringify(notification)}\n`);
    await overview.add(csvLine(overviewCells(notification)));
  }
}

function overviewCells(notification: Line): string[] {
  const { notification_id, campaign, channel, to, video_id, guide_url, available_until } = notification;
  const address = Object.values(to).join(" ");
  const { subject, text } = readableParts(notification);
  return [
    notification_id,
    campaign,
    channel,
    recipientOf(notification),
    address,
    video_id ?? "",
    guide_url ?? "",
    available_until,
    subject,
    text,
  ];
}

/** What the person reads: the line that is seen first, where the channel has one, and the plain text. */
function readableParts({ channel, message }: Line): { subject: string; text: string } {
  const { subject, title, text, body, markdown } = (channel === "io" ? message.content : message) as Record<
    string,
    string | undefined
  >;
  return { subject: subject ?? title ?? "", text: text ?? body ?? markdown ?? "" };
}
