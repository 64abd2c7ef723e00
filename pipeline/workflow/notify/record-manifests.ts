import path from "node:path";
import { exitCodes, PipelineError } from "../../domain/errors.ts";
import {
  channels,
  type DelegateNotification,
  delegateChannel,
  type ManifestChannel,
  type Notification,
} from "../../domain/notification.ts";
import { type DelegateRecord, recordedDelegates } from "../../ledger/bulk/delegate-notifications.ts";
import {
  type NotificationRecord,
  type RecordedCorrection,
  recordedNotifications,
  saveNotifications,
} from "../../ledger/bulk/notifications.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { recordedManifest } from "../../ledger/queries/campaigns.ts";
import { tokenDigest, tokenIn } from "../../notify/guide-token.ts";
import { readCorrectionLines } from "../../notify/manifests/correction-lines.ts";
import {
  channelFileName,
  correctionsFileName,
  damagedFileOf,
  readManifest,
} from "../../notify/manifests/manifest-files.ts";
import { readManifestLines } from "../../notify/manifests/manifest-lines.ts";
import { finishInterruptedChange } from "../../notify/manifests/manifest-versions.ts";
import {
  contentDigest,
  type RecordedManifests,
  type RecordedNotification,
} from "../../notify/manifests/recorded-manifests.ts";
import { yieldToEventLoop } from "../../support/yield-to-event-loop.ts";

/**
 * Records in the ledger what the manifests in `folder` contain, unless it has that version: a kill may come between the
 * two, so this is done after each new version and again before the next. Altered files are skipped. Throws a
 * `PipelineError` when the ledger knows a newer version than the one that stands: ids would be sent again.
 */
export async function recordManifests(ledger: Ledger, campaign: string, folder: string): Promise<void> {
  await finishInterruptedChange(folder);
  const manifest = (await readManifest(folder))?.manifest;
  const recorded = await recordedManifest(ledger, campaign);
  if (manifest === undefined || manifest.version === recorded) return;
  if (manifest.version < recorded) throw olderManifests(folder, manifest.version, recorded);
  if ((await damagedFileOf(folder, manifest)) !== null) return;
  const version = { campaign, version: manifest.version, asOf: manifest.as_of };
  const contents = {
    notifications: notificationsIn(folder),
    delegates: delegatesIn(folder),
    corrections: correctionsIn(folder),
  };
  await saveNotifications(ledger, version, contents);
}

/** What the ledger knows of a campaign's manifests, for when their folder was moved away. */
export async function recordedManifests(ledger: Ledger, campaign: string): Promise<RecordedManifests> {
  return {
    version: await recordedManifest(ledger, campaign),
    notifications: () => yieldToEventLoop(recordedLines(ledger, campaign)),
  };
}

/** In the order of a manifest: delegates come last. */
function* recordedLines(ledger: Ledger, campaign: string): Generator<RecordedNotification> {
  for (const { employerId, ...notification } of recordedNotifications(ledger, campaign))
    yield { ...notification, recipientId: employerId };
  for (const { delegateId, ...notification } of recordedDelegates(ledger, campaign))
    yield { ...notification, recipientId: delegateId, channel: delegateChannel, videoId: null };
}

async function* notificationsIn(folder: string): AsyncGenerator<NotificationRecord> {
  for (const channel of channels) {
    for await (const notification of linesIn<Notification>(folder, channel)) {
      yield {
        notificationId: notification.notification_id,
        employerId: notification.employer_id,
        channel,
        videoId: notification.video_id,
        contentSha256: contentDigest(notification),
        // Everybody who is told is told in MyINPS.
        tokenSha256: channel === "myinps" ? tokenDigest(tokenIn(notification.guide_url)) : null,
      };
    }
  }
}

async function* delegatesIn(folder: string): AsyncGenerator<DelegateRecord> {
  for await (const notification of linesIn<DelegateNotification>(folder, delegateChannel)) {
    const { notification_id: notificationId, delegate_id: delegateId } = notification;
    yield { notificationId, delegateId, contentSha256: contentDigest(notification) };
  }
}

async function* linesIn<Line extends Notification | DelegateNotification>(
  folder: string,
  channel: ManifestChannel,
): AsyncGenerator<Line> {
  for await (const { notification } of readManifestLines(path.join(folder, channelFileName(channel))))
    yield notification as Line;
}

async function* correctionsIn(folder: string): AsyncGenerator<RecordedCorrection> {
  for await (const { text, guideUrl, ...correction } of readCorrectionLines(path.join(folder, correctionsFileName)))
    yield { ...correction, content: text, tokenSha256: tokenDigest(tokenIn(guideUrl)) };
}

function olderManifests(folder: string, version: number, recorded: number): PipelineError {
  return new PipelineError("older-manifests", `${folder} holds version ${version}, the ledger knows ${recorded}`, {
    nextStep: "Put the newest manifests back, or move the whole manifests folder away, and run the command again",
    exitCode: exitCodes.someFailed,
  });
}
