import type { SegmentRecord, VideoRecord } from "../../domain/video.ts";
import type { Ledger } from "../open-ledger.ts";
import { inTransaction } from "./transaction.ts";

/** Adds videos and the segments they point to to a campaign; what is known already is written over. */
export async function saveVideos(
  ledger: Ledger,
  campaign: string,
  videos: readonly (VideoRecord & { segments: readonly SegmentRecord[] })[],
): Promise<void> {
  const insert = ledger.writer.prepare(
    `insert into videos (campaign, video_id, packaging, frames, bytes, digest, made_from, texts_digest)
     values (:campaign, :videoId, :packaging, :frames, :bytes, :digest, :inputHash, :textsDigest)
     on conflict (campaign, video_id, packaging)
     do update set frames = excluded.frames, bytes = excluded.bytes, digest = excluded.digest,
       made_from = excluded.made_from, texts_digest = excluded.texts_digest`,
  );
  const insertSegment = ledger.writer.prepare(
    `insert into segments (campaign, segment, bytes, sha256) values (?, ?, ?, ?)
     on conflict (campaign, segment) do update set bytes = excluded.bytes, sha256 = excluded.sha256
       where sha256 <> excluded.sha256`,
  );
  await inTransaction(ledger, () => {
    for (const { segments, ...video } of videos) {
      insert.run({ campaign, ...video });
      for (const { name, bytes, sha256 } of segments) insertSegment.run(campaign, name, bytes, sha256);
    }
  });
}

const videoColumns =
  'video_id as "videoId", packaging, frames, bytes, digest, made_from as "inputHash", texts_digest as "textsDigest"';

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

/** Every segment of a campaign, by its name. */
export function segmentsOf({ reader }: Ledger, campaign: string): Map<string, SegmentRecord> {
  const rows = reader.prepare<[string], SegmentRecord>(
    'select segment as "name", bytes, sha256 from segments where campaign = ?',
  );
  return new Map([...rows.iterate(campaign)].map((segment) => [segment.name, segment]));
}
