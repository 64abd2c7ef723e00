import { readFileSync } from "node:fs";
import path from "node:path";
import { videoProfile } from "../../compositions/storyboard.ts";
import type { VideoRecord } from "../domain/video.ts";
import { packagingsLookup, segmentsOf } from "../ledger/bulk/videos.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import { digestOfMp4, digestOfPlaylist, digestOfTexts } from "../media/guide-digest.ts";
import type { Packaging } from "../settings/campaign-settings.ts";
import type { Findings } from "./findings.ts";
import { SegmentsOf, sizeOf } from "./segments-of.ts";

/** What the videos of a campaign are checked against; null where it is not known. */
export type VideoExpectations = { campaign: string; ledger: Ledger | null; packaging: Packaging | null };

/** Takes the video that an employer is told of. */
export type VerifyVideo = (videoId: string, employerId: string) => void;

const endings = { mp4: "mp4", hls: "m3u8" } as const;
const bothPackagings = ["mp4", "hls"] as const;

/**
 * Checks each guide once, however many employers are shown it: a video in every packaging that the campaign was
 * planned with, and in any other that is there (without a ledger: in any), captions and transcript, none of them empty,
 * every segment that a playlist points to, and, as the ledger has them, the length and every byte of each video and
 * text. A problem names the first employer who is told of the guide. Remembers the ids of the guides and the
 * checksums of the segments.
 */
export function verifyVideo(
  videosFolder: string,
  { campaign, ledger, packaging }: VideoExpectations,
  findings: Findings,
): VerifyVideo {
  const recordsOf = ledger && packagingsLookup(ledger, campaign);
  const seen = new Set<string>();
  const segments = new SegmentsOf(videosFolder, ledger ? segmentsOf(ledger, campaign) : new Map());
  return (videoId, employerId) => {
    if (seen.has(videoId)) return;
    seen.add(videoId);
    const problems = /^[\w-]+$/.test(videoId)
      ? problemsWith(videoId, recordsOf?.(videoId) ?? null, packaging, segments)
      : ["a video_id is no file name"];
    for (const problem of problems) findings.add(`videos/${problem} (guide of ${employerId})`);
  };
}

function problemsWith(
  videoId: string,
  records: VideoRecord[] | null,
  packaging: Packaging | null,
  segments: SegmentsOf,
): string[] {
  const isThere = (one: VideoRecord["packaging"]) =>
    sizeOf(path.join(segments.folder, `${videoId}.${endings[one]}`)) > 0;
  const isAsked = (one: VideoRecord["packaging"]) => packaging === one || packaging === "both";
  const expected = bothPackagings.filter((one) => isThere(one) || (records !== null && isAsked(one)));
  const videos = expected.flatMap((one) => {
    const name = `${videoId}.${endings[one]}`;
    if (!isThere(one)) return [`${name} is missing or empty`];
    const record = records?.find((candidate) => candidate.packaging === one) ?? null;
    if (record === null && records !== null && isAsked(one)) return [`${name} is not one that the ledger knows`];
    const problem = problemWith(name, one, record, segments);
    return problem === null ? [] : [`${name} ${problem}`];
  });
  const unknown = records === null ? `${videoId}: no video` : `${videoId} is not one that the ledger knows`;
  return [...(expected.length === 0 ? [unknown] : videos), ...problemsWithTexts(videoId, records, segments.folder)];
}

/** What is wrong with one video, or null. */
function problemWith(
  name: string,
  packaging: VideoRecord["packaging"],
  record: VideoRecord | null,
  segments: SegmentsOf,
): string | null {
  const file = path.join(segments.folder, name);
  const missing = packaging === "hls" ? segments.missingOf(file) : [];
  if (missing.length > 0) return `points to ${segmentsWhich(missing, { one: "is missing", more: "are missing" })}`;
  if (record === null) return null;
  if (sizeOf(file) !== record.bytes) return "is not as long as it was made";
  const isKnown = record.digest !== "";
  if (!isKnown || digestOf(file, packaging, segments) === record.digest) return null;
  const changed = packaging === "hls" ? segments.changedOf(file) : [];
  if (changed.length === 0) return "was changed after it was made";
  return `points to ${segmentsWhich(changed, { one: "was changed after it was made", more: "were changed after they were made" })}`;
}

function segmentsWhich([first, ...others]: readonly string[], says: { one: string; more: string }): string {
  return others.length === 0
    ? `${first}, which ${says.one}`
    : `${first} and ${others.length} more segments, which ${says.more}`;
}

/** Captions, chapters and transcript have one digest together: chapters are only asked for where it is known. */
export function problemsWithTexts(videoId: string, records: VideoRecord[] | null, folder: string): string[] {
  const digest = records?.map(({ textsDigest }) => textsDigest ?? "").find((known) => known !== "");
  const asked = [".it.vtt", ...(digest === undefined ? [] : [".it.chapters.vtt"]), ".it.txt"];
  const missing = asked.filter((ending) => sizeOf(path.join(folder, `${videoId}${ending}`)) === 0);
  if (missing.length > 0) return missing.map((ending) => `${videoId}${ending} is missing or empty`);
  if (digest === undefined) return [];
  const contents = asked.map((ending) => [ending, readFileSync(path.join(folder, `${videoId}${ending}`), "utf8")]);
  if (digestOfTexts(Object.fromEntries(contents)) === digest) return [];
  return [`${videoId}.it.vtt, its chapters or its transcript (.it.txt) were changed after they were made`];
}

/** Null when the file is no video of ours any more. */
function digestOf(file: string, packaging: VideoRecord["packaging"], { checksums }: SegmentsOf): string | null {
  try {
    return packaging === "mp4" ? digestOfMp4(file, videoProfile) : digestOfPlaylist(file, checksums);
  } catch {
    return null;
  }
}
