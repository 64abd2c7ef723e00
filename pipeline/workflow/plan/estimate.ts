import { availableParallelism } from "node:os";
import { videoProfile } from "../../../compositions/storyboard.ts";
import { picturesToRender, renderedFrames } from "../../render/scenes/reels.ts";
import type { PlanSummary } from "../../report/campaign-summary.ts";
import type { CacheCheck } from "../render/missing-scenes.ts";
import { type GuidesPlan, secondsOfVideo } from "./plan-guides.ts";

/** Measured on 2 cores (`npm run bench`); a plan says about how long, not how long. */
const measured = {
  coreMillisecondsPerPicture: 36,
  millisecondsPerGuide: 3,
  startSeconds: 8,
  bytesPerPicture: 1_500,
  bytesPerHeldFrame: 37,
  bytesPerMp4: 12_000,
  bytesPerPlaylist: 1_400,
};

/** What a run of this plan would take, from what is missing and what similar work took. */
export function estimateRun(plan: GuidesPlan, check: CacheCheck): PlanSummary {
  const bytesOf = (key: string) => check.kept.get(key)?.bytes ?? expectedBytes(plan, key);
  const distinct = [...plan.scenes.keys()].reduce((sum, key) => sum + bytesOf(key), 0);
  const inGuides = [...plan.scenes].reduce((sum, [key, { guides }]) => sum + bytesOf(key) * guides, 0);
  const videos = plan.videos.size;
  return {
    guides: plan.employers,
    stories: videos,
    scenes: plan.scenes.size,
    scenes_in_cache: check.kept.size,
    seconds_of_video: secondsOfVideo(plan),
    estimated_render_seconds: Math.ceil(renderSeconds(check, videos)),
    estimated_bytes: {
      mp4: Math.round(inGuides + videos * measured.bytesPerMp4),
      hls: Math.round(distinct + videos * measured.bytesPerPlaylist),
    },
    names_that_cannot_be_set: {
      count: plan.unrenderable.count,
      sample: [...new Set(plan.unrenderable.sample.map(({ employerId }) => employerId))],
    },
  };
}

function renderSeconds({ missing }: CacheCheck, videos: number): number {
  const pictures = (picturesToRender(missing) * measured.coreMillisecondsPerPicture) / availableParallelism();
  return (pictures + videos * measured.millisecondsPerGuide) / 1000 + (missing.length > 0 ? measured.startSeconds : 0);
}

function expectedBytes(plan: GuidesPlan, key: string): number {
  const scene = plan.scenes.get(key)?.scene;
  if (!scene) return 0;
  return renderedFrames(scene) * measured.bytesPerPicture + videoProfile.fps * 4 * measured.bytesPerHeldFrame;
}
