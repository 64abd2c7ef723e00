import { type Scene, scene as sceneSchema, sceneTiming } from "../../compositions/storyboard.ts";
import type { SelectedEmployer } from "../domain/selected-employer.ts";
import {
  buildStoryboard,
  hashOfScenes,
  keyOfQuarters,
  type SceneSource,
  sceneBuilder,
  sceneDigest,
  scenesFrom,
} from "./build-storyboard.ts";
import type { StoryboardContext } from "./context.ts";
import { keyOfServices } from "./services-scenes.ts";

/** A scene of the campaign, made once for all storyboards that show it. */
export type PlannedScene = {
  /** From 0, in the order in which scenes were first needed. */
  number: number;
  scene: Scene;
  frames: number;
  digest: string;
};

/** The storyboard of one employer, as references to scenes. */
export type PlannedStoryboard = { videoId: string; scenes: readonly PlannedScene[] };

/**
 * Returns a function that plans the storyboards of a campaign, one employer at a time. A scene depends on one thing, so
 * it is built, validated and serialised once for each value of it, and an employer costs a few lookups. The video id is
 * that of `storyboardHash(buildStoryboard(employer, context))`. Memory grows with different scenes and storyboards. The
 * function throws a `PipelineError` with file and line when a text does not fit its place.
 */
export function storyboardPlanner(context: StoryboardContext): (employer: SelectedEmployer) => PlannedStoryboard {
  const scenes = plannedScenes(sceneBuilder(context));
  const videoIds = new Map<string, string>();
  return (employer) => {
    const planned = scenesFrom(employer, context, scenes);
    if (planned.includes(null)) {
      // This throws with the place of the text that does not fit.
      buildStoryboard(employer, context);
      throw new RangeError("a scene that its schema refuses is part of a valid storyboard");
    }
    const storyboard = planned as PlannedScene[];
    const numbers = storyboard.map(({ number }) => number).join(" ");
    const videoId = videoIds.get(numbers) ?? hashOfScenes(storyboard.map((scene) => scene.digest));
    videoIds.set(numbers, videoId);
    return { videoId, scenes: storyboard };
  };
}

/** The same scenes, memoised and numbered; null for one that its schema refuses. */
function plannedScenes(source: SceneSource<Scene>): SceneSource<PlannedScene | null> {
  const known = new Map<string, PlannedScene>();
  const plan = (built: Scene): PlannedScene | null => {
    const { data: scene } = sceneSchema.safeParse(built);
    if (!scene) return null;
    const digest = sceneDigest(scene);
    const planned = known.get(digest) ?? {
      number: known.size,
      scene,
      frames: sceneTiming(scene).durationInFrames,
      digest,
    };
    known.set(digest, planned);
    return planned;
  };
  return {
    greeting: memoised((firstName) => source.greeting(firstName).map(plan), String),
    worker: memoised((firstName) => source.worker(firstName).map(plan), String),
    together: memoised(
      (group) => source.together(group).map(plan),
      ({ count, isInReview }) => `${count} ${isInReview}`,
    ),
    quarters: memoised((states) => source.quarters(states).map(plan), keyOfQuarters),
    request: memoised<void, (PlannedScene | null)[]>(() => source.request().map(plan), String),
    payment: memoised((getsPaperNotices) => source.payment(getsPaperNotices).map(plan), String),
    latePayment: memoised((quarters) => source.latePayment(quarters).map(plan), String),
    end: memoised((offered) => source.end(offered).map(plan), keyOfServices),
  };
}

function memoised<Argument, Value>(
  make: (argument: Argument) => Value,
  keyOf: (argument: Argument) => string,
): (argument: Argument) => Value {
  const values = new Map<string, Value>();
  return (argument) => {
    const key = keyOf(argument);
    const known = values.get(key);
    if (known !== undefined) return known;
    const value = make(argument);
    values.set(key, value);
    return value;
  };
}
