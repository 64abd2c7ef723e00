import { PipelineError } from "../../domain/errors.ts";
import type { SelectedEmployer } from "../../domain/selected-employer.ts";
import type { PlanWriter } from "../../ledger/bulk/plan-contents.ts";
import { digestOfTexts } from "../../media/guide-digest.ts";
import { storyboardFrom } from "../../storyboard/build-storyboard.ts";
import type { StoryboardContext } from "../../storyboard/context.ts";
import { type PlannedScene, storyboardPlanner } from "../../storyboard/plan-storyboards.ts";
import { textsOf } from "../../storyboard/texts-of.ts";
import { unrenderableNames } from "../../storyboard/unrenderable-names.ts";

/** Takes selected employers by employer_id and writes their guides; `seconds` is what it took so far. */
export type GuidePlanner = {
  add(employer: SelectedEmployer): void;
  /** Writes what is still waiting. */
  flush(): void;
  seconds(): number;
};

/** Plans guides one after the other: different scenes and videos are written once. */
export function guidePlanner(context: StoryboardContext, writer: PlanWriter): GuidePlanner {
  const planStoryboard = storyboardPlanner(context);
  const [scenesWritten, videoNumbers] = [new Set<number>(), new Map<string, number>()];
  let milliseconds = 0;
  const addVideo = (videoId: string, planned: readonly PlannedScene[]): number => {
    for (const { number, scene, frames } of planned) {
      if (scenesWritten.has(number)) continue;
      scenesWritten.add(number);
      // In the order of its fields, not sorted: the outlets of a scene enter in this order.
      writer.addScene({ number, content: JSON.stringify(scene), frames });
    }
    const number = videoNumbers.size;
    videoNumbers.set(videoId, number);
    writer.addVideo(number, {
      videoId,
      scenes: planned.map((scene) => scene.number),
      frames: planned.reduce((sum, { frames }) => sum + frames, 0),
      textsDigest: digestOfTexts(textsOf(storyboardFrom(planned.map(({ scene }) => scene)))),
    });
    return number;
  };
  const add = (employer: SelectedEmployer): void => {
    try {
      const { videoId, scenes } = planStoryboard(employer);
      const video = videoNumbers.get(videoId) ?? addVideo(videoId, scenes);
      const left = unrenderableNames(employer, storyboardFrom(scenes.map(({ scene }) => scene)));
      const namesLeftOut = left.length === 0 ? null : JSON.stringify(left);
      writer.addGuide({ employer, video, failure: null, namesLeftOut });
    } catch (error) {
      // A text that does not fit its place in this guide is no reason to make none of the others.
      if (!(error instanceof PipelineError)) throw error;
      writer.addGuide({ employer, video: null, failure: error.message, namesLeftOut: null });
    }
  };
  return {
    add(employer: SelectedEmployer) {
      const startedAt = performance.now();
      add(employer);
      milliseconds += performance.now() - startedAt;
    },
    flush: writer.flush,
    seconds: () => Math.round(milliseconds) / 1000,
  };
}
