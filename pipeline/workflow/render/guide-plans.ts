import { statSync } from "node:fs";
import path from "node:path";
import type { VideoRecord } from "../../domain/video.ts";
import type { PlannedVideo } from "../../ledger/bulk/plan-contents.ts";
import { videosOf } from "../../ledger/bulk/videos.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import type { GuidePlan } from "../../media/guide-plan.ts";
import type { SceneCache } from "../../render/scenes/scene-cache.ts";
import { type CampaignSettings, campaignFolder, type Packaging } from "../../settings/campaign-settings.ts";
import { storyboardFrom } from "../../storyboard/build-storyboard.ts";
import { textsOf } from "../../storyboard/texts-of.ts";
import { sha256Hex } from "../../support/hash.ts";
import { type GuidesPlan, scenesOfVideo } from "../plan/plan-guides.ts";

/** Where the videos of a campaign stand. */
export function videosFolder(settings: CampaignSettings): string {
  return path.join(campaignFolder(settings), "videos");
}

/** What a video would be made from now: its rendered scenes and the texts beside it. */
export type VideoSources = { videoId: string; inputHash: string; textsDigest: string };

export function sourcesOf(video: PlannedVideo, { byNumber }: GuidesPlan): VideoSources {
  const keys = scenesOfVideo(video, byNumber).map(({ key }) => key);
  return { videoId: video.videoId, inputHash: sha256Hex(keys.join("\n")), textsDigest: video.textsDigest };
}

/** How a guide is assembled: its scenes from the cache, and its texts. */
export function guidePlanOf(video: PlannedVideo, plan: GuidesPlan, cache: SceneCache): GuidePlan {
  const scenes = scenesOfVideo(video, plan.byNumber);
  return {
    ...sourcesOf(video, plan),
    sceneFiles: scenes.map(({ key }) => cache.fileOf(key)),
    sceneFrames: scenes.map(({ frames }) => frames),
    texts: textsOf(storyboardFrom(scenes.map(({ scene }) => scene))),
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
