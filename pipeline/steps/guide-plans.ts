import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { sceneTiming } from "../../compositions/storyboard.ts";
import type { GuidePlan } from "../assemble/guide-plan.ts";
import { packagingsOf } from "../ledger/guides.ts";
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

/** File name endings of the packagings that were asked for. */
function packagesOf(packaging: Packaging): { packaging: "mp4" | "hls"; ending: string }[] {
  const all = [
    { packaging: "mp4", ending: ".mp4" },
    { packaging: "hls", ending: ".m3u8" },
  ] as const;
  return all.filter((one) => packaging === "both" || packaging === one.packaging);
}

/** True when a guide stands on the disk as the ledger says, made from the scenes it would be made from now. */
export function isAssembled(ledger: Ledger, settings: CampaignSettings, plan: GuidePlan): boolean {
  const folder = videosFolder(settings);
  const known = packagingsOf(ledger, settings.campaign, plan.videoId);
  const hasTexts = Object.keys(plan.texts).every((ending) => existsSync(path.join(folder, `${plan.videoId}${ending}`)));
  return (
    hasTexts &&
    packagesOf(settings.packaging).every(({ packaging, ending }) => {
      const video = known.find((record) => record.packaging === packaging);
      return video?.madeFrom === plan.madeFrom && sizeOf(path.join(folder, `${plan.videoId}${ending}`)) === video.bytes;
    })
  );
}

function sizeOf(file: string): number | null {
  return statSync(file, { throwIfNoEntry: false })?.size ?? null;
}
