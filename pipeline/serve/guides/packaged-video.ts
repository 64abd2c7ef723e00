import { access } from "node:fs/promises";
import path from "node:path";
import QuickLRU from "quick-lru";
import { campaignFolder } from "../../settings/campaign-settings.ts";

/** Where the videos of a campaign are, with the texts beside them. */
export function videoFolder(outFolder: string, campaign: string): string {
  return path.join(campaignFolder({ outFolder, campaign }), "videos");
}

/** How a video is packaged, and whether it can be saved as one file. */
export type PackagedVideo = { kind: "mp4" | "hls"; canBeDownloaded: boolean };

/** Milliseconds for which a video that was there is taken to be there. */
const foundForMs = 60_000;
const heldVideos = 50_000;

/** Returns a function that says how a video is packaged, or null when there is none: one file plays everywhere, so it comes first. */
export function packagedVideoFinder(outFolder: string) {
  const found = new QuickLRU<string, PackagedVideo>({ maxSize: heldVideos, maxAge: foundForMs });
  return async (campaign: string, videoId: string): Promise<PackagedVideo | null> => {
    const key = `${campaign} ${videoId}`;
    const known = found.get(key);
    if (known) return known;
    const video = await findVideo(path.join(videoFolder(outFolder, campaign), videoId));
    if (video) found.set(key, video);
    return video;
  };
}

async function findVideo(file: string): Promise<PackagedVideo | null> {
  const isThere = (ending: string) =>
    access(`${file}${ending}`).then(
      () => true,
      () => false,
    );
  if (await isThere(".mp4")) return { kind: "mp4", canBeDownloaded: true };
  return (await isThere(".m3u8")) ? { kind: "hls", canBeDownloaded: false } : null;
}
