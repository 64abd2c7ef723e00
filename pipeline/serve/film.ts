import { access } from "node:fs/promises";
import path from "node:path";
import { campaignFolder } from "../settings/campaign-settings.ts";

/** Where the videos of a campaign are, with the texts beside them. */
export function videoFolder(outFolder: string, campaign: string): string {
  return path.join(campaignFolder({ outFolder, campaign }), "videos");
}

/** How a video is packaged, or null when there is none: one file plays everywhere, so it comes first. */
export async function filmOf(
  outFolder: string,
  campaign: string,
  videoId: string,
): Promise<{ kind: "mp4" | "hls"; canBeDownloaded: boolean } | null> {
  const isThere = (ending: string) =>
    access(path.join(videoFolder(outFolder, campaign), `${videoId}${ending}`)).then(
      () => true,
      () => false,
    );
  if (await isThere(".mp4")) return { kind: "mp4", canBeDownloaded: true };
  return (await isThere(".m3u8")) ? { kind: "hls", canBeDownloaded: false } : null;
}
