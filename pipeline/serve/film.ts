import { access } from "node:fs/promises";
import path from "node:path";
import { campaignFolder } from "../settings/campaign-settings.ts";

/** Where the videos of a campaign are, with the texts beside them. */
export function videoFolder(outFolder: string, campaign: string): string {
  return path.join(campaignFolder({ outFolder, campaign }), "videos");
}

/** How a video is packaged, and whether it can be saved as one file. */
export type Film = { kind: "mp4" | "hls"; canBeDownloaded: boolean };

/** Milliseconds for which a video that was there is taken to be there. */
const foundForMs = 60_000;
const heldFilms = 100_000;

/** Returns a function that says how a video is packaged, or null when there is none: one file plays everywhere, so it comes first. */
export function filmFinder(outFolder: string, now: () => Date) {
  const found = new Map<string, { film: Film; at: number }>();
  return async (campaign: string, videoId: string): Promise<Film | null> => {
    const known = found.get(videoId);
    if (known && now().getTime() - known.at < foundForMs) return known.film;
    const film = await findFilm(path.join(videoFolder(outFolder, campaign), videoId));
    if (found.size >= heldFilms) found.clear();
    if (film) found.set(videoId, { film, at: now().getTime() });
    return film;
  };
}

async function findFilm(video: string): Promise<Film | null> {
  const isThere = (ending: string) =>
    access(`${video}${ending}`).then(
      () => true,
      () => false,
    );
  if (await isThere(".mp4")) return { kind: "mp4", canBeDownloaded: true };
  return (await isThere(".m3u8")) ? { kind: "hls", canBeDownloaded: false } : null;
}
