import type { z } from "zod";
import { type Scene, type Storyboard, storyboard } from "../../compositions/storyboard.ts";
import type { PipelineError } from "../domain/errors.ts";
import type { Quarter } from "../domain/quarter.ts";
import type { ConcernedWorker, SelectedEmployer } from "../domain/selected-employer.ts";
import { canonicalJson, sha256Hex } from "../support/hash.ts";
import type { StoryboardContext } from "./context.ts";
import { latePaymentScene } from "./late-payment-scene.ts";
import { greetingScene, togetherScene, workerScene } from "./personal-scenes.ts";
import { type QuarterState, quartersScenes } from "./quarters-scene.ts";
import { endScenes, paymentScenes } from "./shared-scenes.ts";
import { traceTexts } from "./text-places.ts";
import { unfitText } from "./unfit-text.ts";

/**
 * The guide of one employer as scenes with finished text. No scene depends on two things, so that scenes
 * can be shared: a name, or a set of quarters, or how notices arrive, or nothing of the employer.
 * Throws a `PipelineError` with file and line when a text does not fit its place.
 */
export function buildStoryboard(employer: SelectedEmployer, context: StoryboardContext): Storyboard {
  const scenes = scenesFrom(employer, sceneBuilder(context));
  const parsed = storyboard.safeParse(storyboardFrom(scenes));
  if (parsed.success) return parsed.data;
  throw unfitScene(employer, context, parsed.error);
}

/** Scenes by the one thing that they depend on. */
export type SceneSource<Item> = {
  greeting(firstName: string): Item[];
  worker(firstName: string): Item[];
  together(workers: number): Item[];
  quarters(states: readonly QuarterState[]): Item[];
  payment(getsPaperNotices: boolean | null): Item[];
  /** Every quarter once, oldest first. */
  latePayment(quarters: readonly Quarter[]): Item[];
  end(): Item[];
};

/** Builds every scene anew. */
export function sceneBuilder(context: StoryboardContext): SceneSource<Scene> {
  return {
    greeting: (firstName) => [greetingScene(firstName, context)],
    worker: (firstName) => [workerScene(firstName, context)],
    together: (workers) => [togetherScene(workers, context)],
    quarters: (states) => quartersScenes(states, context),
    payment: (getsPaperNotices) => paymentScenes(getsPaperNotices, context),
    latePayment: (quarters) => [latePaymentScene(quarters, context)],
    end: () => endScenes(context),
  };
}

/** The order of a guide: the greeting, the workers with what is unpaid for them, and what is the same for everyone. */
export function scenesFrom<Item>(employer: SelectedEmployer, source: SceneSource<Item>): Item[] {
  return [
    ...source.greeting(employer.firstName),
    ...workersByQuarters(employer.workers).flatMap((workers) => positionScenes(workers, source)),
    ...source.payment(employer.getsPaperNotices),
    ...source.latePayment(quartersOf(employer)),
    ...source.end(),
  ];
}

function quartersOf({ workers }: SelectedEmployer): Quarter[] {
  return [...new Set(workers.flatMap(({ quarters }) => quarters.map(({ quarter }) => quarter)))].sort();
}

/** The scenes are made again to know where their texts come from: to trace the texts of every guide would take memory. */
function unfitScene(employer: SelectedEmployer, context: StoryboardContext, error: z.ZodError): PipelineError {
  const traced = traceTexts(context.texts);
  const scenes = scenesFrom(employer, sceneBuilder({ ...context, texts: traced.texts }));
  return unfitText({ scenes }, error, traced, ([, index, ...field]) =>
    [scenes[Number(index)]?.kind, ...field].join("."),
  );
}

/** The storyboard of these scenes, not validated again. */
export function storyboardFrom(scenes: Scene[]): Storyboard {
  return { version: 1, language: "it", scenes };
}

/** A hash of everything that is seen, heard or read in the guide: employers with the same storyboard share it. */
export function storyboardHash({ scenes }: Storyboard): string {
  return hashOfScenes(scenes.map(sceneDigest));
}

/** A hash of everything in a scene. */
export function sceneDigest(scene: Scene): string {
  return sha256Hex(canonicalJson(scene));
}

/**
 * `storyboardHash` from the digests of its scenes: most storyboards differ in two or three scenes, and hashing the text
 * of all of them took a fifth of the time of planning a guide.
 */
export function hashOfScenes(digests: readonly string[]): string {
  const { version, language } = storyboardFrom([]);
  return sha256Hex([version, language, ...digests].join(" "));
}

/** Workers with the same unpaid quarters are named one after the other, then the quarters are shown. */
function positionScenes<Item>(workers: ConcernedWorker[], source: SceneSource<Item>): Item[] {
  return [
    ...workers.flatMap(({ firstName }) => source.worker(firstName)),
    ...(workers.length > 1 ? source.together(workers.length) : []),
    ...source.quarters(workers[0]?.quarters ?? []),
  ];
}

/** Groups keep the order of their first worker. */
function workersByQuarters(workers: ConcernedWorker[]): ConcernedWorker[][] {
  return [...Map.groupBy(workers, ({ quarters }) => keyOfQuarters(quarters)).values()];
}

/** Equal for the same quarters in the same states. */
export function keyOfQuarters(quarters: readonly QuarterState[]): string {
  return quarters.map(({ quarter, state }) => `${quarter}:${state}`).join("|");
}
