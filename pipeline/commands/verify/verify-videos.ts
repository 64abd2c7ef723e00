import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { videoProfile } from "../../../compositions/storyboard.ts";
import { digestOfMp4, digestOfPlaylist } from "../../assemble/guide-digest.ts";
import { addressesIn } from "../../assemble/hls.ts";
import { packagingsLookup, type VideoRecord } from "../../ledger/guides.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import type { Packaging } from "../../settings.ts";
import type { Findings } from "./findings.ts";

/** The packagings that each setting asks for, and how their files end. */
const askedFor: Record<Packaging, VideoRecord["packaging"][]> = { mp4: ["mp4"], hls: ["hls"], both: ["mp4", "hls"] };
const endings = { mp4: "mp4", hls: "m3u8" } as const;

/** What the videos of a campaign are checked against; null where it is not known. */
export type VideoExpectations = { campaign: string; packaging: Packaging | null; ledger: Ledger | null };

/**
 * Checks each guide once, however many employers are shown it: a video in the packaging of the campaign (null: in any),
 * captions and transcript, none of them empty, every segment that a playlist points to, and, as the ledger has them, the
 * length and every byte of each film. Remembers the ids of the guides and the checksums of the segments.
 */
export function verifyVideo(
  videosFolder: string,
  { campaign, packaging, ledger }: VideoExpectations,
  findings: Findings,
): (videoId: string) => void {
  const asked = packaging === null ? [] : askedFor[packaging];
  const packagingsOf = ledger && packagingsLookup(ledger, campaign);
  const seen = new Set<string>();
  const segments = new SegmentsOf(videosFolder);
  const isThere = (name: string) => sizeOf(path.join(videosFolder, name)) > 0;
  return (videoId) => {
    if (seen.has(videoId)) return;
    seen.add(videoId);
    if (!/^[\w-]+$/.test(videoId)) return findings.add("a video_id is no file name");
    if (packaging === null && !isThere(`${videoId}.mp4`) && !isThere(`${videoId}.m3u8`))
      findings.add(`videos/${videoId}: no video`);
    for (const ending of [...asked.map((one) => endings[one]), "it.vtt", "it.txt"]) {
      if (!isThere(`${videoId}.${ending}`)) findings.add(`videos/${videoId}.${ending} is missing or empty`);
    }
    const records = packagingsOf?.(videoId) ?? null;
    for (const one of ["mp4", "hls"] as const) {
      const name = `${videoId}.${endings[one]}`;
      if (!isThere(name)) continue;
      const record = records?.find((candidate) => candidate.packaging === one);
      const isForeign = records !== null && record === undefined && asked.includes(one);
      const problem = isForeign ? "is not one that the ledger knows" : problemWith(name, one, record ?? null, segments);
      if (problem !== null) findings.add(`videos/${name} ${problem}`);
    }
  };
}

/** What is wrong with one film, or null. */
function problemWith(
  name: string,
  packaging: VideoRecord["packaging"],
  record: VideoRecord | null,
  segments: SegmentsOf,
): string | null {
  const file = path.join(segments.folder, name);
  const missing = packaging === "hls" ? segments.missingOf(file) : 0;
  if (missing > 0) return `points to ${missing} missing segments`;
  if (record === null) return null;
  if (sizeOf(file) !== record.bytes) return "is not as long as it was made";
  const isKnown = record.digest !== "";
  if (!isKnown || digestOf(file, packaging, segments) === record.digest) return null;
  return packaging === "hls"
    ? "or a segment it points to was changed after it was made"
    : "was changed after it was made";
}

/** Null when the file is no film of ours any more. */
function digestOf(file: string, packaging: VideoRecord["packaging"], { checksums }: SegmentsOf): string | null {
  try {
    return packaging === "mp4" ? digestOfMp4(file, videoProfile) : digestOfPlaylist(file, checksums);
  } catch {
    return null;
  }
}

/** The segments that playlists share: each is looked at once. */
class SegmentsOf {
  readonly folder: string;
  readonly checksums = new Map<string, string>();
  readonly #isThere = new Map<string, boolean>();

  constructor(folder: string) {
    this.folder = folder;
  }

  missingOf(playlist: string): number {
    const { init, segments } = addressesIn(readFileSync(playlist, "utf8"));
    return [...(init === null ? [] : [init]), ...segments].filter((address) => !this.#stands(address)).length;
  }

  #stands(address: string): boolean {
    const known = this.#isThere.get(address) ?? sizeOf(path.join(this.folder, address)) > 0;
    this.#isThere.set(address, known);
    return known;
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
