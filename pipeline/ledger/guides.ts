import { batchesOf } from "./batches.ts";
import type { Ledger } from "./open-ledger.ts";
import { inTransaction } from "./transaction.ts";

/** Which video an employer is shown; employers with the same story share one. */
export type GuideRecord = { employerId: string; videoId: string };

/** A video as it lies on the disk. */
export type VideoRecord = {
  videoId: string;
  packaging: "mp4" | "hls";
  frames: number;
  bytes: number;
  /** Names the bytes of the film: a file's, or a playlist's and its segments'; empty when an earlier version had another. */
  digest: string;
  /** Names the rendered scenes it was made from. */
  madeFrom: string;
  /** Names captions, chapters and transcript together; empty when it is not known. */
  textsDigest?: string;
};

/** Replaces the guides of a campaign by these, all or nothing. The source must not ask this ledger to write. */
export async function saveGuides(
  ledger: Ledger,
  campaign: string,
  guides: AsyncIterable<GuideRecord> | Iterable<GuideRecord>,
): Promise<void> {
  const insert = ledger.writer.prepare("insert into guides (campaign, employer_id, video_id) values (?, ?, ?)");
  await inTransaction(ledger, async () => {
    ledger.writer.prepare("delete from guides where campaign = ?").run(campaign);
    for await (const batch of batchesOf(guides)) {
      for (const { employerId, videoId } of batch) insert.run(campaign, employerId, videoId);
    }
  });
}

/** The video of one employer, or null. */
export function guideOf({ reader }: Ledger, campaign: string, employerId: string): string | null {
  const found = reader.prepare("select video_id from guides where campaign = ? and employer_id = ?").pluck();
  return (found.get(campaign, employerId) as string | undefined) ?? null;
}

/** How many employers of a campaign were given a guide when it was planned; 0 when that was never done. */
export function countGuides({ reader }: Ledger, campaign: string): number {
  return reader.prepare("select count(*) from guides where campaign = ?").pluck().get(campaign) as number;
}

/** Adds videos to a campaign; one that is known already is written over. */
export async function saveVideos(ledger: Ledger, campaign: string, videos: readonly VideoRecord[]): Promise<void> {
  const insert = ledger.writer.prepare(
    `insert into videos (campaign, video_id, packaging, frames, bytes, digest, made_from)
     values (:campaign, :videoId, :packaging, :frames, :bytes, :digest, :madeFrom)
     on conflict (campaign, video_id, packaging)
     do update set frames = excluded.frames, bytes = excluded.bytes, digest = excluded.digest, made_from = excluded.made_from`,
  );
  await inTransaction(ledger, () => {
    for (const video of videos) insert.run({ campaign, ...video });
  });
}

const videoColumns = 'video_id as "videoId", packaging, frames, bytes, digest, made_from as "madeFrom"';

/** The videos of a campaign by video_id. */
export function videosOf({ reader }: Ledger, campaign: string): IterableIterator<VideoRecord> {
  return reader
    .prepare<[string], VideoRecord>(
      `select ${videoColumns} from videos where campaign = ? order by video_id, packaging`,
    )
    .iterate(campaign);
}

/** One video in every packaging it was made in. */
export function packagingsOf(ledger: Ledger, campaign: string, videoId: string): VideoRecord[] {
  return packagingsLookup(ledger, campaign)(videoId);
}

/** The same for many: the question is prepared once, which SQLite keeps memory for. */
export function packagingsLookup({ reader }: Ledger, campaign: string): (videoId: string) => VideoRecord[] {
  const select = reader.prepare<[string, string], VideoRecord>(
    `select ${videoColumns} from videos where campaign = ? and video_id = ? order by packaging`,
  );
  return (videoId) => select.all(campaign, videoId);
}
