import type { z } from "zod";
import { type Scene, type Storyboard, storyboard } from "../../compositions/storyboard.ts";
import type { PipelineError } from "../domain/errors.ts";
import type { Quarter } from "../domain/quarter.ts";
import type { SelectedEmployer } from "../domain/selected-employer.ts";
import { servicesFor } from "../settings/services.ts";
import { canonicalJson, sha256Hex } from "../support/hash.ts";
import type { StoryboardContext } from "./context.ts";
import { latePaymentScene } from "./late-payment-scene.ts";
import { greetingScene, togetherScene, type WorkerGroup, workerScene } from "./personal-scenes.ts";
import { quartersScenes } from "./quarters-scene.ts";
import type { OfferedServices } from "./services-scenes.ts";
import { endScenes, paymentScenes, requestScene } from "./shared-scenes.ts";
import { type QuarterState, type ShownWorker, shownWorkers } from "./shown-workers.ts";
import { traceTexts } from "./text-places.ts";
import { unfitText } from "./unfit-text.ts";

/**
 * The guide of one employer as scenes with finished text. No scene depends on two things, so that scenes
 * can be shared: a name, or a set of quarters, or how notices arrive, or what services are offered, or nothing of the
 * employer.
 * Throws a `PipelineError` with file and line when a text does not fit its place.
 */
export function buildStoryboard(employer: SelectedEmployer, context: StoryboardContext): Storyboard {
  const scenes = scenesFrom(employer, context, sceneBuilder(context));
  const parsed = storyboard.safeParse(storyboardFrom(scenes));
  if (parsed.success) return parsed.data;
  throw unfitScene(employer, context, parsed.error);
}

/** Scenes by the one thing that they depend on. */
export type SceneSource<Item> = {
  greeting(firstName: string): Item[];
  worker(firstName: string): Item[];
  together(group: WorkerGroup): Item[];
  quarters(states: readonly QuarterState[]): Item[];
  request(): Item[];
  payment(getsPaperNotices: boolean | null): Item[];
  /** Every quarter once, oldest first. */
  latePayment(quarters: readonly Quarter[]): Item[];
  end(offered: OfferedServices): Item[];
};

/** Builds every scene anew. */
export function sceneBuilder(context: StoryboardContext): SceneSource<Scene> {
  return {
    greeting: (firstName) => [greetingScene(firstName, context)],
    worker: (firstName) => [workerScene(firstName, context)],
    together: (group) => [togetherScene(group, context)],
    quarters: (states) => quartersScenes(states, context),
    request: () => [requestScene(context)],
    payment: (getsPaperNotices) => paymentScenes(getsPaperNotices, context),
    latePayment: (quarters) => [latePaymentScene(quarters, context)],
    end: (offered) => endScenes(offered, context),
  };
}

/**
 * The order of a guide: the greeting, the workers with what is unpaid or in review for them, the request that is being
 * looked at, and what is nearly the same for everyone.
 */
export function scenesFrom<Item>(
  employer: SelectedEmployer,
  { services }: Pick<StoryboardContext, "services">,
  source: SceneSource<Item>,
): Item[] {
  const { isAppointmentOffered, categories } = employer;
  return [
    ...source.greeting(employer.firstName),
    ...workersByQuarters(shownWorkers(employer)).flatMap((workers) => positionScenes(workers, source)),
    ...(employer.hasPendingRequest || employer.inReview.length > 0 ? source.request() : []),
    ...source.payment(employer.getsPaperNotices),
    ...source.latePayment(unpaidQuartersOf(employer)),
    ...source.end({ services: servicesFor(services, categories), isAppointmentOffered }),
  ];
}

/** What late payment costs is told of these alone, never of quarters in review. */
function unpaidQuartersOf({ workers }: SelectedEmployer): Quarter[] {
  return [...new Set(workers.flatMap(({ quarters }) => quarters.map(({ quarter }) => quarter)))].sort();
}

/** The scenes are made again to know where their texts come from: to trace the texts of every guide would take memory. */
function unfitScene(employer: SelectedEmployer, context: StoryboardContext, error: z.ZodError): PipelineError {
  const traced = traceTexts(context.texts);
  const scenes = scenesFrom(employer, context, sceneBuilder({ ...context, texts: traced.texts }));
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

/** Workers with the same quarters in the same states are named one after the other, then the quarters are shown. */
function positionScenes<Item>(workers: ShownWorker[], source: SceneSource<Item>): Item[] {
  const quarters = workers[0]?.quarters ?? [];
  const group = { count: workers.length, isInReview: quarters.some(({ state }) => state === "in-review") };
  return [
    ...workers.flatMap(({ firstName }) => source.worker(firstName)),
    ...(workers.length > 1 ? source.together(group) : []),
    ...source.quarters(quarters),
  ];
}

/** Groups keep the order of their first worker. */
function workersByQuarters(workers: ShownWorker[]): ShownWorker[][] {
  return [...Map.groupBy(workers, ({ quarters }) => keyOfQuarters(quarters)).values()];
}

/** Equal for the same quarters in the same states. */
export function keyOfQuarters(quarters: readonly QuarterState[]): string {
  return quarters.map(({ quarter, state }) => `${quarter}:${state}`).join("|");
}
