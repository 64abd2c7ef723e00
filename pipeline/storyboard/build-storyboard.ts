import { type Scene, type Storyboard, storyboard } from "../../compositions/storyboard.ts";
import { PipelineError } from "../domain/errors.ts";
import type { ConcernedWorker, SelectedEmployer } from "../domain/selected-employer.ts";
import { canonicalJson, sha256Hex } from "../support/hash.ts";
import type { StoryboardContext } from "./context.ts";
import { greetingScene, togetherScene, workerScene } from "./personal-scenes.ts";
import { quartersScenes } from "./quarters-scene.ts";
import { sharedScenes } from "./shared-scenes.ts";

/**
 * The guide of one employer as scenes with finished text. No scene depends on two things, so that scenes
 * can be shared: a name, or a set of quarters, or nothing of the employer but how notices arrive.
 */
export function buildStoryboard(employer: SelectedEmployer, context: StoryboardContext): Storyboard {
  const scenes: Scene[] = [
    greetingScene(employer.firstName, context),
    ...workersByQuarters(employer.workers).flatMap((workers) => positionScenes(workers, context)),
    ...sharedScenes(employer.getsPaperNotices, context),
  ];
  const story = storyboard.safeParse({ version: 1, language: "it", scenes });
  if (!story.success) throw unfitText(scenes, story.error.issues[0]);
  return story.data;
}

/** Texts and settings are edited by people; what does not fit its place is said before anything is rendered. */
function unfitText(scenes: Scene[], issue: { path: PropertyKey[]; message: string } | undefined): PipelineError {
  const [, index, ...field] = issue?.path ?? [];
  const where = [scenes[Number(index)]?.kind, ...field].join(".");
  return new PipelineError("unfit-text", `The text ${where} does not fit its place in the guide: ${issue?.message}`, {
    nextStep: "Change it in templates/it/storyboard.txt or in the settings and run the command again",
  });
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
