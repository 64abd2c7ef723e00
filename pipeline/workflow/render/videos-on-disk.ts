import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { SegmentRecord, VideoRecord } from "../../domain/video.ts";
import { segmentsOf } from "../../ledger/bulk/videos.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { addressesIn } from "../../media/hls.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { textEndings } from "../../storyboard/texts-of.ts";
import { endings, knownVideos, packagingsIn, sizeOf, type VideoSources, videosFolder } from "./guide-plans.ts";

/** Why a video cannot be watched, or null when it can; each is checked once. */
export type VideoCheck = {
  /** In every packaging that the settings ask for. */
  problemWith(videoId: string): string | null;
  /** In any packaging, be it made from scenes of an earlier design. */
  canBeWatched(videoId: string): boolean;
  /** In every packaging that the settings ask for, made from the scenes and texts that it would be made from now. */
  isAssembled(sources: VideoSources): boolean;
};

/** Checks the files of the videos in the ledger: they exist with their recorded size, and so do all their segments. */
export function videosOnDisk(ledger: Ledger, settings: CampaignSettings): VideoCheck {
  const folder = videosFolder(settings);
  const videos = knownVideos(ledger, settings.campaign);
  const segments = segmentCheck(folder, segmentsOf(ledger, settings.campaign));
  const problemOf = ({ videoId, packaging, bytes }: VideoRecord): string | null => {
    const file = path.join(folder, `${videoId}${endings[packaging]}`);
    const size = sizeOf(file);
    if (size === null) return "its video is missing";
    if (size !== bytes) return "its video has another size than it was made with";
    return packaging === "hls" ? segments.problemIn(file) : null;
  };
  const asked = packagingsIn(settings.packaging);
  const problems = new Map<string, string | null>();
  const findProblem = (videoId: string): string | null => {
    const records = videos.get(videoId) ?? [];
    for (const packaging of asked) {
      const record = records.find((candidate) => candidate.packaging === packaging);
      const problem = record === undefined ? "its video is not made yet" : problemOf(record);
      if (problem !== null) return problem;
    }
    return null;
  };
  const problemWith = (videoId: string): string | null => {
    const known = problems.get(videoId);
    if (known !== undefined) return known;
    const problem = findProblem(videoId);
    problems.set(videoId, problem);
    return problem;
  };
  return {
    problemWith,
    canBeWatched: (videoId) => (videos.get(videoId) ?? []).some((record) => problemOf(record) === null),
    isAssembled({ videoId, inputHash, textsDigest }) {
      const records = (videos.get(videoId) ?? []).filter(({ packaging }) => asked.includes(packaging));
      return (
        records.every((record) => record.inputHash === inputHash && record.textsDigest === textsDigest) &&
        textEndings.every((ending) => existsSync(path.join(folder, `${videoId}${ending}`))) &&
        problemWith(videoId) === null
      );
    },
  };
}

/** Segments are shared by many playlists. A size that an earlier version did not keep is not compared. */
function segmentCheck(folder: string, known: ReadonlyMap<string, SegmentRecord>) {
  const isWhole = new Map<string, boolean>();
  const look = (address: string): boolean => {
    const expected = known.get(path.basename(address))?.bytes;
    const file = path.join(folder, address);
    return expected === undefined ? existsSync(file) : sizeOf(file) === expected;
  };
  return {
    problemIn(playlist: string): string | null {
      const { init, segments } = addressesIn(readFileSync(playlist, "utf8"));
      for (const address of init === null ? segments : [init, ...segments]) {
        const looked = isWhole.get(address) ?? look(address);
        isWhole.set(address, looked);
        if (!looked) return "a segment of its playlist is missing or has another size";
      }
      return null;
    },
  };
}
