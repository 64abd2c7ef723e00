import type { z } from "zod";
import { type Scene, type Storyboard, storyboard } from "../../compositions/storyboard.ts";
import type { PipelineError } from "../domain/errors.ts";
import type { ConcernedWorker, SelectedEmployer } from "../domain/selected-employer.ts";
import { canonicalJson, sha256Hex } from "../support/hash.ts";
import type { StoryboardContext } from "./context.ts";
import { greetingScene, togetherScene, workerScene } from "./personal-scenes.ts";
import { quartersScenes } from "./quarters-scene.ts";
import { sharedScenes } from "./shared-scenes.ts";
import { traceTexts } from "./text-places.ts";
import { unfitText } from "./unfit-text.ts";

/**
 * The guide of one employer as scenes with finished text. No scene depends on two things, so that scenes
 * can be shared: a name, or a set of quarters, or nothing of the employer but how notices arrive.
 * Throws a `PipelineError` with file and line when a text does not fit its place.
 */
export function buildStoryboard(employer: SelectedEmployer, context: StoryboardContext): Storyboard {
  const scenes = scenesOf(employer, context);
  const story = storyboard.safeParse({ version: 1, language: "it", scenes });
  if (story.success) return story.data;
  throw unfitScene(employer, context, story.error);
}

function scenesOf(employer: SelectedEmployer, context: StoryboardContext): Scene[] {
  return [
    greetingScene(employer.firstName, context),
    ...workersByQuarters(employer.workers).flatMap((workers) => positionScenes(workers, context)),
    ...sharedScenes(employer.getsPaperNotices, context),
  ];
}

/** The scenes are made again to know where their texts come from: to trace the texts of every guide would take memory. */
function unfitScene(employer: SelectedEmployer, context: StoryboardContext, error: z.ZodError): PipelineError {
  const traced = traceTexts(context.texts);
  const scenes = scenesOf(employer, { ...context, texts: traced.texts });
  return unfitText({ scenes }, error, traced, ([, index, ...field]) =>
    [scenes[Number(index)]?.kind, ...field].join("."),
  );
}

/** A hash of everything that is seen, heard or read in the guide: employers with the same story share it. */
export function storyboardHash(story: Storyboard): string {
  return sha256Hex(canonicalJson(story));
}

/** Workers who miss the same quarters are named one after the other, then their quarters are shown. */
function positionScenes(workers: ConcernedWorker[], context: StoryboardContext): Scene[] {
  return [
    ...workers.map(({ firstName }) => workerScene(firstName, context)),
    ...(workers.length > 1 ? [togetherScene(workers.length, context)] : []),
    ...quartersScenes(workers[0]?.quarters ?? [], context),
  ];
}

/** Groups keep the order of their first worker. */
function workersByQuarters(workers: ConcernedWorker[]): ConcernedWorker[][] {
  const groups = Map.groupBy(workers, ({ quarters }) =>
    quarters.map(({ quarter, state }) => `${quarter}:${state}`).join("|"),
  );
  return [...groups.values()];
}
