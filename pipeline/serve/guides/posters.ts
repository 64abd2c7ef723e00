import path from "node:path";
import pLimit from "p-limit";
import QuickLRU from "quick-lru";
import type { Scene } from "../../../compositions/storyboard.ts";
import { addressesIn } from "../../media/hls.ts";
import { runFfmpeg } from "../../render/scenes/ffmpeg.ts";
import { sha256Hex } from "../../support/hash.ts";
import { readIfThere } from "../../support/read-if-there.ts";
import { videoFolder } from "./packaged-video.ts";

/** Seconds into the guide: the greeting stands still by then. */
const greetingAt = 1.5;

/** Posters that are held, some 50 KB each. A country has thousands of first names, but a few hundred are most people's. */
const heldPosters = 400;

/** So many wait at most; a page without its poster shows the first frame. */
const waitingPosters = 50;

/** Takes the picture of a guide's first scene, the person's own, or gives null when there is no video. */
export type Posters = (guide: { campaign: string; videoId: string; greeting: Scene }) => Promise<Buffer | null>;

/**
 * A greeting depends on one first name, so one picture serves all who have that name. Two are taken at once: who asks for
 * many waits, and the others are served meanwhile.
 */
export function openPosters(outFolder: string): Posters {
  const limit = pLimit(2);
  const held = new QuickLRU<string, Promise<Buffer | null>>({ maxSize: heldPosters });
  return async ({ campaign, videoId, greeting }) => {
    const key = sha256Hex(JSON.stringify([campaign, greeting]));
    const known = held.get(key);
    if (known) return known;
    if (limit.pendingCount >= waitingPosters) return null;
    const poster = limit(() => takePoster(videoFolder(outFolder, campaign), videoId));
    held.set(key, poster);
    // What failed once may succeed the next time.
    const forget = () => held.delete(key);
    poster.then((picture) => picture ?? forget(), forget);
    return poster;
  };
}

async function takePoster(folder: string, videoId: string): Promise<Buffer | null> {
  const video = await beginningOf(folder, videoId);
  if (video === null) return null;
  const input = ["-f", "mp4", "-i", "-"];
  const picture = ["-ss", String(greetingAt), "-frames:v", "1", "-vf", "scale=960:540", "-c:v", "mjpeg", "-q:v", "5"];
  return runFfmpeg([...input, ...picture, "-f", "image2pipe", "-"], [video]);
}

/** The beginning of the video, or of one in segments the first scene. */
async function beginningOf(folder: string, videoId: string): Promise<Buffer | null> {
  const read = (name: string) => readIfThere(path.join(folder, name));
  const playlist = await read(`${videoId}.m3u8`);
  if (playlist === null) return read(`${videoId}.mp4`);
  const { init, segments } = addressesIn(playlist.toString("utf8"));
  const parts = await Promise.all([init ?? "", segments[0] ?? ""].map(read));
  return parts.includes(null) ? null : Buffer.concat(parts as Buffer[]);
}
