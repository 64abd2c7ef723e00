import path from "node:path";
import pLimit from "p-limit";
import { addressesIn } from "../media/hls.ts";
import { runFfmpeg } from "../render/scenes/ffmpeg.ts";
import { readIfThere } from "../support/read-if-there.ts";
import { videoFolder } from "./packaged-video.ts";

/** Seconds into the guide: the greeting stands still by then. */
const greetingAt = 1.5;

/** Posters that are held, some 30 KB each; a visitor asks for one once. */
const heldPosters = 500;

/** Takes the picture of the person's own first scene, or gives null when there is no video. */
export type Posters = (campaign: string, videoId: string) => Promise<Buffer | null>;

/** So many wait at most; a page without its poster shows the first frame. */
const waitingPosters = 50;

/** Two at once: who asks for many waits, and the others are served meanwhile. */
export function openPosters(outFolder: string): Posters {
  const limit = pLimit(2);
  const held = new Map<string, Promise<Buffer | null>>();
  return (campaign, videoId) => {
    const key = `${campaign} ${videoId}`;
    if (!held.has(key) && limit.pendingCount >= waitingPosters) return Promise.resolve(null);
    const known = held.get(key) ?? limit(() => takePoster(videoFolder(outFolder, campaign), videoId));
    held.delete(key);
    held.set(key, known);
    // What failed once may succeed the next time.
    known.then(
      (poster) => poster ?? held.delete(key),
      () => held.delete(key),
    );
    const [oldest] = held.keys();
    if (held.size > heldPosters && oldest !== undefined) held.delete(oldest);
    return known;
  };
}

async function takePoster(folder: string, videoId: string): Promise<Buffer | null> {
  const video = await beginningOf(folder, videoId);
  if (video === null) return null;
  const input = ["-f", "mp4", "-i", "-"];
  const output = [
    "-ss",
    String(greetingAt),
    "-frames:v",
    "1",
    "-vf",
    "scale=640:360",
    "-c:v",
    "mjpeg",
    "-q:v",
    "5",
    "-f",
    "image2pipe",
    "-",
  ];
  return runFfmpeg([...input, ...output], [video]);
}

/** The video, or of one in segments the first scene. */
async function beginningOf(folder: string, videoId: string): Promise<Buffer | null> {
  const read = (name: string) => readIfThere(path.join(folder, name));
  const playlist = await read(`${videoId}.m3u8`);
  if (playlist === null) return read(`${videoId}.mp4`);
  const { init, segments } = addressesIn(playlist.toString("utf8"));
  const parts = await Promise.all([init ?? "", segments[0] ?? ""].map(read));
  return parts.includes(null) ? null : Buffer.concat(parts as Buffer[]);
}
