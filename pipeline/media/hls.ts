import { createHmac } from "node:crypto";
import path from "node:path";
import { sha256Hex } from "../support/hash.ts";

/** Folder of the segments, beside the playlists. */
export const segmentsFolder = "segments";

/**
 * A scene's segment. Browsers request it by file name, and a scene key is a hash of little more than a first name:
 * without the secret, that name could be found by hashing candidates. Half a hash keeps playlists short and is still
 * unique.
 */
export function segmentNameOf(sceneFile: string, key: Uint8Array): string {
  const sceneKey = path.basename(sceneFile, path.extname(sceneFile));
  return `${createHmac("sha256", key).update(sceneKey).digest("hex").slice(0, 32)}.m4s`;
}

/** The secret of `segmentNameOf`, made from the one of the guide tokens so that there is one file to keep. */
export function segmentKeyFrom(tokenKey: Uint8Array): Uint8Array {
  return createHmac("sha256", tokenKey).update("hls-segments").digest();
}

/** The initialisation segment, the same for all scenes with the same decoder configuration. */
export function initNameOf(avcC: Uint8Array): string {
  return `init-${sha256Hex(avcC).slice(0, 8)}.mp4`;
}

/**
 * What a playlist points to, as addresses relative to it, in its order: the initialisation segment (null when none is
 * named) and the segments of its scenes.
 */
export function addressesIn(playlist: string): { init: string | null; segments: string[] } {
  const lines = playlist.split(/\r?\n/);
  const [init = null] = lines.flatMap((line) => /^#EXT-X-MAP:URI="([^"]+)"/.exec(line)?.[1] ?? []);
  return { init, segments: lines.filter((line) => line !== "" && !line.startsWith("#")) };
}

/** One scene in a playlist. */
export type PlaylistEntry = { segment: string; frames: number };

/**
 * A media playlist (RFC 8216) over segments that many guides share. Each segment's own time starts at zero,
 * so each scene after the first begins with a discontinuity: players then go on where the one before ended.
 */
export function playlistOf(entries: PlaylistEntry[], init: string, fps: number): string {
  const longest = Math.ceil(Math.max(...entries.map(({ frames }) => frames / fps)));
  const scenes = entries.flatMap(({ segment, frames }, index) => [
    ...(index > 0 ? ["#EXT-X-DISCONTINUITY"] : []),
    `#EXTINF:${(frames / fps).toFixed(3)},`,
    `${segmentsFolder}/${segment}`,
  ]);
  return [
    "#EXTM3U",
    "#EXT-X-VERSION:7",
    `#EXT-X-TARGETDURATION:${longest}`,
    "#EXT-X-PLAYLIST-TYPE:VOD",
    "#EXT-X-INDEPENDENT-SEGMENTS",
    `#EXT-X-MAP:URI="${segmentsFolder}/${init}"`,
    ...scenes,
    "#EXT-X-ENDLIST",
    "",
  ].join("\n");
}
