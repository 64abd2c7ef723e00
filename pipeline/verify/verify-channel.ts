import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import {
  type DelegateNotification,
  delegateChannel,
  type ManifestChannel,
  type Notification,
  recipientOf,
} from "../domain/notification.ts";
import { standingDelegates } from "../ledger/bulk/delegate-notifications.ts";
import { writtenOnChannel } from "../ledger/bulk/notifications.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import { recordedManifest } from "../ledger/queries/campaigns.ts";
import { anyLineSchema, type Manifest, type ManifestFile } from "../notify/manifests/manifest-schema.ts";
import { contentDigest } from "../notify/manifests/recorded-manifests.ts";
import { notificationId } from "../notify/notification-id.ts";
import { joinSorted } from "../support/join-sorted.ts";
import { readLines } from "../support/read-lines.ts";
import { yieldToEventLoop } from "../support/yield-to-event-loop.ts";
import type { Findings } from "./findings.ts";
import { jsonOrNull, recipientIn } from "./manifest-line.ts";
import type { VerifyVideo } from "./verify-videos.ts";

export type ChannelTools = {
  campaign: string;
  findings: Findings;
  onLine: () => void;
  videoExists: VerifyVideo;
  /** Null when the ledger has not recorded this version. */
  ledger: Ledger | null;
};

/** The ledger if it has recorded this version, or null; findings tell of a difference. */
export async function ledgerThatKnows(
  { version }: Manifest,
  campaign: string,
  ledger: Ledger | null,
  findings: Findings,
): Promise<Ledger | null> {
  const recorded = ledger === null ? version : await recordedManifest(ledger, campaign);
  if (recorded > version)
    findings.add(`manifests/manifest.json is version ${version}, the ledger knows version ${recorded}`);
  if (recorded < version)
    findings.note(`The ledger has not taken note of version ${version} of the manifests: it was not compared with it.`);
  return recorded === version ? ledger : null;
}

/**
 * Hash, schema, order and ids of one channel, and that each line is what the ledger recorded, in one reading.
 * Recipients ascend, so no id can stand twice. Returns the number of lines.
 */
export async function verifyChannel(
  folder: string,
  file: ManifestFile,
  channel: ManifestChannel,
  tools: ChannelTools,
): Promise<number> {
  if (!existsSync(path.join(folder, file.name))) return 0;
  const count = { rows: 0 };
  const lines = checkedLines(folder, file, channel, count, tools);
  if (tools.ledger === null) for await (const _line of lines);
  else await compareWithLedger(lines, file.name, channel, tools.ledger, tools);
  return count.rows;
}

type CheckedLine = { place: string; recipientId: string; notification: unknown };

/** Yields valid lines in order; reports whatever is wrong. */
async function* checkedLines(
  folder: string,
  file: ManifestFile,
  channel: ManifestChannel,
  count: { rows: number },
  { campaign, findings, onLine, videoExists }: ChannelTools,
): AsyncGenerator<CheckedLine> {
  const where = `manifests/${file.name}`;
  const schema = anyLineSchema(channel);
  const hash = createHash("sha256");
  let lastRecipient = "";
  for await (const text of readLines(path.join(folder, file.name), (bytes) => hash.update(bytes))) {
    count.rows += 1;
    onLine();
    const parsed = schema.safeParse(jsonOrNull(text));
    if (!parsed.success) {
      const member = parsed.error.issues[0]?.path.join(".") || "the line";
      findings.add(`${where}, line ${count.rows}${recipientIn(text)}: ${member} is not as agreed`);
      continue;
    }
    const { notification_id, campaign: stated, video_id } = parsed.data;
    const recipientId = recipientOf(parsed.data as Notification | DelegateNotification);
    const place = `${where}, line ${count.rows} (${recipientId})`;
    if (stated !== campaign) findings.add(`${place}: another campaign`);
    if (notification_id !== notificationId(campaign, recipientId, channel)) findings.add(`${place}: wrong id`);
    if (recipientId <= lastRecipient) findings.add(`${place}: recipients not in order, or twice`);
    else yield { place, recipientId, notification: parsed.data };
    lastRecipient = recipientId;
    if (channel === "myinps" && video_id !== null) videoExists(video_id, recipientId);
  }
  if (hash.digest("hex") !== file.sha256) findings.add(`${where} was changed after it was written`);
}

async function compareWithLedger(
  lines: AsyncIterable<CheckedLine>,
  name: string,
  channel: ManifestChannel,
  ledger: Ledger,
  { campaign, findings }: ChannelTools,
): Promise<void> {
  const recorded = yieldToEventLoop(recordedAsWritten(ledger, campaign, channel));
  const byRecipient = (a: { recipientId: string }, b: { recipientId: string }) =>
    a.recipientId === b.recipientId ? 0 : a.recipientId < b.recipientId ? -1 : 1;
  for await (const [line, known] of joinSorted(lines, recorded, byRecipient)) {
    if (line === null)
      findings.add(`manifests/${name} leaves out ${known.recipientId}, whom it told when it was written`);
    else if (known === null) findings.add(`${line.place}: the ledger knows no such notification`);
    else if (contentDigest(line.notification) !== known.contentSha256)
      findings.add(`${line.place}: not what was recorded when it was written`);
  }
}

function* recordedAsWritten(
  ledger: Ledger,
  campaign: string,
  channel: ManifestChannel,
): Generator<{ recipientId: string; contentSha256: string }> {
  if (channel !== delegateChannel) {
    for (const { employerId, contentSha256 } of writtenOnChannel(ledger, campaign, channel))
      yield { recipientId: employerId, contentSha256 };
    return;
  }
  for (const { delegateId, contentSha256 } of standingDelegates(ledger, campaign))
    yield { recipientId: delegateId, contentSha256 };
}
