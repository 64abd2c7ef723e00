import type { Day } from "../../domain/day.ts";
import type { GuideOwner } from "../../domain/guide-owner.ts";
import type { Channel } from "../../domain/notification.ts";
import { batchesOf } from "../../support/batches.ts";
import type { Ledger } from "../open-ledger.ts";
import { channelOrder } from "./channel-order.ts";
import { type CorrectionRecord, correctionWriter } from "./corrections.ts";
import { type DelegateRecord, saveDelegates } from "./delegate-notifications.ts";
import { prepared } from "./sqlite.ts";
import { inTransaction } from "./transaction.ts";

/** A notification as the newest manifest has it. */
export type NotificationRecord = {
  /** Stable for (campaign, employer, channel). */
  notificationId: string;
  employerId: string;
  channel: Channel;
  videoId: string;
  contentSha256: string;
  /** SHA-256 of the token in its address; null where nobody is to be found by it. */
  tokenSha256: string | null;
};

/** What became of a notification: it stands in the newest manifest, or was taken out again. */
export type NotificationState = Omit<NotificationRecord, "tokenSha256"> & {
  state: "written" | "withdrawn";
  /** The manifest that first had it in this state. */
  manifestVersion: number;
};

/** Written without waiting for the source in between. */
const notificationsAtOnce = 1_000;

/** A version of the manifests of a campaign, and the day on which the positions in it were judged. */
export type RecordedVersion = { campaign: string; version: number; asOf: Day };

/** A correction of a version, and what its address is found by. */
export type RecordedCorrection = CorrectionRecord & { tokenSha256: string };

/** What a version holds. */
export type VersionContents = {
  notifications: AsyncIterable<NotificationRecord> | Iterable<NotificationRecord>;
  delegates: AsyncIterable<DelegateRecord> | Iterable<DelegateRecord>;
  corrections: AsyncIterable<RecordedCorrection> | Iterable<RecordedCorrection>;
};

/**
 * Writes down what a manifest version holds, all or nothing. A notification of the campaign that is not among them is
 * withdrawn by that version; one that is unchanged keeps the version it had. The sources must not ask this ledger to
 * write.
 */
export async function saveNotifications(
  ledger: Ledger,
  { campaign, version, asOf }: RecordedVersion,
  { notifications, delegates, corrections }: VersionContents,
): Promise<void> {
  const { writer } = ledger;
  await inTransaction(ledger, async () => {
    writer.exec("create temp table standing (notification_id text primary key) without rowid");
    const upsert = writer.prepare(upsertSql);
    const mark = writer.prepare("insert into temp.standing (notification_id) values (?)");
    const keepToken = writer.prepare(tokenSql);
    for await (const batch of batchesOf(notifications, notificationsAtOnce)) {
      for (const { tokenSha256, ...notification } of batch) {
        upsert.run({ campaign, manifestVersion: version, asOf, ...notification });
        if (tokenSha256 !== null) keepToken.run(campaign, notification.employerId, tokenSha256);
        mark.run(notification.notificationId);
      }
    }
    writer
      .prepare(
        `update notifications set state = 'withdrawn', manifest_version = ?
         where campaign = ? and state = 'written' and notification_id not in (select notification_id from temp.standing)`,
      )
      .run(version, campaign);
    writer.exec("drop table temp.standing");
    await saveDelegates(writer, { campaign, version }, delegates);
    const correct = correctionWriter(ledger, campaign, version);
    for await (const batch of batchesOf(corrections, notificationsAtOnce)) {
      for (const { tokenSha256, ...correction } of batch) {
        correct(correction);
        keepToken.run(campaign, correction.employerId, tokenSha256);
      }
    }
    writer.prepare("update campaigns set recorded_manifest = ? where campaign = ?").run(version, campaign);
  });
}

/** With other addresses, those that people had lead nowhere any more. */
const tokenSql = `
  insert into guide_tokens (campaign, employer_id, token_sha256) values (?, ?, ?)
  on conflict (campaign, employer_id) do update set token_sha256 = excluded.token_sha256
    where token_sha256 <> excluded.token_sha256`;

/** What became of every notification of a campaign that was ever written down, by employer_id, then by channel. */
export function recordedNotifications({ reader }: Ledger, campaign: string): IterableIterator<NotificationState> {
  return reader
    .prepare<[string], NotificationState>(
      `select notification_id as "notificationId", employer_id as "employerId", channel, video_id as "videoId",
              content_sha256 as "contentSha256", state, manifest_version as "manifestVersion"
       from notifications where campaign = ? order by employer_id, ${channelOrder()}`,
    )
    .iterate(campaign);
}

/** What stands in the newest recorded manifest on one channel, by employer_id. */
export function writtenOnChannel(
  { reader }: Ledger,
  campaign: string,
  channel: Channel,
): IterableIterator<Pick<NotificationRecord, "employerId" | "contentSha256">> {
  return reader
    .prepare<[string, string], Pick<NotificationRecord, "employerId" | "contentSha256">>(
      `select employer_id as "employerId", content_sha256 as "contentSha256"
       from notifications where campaign = ? and channel = ? and state = 'written' order by employer_id`,
    )
    .iterate(campaign, channel);
}

/** The day on which somebody was told first stays. */
const upsertSql = `
  insert into notifications (campaign, employer_id, channel, notification_id, video_id, content_sha256, state, manifest_version, told_as_of)
  values (:campaign, :employerId, :channel, :notificationId, :videoId, :contentSha256, 'written', :manifestVersion, :asOf)
  on conflict (campaign, employer_id, channel) do update
    set video_id = excluded.video_id, content_sha256 = excluded.content_sha256, state = 'written', manifest_version = excluded.manifest_version
    where state <> 'written' or content_sha256 <> excluded.content_sha256`;

/** One employer's notifications in a campaign, by channel. */
export function notificationsOf({ reader }: Ledger, campaign: string, employerId: string): NotificationState[] {
  return prepared<[string, string], NotificationState>(
    reader,
    `select notification_id as "notificationId", employer_id as "employerId", channel, video_id as "videoId",
            content_sha256 as "contentSha256", state, manifest_version as "manifestVersion"
     from notifications where campaign = ? and employer_id = ? order by channel`,
  ).all(campaign, employerId);
}

/**
 * Whether somebody stood in a manifest of a campaign, as an employer or as a delegate, and the first day by which they
 * were told as an employer, null when not known.
 */
export function toldStateOf(
  { writer }: Ledger,
  campaign: string,
  employerId: string,
): { wasTold: boolean; toldAsOf: Day | null } {
  const { told, toldAsOf } = prepared<{ campaign: string; employerId: string }, { told: number; toldAsOf: Day | null }>(
    writer,
    `select count(*) + (select count(*) from delegate_notifications where campaign = :campaign and delegate_id = :employerId) as told,
            min(told_as_of) as "toldAsOf"
     from notifications where campaign = :campaign and employer_id = :employerId`,
  ).get({ campaign, employerId }) as { told: number; toldAsOf: Day | null };
  return { wasTold: told > 0, toldAsOf };
}

/** Whom a notification is for, or null when there is none of this id. */
export function ownerOfNotification({ reader }: Ledger, notificationId: string): GuideOwner | null {
  const owner = prepared<[string], GuideOwner>(
    reader,
    'select campaign, employer_id as "employerId" from notifications where notification_id = ?',
  ).get(notificationId);
  return owner ?? null;
}

/** How many employers stand in the newest manifests of a campaign, on any channel. */
export function countTold({ reader }: Ledger, campaign: string): number {
  return prepared<[string], { told: number }>(
    reader,
    "select count(distinct employer_id) as told from notifications where campaign = ? and state = 'written'",
  ).get(campaign)?.told as number;
}

export type NotificationCount = { channel: Channel; state: NotificationState["state"]; count: number };

/** How many notifications of a campaign stand or were withdrawn, by channel. */
export function countNotifications({ reader }: Ledger, campaign: string): NotificationCount[] {
  return reader
    .prepare<[string], NotificationCount>(
      "select channel, state, count(*) as count from notifications where campaign = ? group by channel, state order by channel, state",
    )
    .all(campaign);
}
