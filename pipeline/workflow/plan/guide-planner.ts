import { PipelineError } from "../../domain/errors.ts";
import type { SelectedEmployer } from "../../domain/selected-employer.ts";
import type { NewGuide, NewScene, NewVideo } from "../../ledger/bulk/plan-contents.ts";
import { digestOfTexts } from "../../media/guide-digest.ts";
import { storyboardFrom } from "../../storyboard/build-storyboard.ts";
import type { StoryboardContext } from "../../storyboard/context.ts";
import { type PlannedScene, storyboardPlanner } from "../../storyboard/plan-storyboards.ts";
import { textsOf } from "../../storyboard/texts-of.ts";
import { unrenderableNames } from "../../storyboard/unrenderable-names.ts";

/** What a batch of employers adds to a plan: their guides, and the videos and scenes that no guide before them has. */
export type PlannedBatch = {
  scenes: NewScene[];
  videos: NewVideo[];
  guides: NewGuide[];
  /** What it took. */
  milliseconds: number;
};

export type GuidePlanner = (employers: readonly SelectedEmployer[]) => PlannedBatch;

/** Returns a function that plans guides, batch after batch by employer_id: different scenes and videos are given once. */
export function guidePlanner(context: StoryboardContext): GuidePlanner {
  const planStoryboard = storyboardPlanner(context);
  const [scenesGiven, videoNumbers] = [new Set<number>(), new Map<string, number>()];
  const addVideo = (videoId: string, planned: readonly PlannedScene[], batch: PlannedBatch): number => {
    for (const { number, scene, frames } of planned) {
      if (scenesGiven.has(number)) continue;
      scenesGiven.add(number);
      // In the order of its fields, not sorted: the outlets of a scene enter in this order.
      batch.scenes.push({ number, content: JSON.stringify(scene), frames });
    }
    const number = videoNumbers.size;
    videoNumbers.set(videoId, number);
    batch.videos.push({
      number,
      videoId,
      scenes: planned.map((scene) => scene.number),
      frames: planned.reduce((sum, { frames }) => sum + frames, 0),
      textsDigest: digestOfTexts(textsOf(storyboardFrom(planned.map(({ scene }) => scene)))),
    });
    return number;
  };
  const add = (employer: SelectedEmployer, batch: PlannedBatch): void => {
    const { employerId } = employer;
    const content = JSON.stringify(employer);
    try {
      const { videoId, scenes } = planStoryboard(employer);
      const video = videoNumbers.get(videoId) ?? addVideo(videoId, scenes, batch);
      const left = unrenderableNames(employer, storyboardFrom(scenes.map(({ scene }) => scene)));
      const namesLeftOut = left.length === 0 ? null : JSON.stringify(left);
      batch.guides.push({ employerId, employer: content, video, failure: null, namesLeftOut });
    } catch (error) {
      // A text that does not fit its place in this guide is no reason to make none of the others.
      if (!(error instanceof PipelineError)) throw error;
      batch.guides.push({ employerId, employer: content, video: null, failure: error.message, namesLeftOut: null });
    }
  };
  return (employers) => {
    const startedAt = performance.now();
    const batch: PlannedBatch = { scenes: [], videos: [], guides: [], milliseconds: 0 };
    for (const employer of employers) add(employer, batch);
    return { ...batch, milliseconds: performance.now() - startedAt };
  };
}
