import { statSync } from "node:fs";
import path from "node:path";
import { sceneTiming } from "../../compositions/storyboard.ts";
import type { GuidePlan } from "../assemble/guide-plan.ts";
import { type VideoRecord, videosOf } from "../ledger/guides.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import type { SceneCache } from "../render/scene-cache.ts";
import type { SceneKeyOf } from "../render/scene-key.ts";
import { type CampaignSettings, campaignFolder, type Packaging } from "../settings.ts";
import { captionsOf } from "../storyboard/captions.ts";
import { chaptersOf } from "../storyboard/chapters.ts";
import { transcriptOf } from "../storyboard/transcript.ts";
import { sha256Hex } from "../support/hash.ts";
import type { EmployerStory } from "./storyboards.ts";

/** Where the videos of a campaign stand. */
export function videosFolder(settings: CampaignSettings): string {
  return path.join(campaignFolder(settings), "videos");
}

/** How a guide is assembled: its scenes from the cache, and its texts. */
export function guidePlanOf({ storyboard, videoId }: EmployerStory, cache: SceneCache, keyOf: SceneKeyOf): GuidePlan {
  const keys = storyboard.scenes.map(keyOf);
  return {
    videoId,
    madeFrom: sha256Hex(keys.join("\n")),
    sceneFiles: keys.map(cache.fileOf),
    sceneFrames: storyboard.scenes.map((scene) => sceneTiming(scene).durationInFrames),
    texts: {
      ".it.vtt": captionsOf(storyboard),
      ".it.chapters.vtt": chaptersOf(storyboard),
      ".it.txt": transcriptOf(storyboard),
    },
  };
}

export const endings = { mp4: ".mp4", hls: ".m3u8" } as const;

/** The packagings that were asked for. */
export function packagingsIn(packaging: Packaging): readonly ("mp4" | "hls")[] {
  return packaging === "both" ? ["mp4", "hls"] : [packaging];
}

/** The videos of a campaign that the ledger knows, by their id: asked once, not once an employer. */
export type KnownVideos = ReadonlyMap<string, readonly VideoRecord[]>;

/** Reads what the ledger knows of the videos of a campaign. */
export function knownVideos(ledger: Ledger, campaign: string): KnownVideos {
  return Map.groupBy(videosOf(ledger, campaign), ({ videoId }) => videoId);
}

/** Bytes of a file, null when it is not there. */
export function sizeOf(file: string): number | null {
  return statSync(file, { throwIfNoEntry: false })?.size ?? null;
}
