import { type Scene, videoProfile } from "../../../compositions/storyboard.ts";
import {
  countGuides,
  namesLeftOut,
  type PlannedVideo,
  type PlanScene,
  scenesIn,
  videosIn,
} from "../../ledger/bulk/plan-contents.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import type { SceneKeyOf } from "../../render/scenes/scene-key.ts";
import type { UnrenderableName } from "../../storyboard/unrenderable-names.ts";
import type { CampaignPlan } from "./campaign-plan.ts";

/** A scene of a campaign and in how many different videos it is shown. */
export type SceneToMake = { scene: Scene; guides: number };

/** A scene of a plan and the key it is kept under. */
export type KeyedScene = PlanScene & { key: string };

/** The guides of a plan, as far as its limit goes: which videos they take, and which scenes those are made of. */
export type GuidesPlan = {
  employers: number;
  /** Different guides: employers with the same storyboard share a video. */
  videos: Map<string, PlannedVideo>;
  /** By scene key: scenes that look alike have one, whatever is said in them. */
  scenes: Map<string, SceneToMake>;
  /** Every scene of the plan by its number, with its key. */
  byNumber: ReadonlyMap<number, KeyedScene>;
  framesOfVideo: number;
  /** First names that guides leave out: how many, and the first of them by employer_id. */
  unrenderable: { count: number; sample: UnrenderableName[] };
};

/** Names that a person is shown as examples. */
const sampledNames = 20;

/** Reads from the ledger what is to be made. Memory grows with different guides and scenes, not with employers. */
export function guidesToMake(ledger: Ledger, plan: CampaignPlan, keyOf: SceneKeyOf): GuidesPlan {
  const byNumber = new Map(
    scenesIn(ledger, plan).map((planned) => [planned.number, { ...planned, key: keyOf(planned.scene) }] as const),
  );
  const videos = new Map<string, PlannedVideo>();
  const scenes = new Map<string, SceneToMake>();
  let framesOfVideo = 0;
  for (const video of videosIn(ledger, plan)) {
    videos.set(video.videoId, video);
    framesOfVideo += video.frames;
    for (const { scene, key } of scenesOfVideo(video, byNumber)) {
      const known = scenes.get(key);
      if (known) known.guides += 1;
      else scenes.set(key, { scene, guides: 1 });
    }
  }
  const left = namesLeftOut(ledger, plan).flatMap((names) => JSON.parse(names) as UnrenderableName[]);
  const employers = countGuides(ledger, plan);
  const unrenderable = { count: left.length, sample: left.slice(0, sampledNames) };
  return { employers, videos, scenes, byNumber, framesOfVideo, unrenderable };
}

/** The scenes of a video in their order, with their keys. */
export function scenesOfVideo({ scenes }: PlannedVideo, byNumber: GuidesPlan["byNumber"]): KeyedScene[] {
  return scenes.flatMap((number) => byNumber.get(number) ?? []);
}

/** Length of all different guides together. */
export function secondsOfVideo(plan: GuidesPlan): number {
  return plan.framesOfVideo / videoProfile.fps;
}
