import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Packaging } from "../../settings.ts";
import type { Findings } from "./findings.ts";

/** File name endings that a guide has in each packaging. */
const endingsOf: Record<Packaging, string[]> = { mp4: ["mp4"], hls: ["m3u8"], both: ["mp4", "m3u8"] };

/**
 * Checks each guide once it is named: a video in the packaging of the campaign (null: in any), captions and transcript,
 * none of them empty, and every segment that a playlist points to.
 */
export function verifyVideo(
  videosFolder: string,
  packaging: Packaging | null,
  findings: Findings,
): (videoId: string) => void {
  const endings = packaging === null ? [] : endingsOf[packaging];
  const knownSegments = new Map<string, boolean>();
  const isThere = (name: string) => sizeOf(path.join(videosFolder, name)) > 0;
  const segmentIsThere = (name: string) => {
    const known = knownSegments.get(name) ?? isThere(name);
    knownSegments.set(name, known);
    return known;
  };
  return (videoId) => {
    if (!/^[\w-]+$/.test(videoId)) return findings.add("a video_id is no file name");
    const playlist = `${videoId}.m3u8`;
    if (packaging === null && !isThere(`${videoId}.mp4`) && !isThere(playlist))
      findings.add(`videos/${videoId}: no video`);
    for (const ending of [...endings, "it.vtt", "it.txt"]) {
      if (!isThere(`${videoId}.${ending}`)) findings.add(`videos/${videoId}.${ending} is missing or empty`);
    }
    const missing = existsSync(path.join(videosFolder, playlist))
      ? segmentsIn(path.join(videosFolder, playlist)).filter((segment) => !segmentIsThere(segment))
      : [];
    if (missing.length > 0) findings.add(`videos/${playlist} points to ${missing.length} missing segments`);
  };
}

/** Addresses in a playlist, relative to it: lines that are no tag, and what tags give as URI. */
function segmentsIn(playlist: string): string[] {
  return readFileSync(playlist, "utf8")
    .split(/\r?\n/)
    .map((line) => (line.startsWith("#") ? (/URI="([^"]+)"/.exec(line)?.[1] ?? "") : line))
    .filter((address) => address !== "");
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
