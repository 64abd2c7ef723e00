import { availableParallelism } from "node:os";
import pLimit from "p-limit";
import { type SceneKind, sceneTiming } from "../../../compositions/storyboard.ts";
import { exitCodes, PipelineError } from "../../domain/errors.ts";
import { diskTroubleIn } from "../../support/disk-trouble.ts";
import type { ProgressTask } from "../../support/progress.ts";
import { type BrowserKit, roomTrouble } from "../browser/browser.ts";
import { type BrowserPool, browserPool } from "../browser/browser-pool.ts";
import { BrowserLostError, isAnswering } from "../browser/heartbeat.ts";
import { encodeScene } from "./encode-scene.ts";
import { playReel } from "./play-reel.ts";
import { planReels, type Reel, reelOf, type SceneJob } from "./reels.ts";
import type { SceneCache } from "./scene-cache.ts";

/** What rendering needs from its surroundings. */
export type RenderTools = {
  cache: SceneCache;
  browserKit: BrowserKit;
  /** The bundled compositions. */
  serveUrl: string;
  browsers: number;
  tabsPerBrowser: number;
  /** Counts rendered pictures. */
  task: ProgressTask;
  signal: AbortSignal;
};

/** A scene that could not be rendered, also alone and tried again. */
export type FailedScene = { key: string; kind: SceneKind; reason: string };

/**
 * Renders scenes into the cache, many in one go. A reel that fails is tried again in halves
 * until the scene at fault is known; the others are kept. Throws when nothing at all can be
 * rendered (no browser, no disk) or when `signal` aborts; what is done by then is kept.
 */
export async function renderScenes(jobs: SceneJob[], tools: RenderTools): Promise<FailedScene[]> {
  const pool = browserPool(tools.browserKit);
  try {
    const context: RenderContext = {
      tools,
      pool,
      browserLimit: pLimit(tools.browsers),
      encoderLimit: pLimit(Math.max(2, availableParallelism())),
      kept: 0,
      failures: 0,
    };
    const reels = planReels(jobs, tools.browsers);
    return (await Promise.all(reels.map((reel) => renderReel(reel, context)))).flat();
  } finally {
    await pool.closeAll();
  }
}

type RenderContext = {
  tools: RenderTools;
  pool: BrowserPool;
  browserLimit: ReturnType<typeof pLimit>;
  encoderLimit: ReturnType<typeof pLimit>;
  kept: number;
  failures: number;
};

/** Times a scene is tried alone: one that cannot be drawn fails again, a lost browser may not be its fault. */
const triesAlone = { scene: 2, browserLost: 8 };

async function renderReel(reel: Reel, context: RenderContext, triedAlone = 0): Promise<FailedScene[]> {
  const attempt = await context.browserLimit(() => tryReel(reel, context));
  if (attempt.unfinished.length === 0) return [];
  const [first, ...others] = attempt.unfinished;
  if (!first) return [];
  if (others.length > 0)
    return (await Promise.all(halvesOf(attempt.unfinished).map((half) => renderReel(half, context)))).flat();
  const tries = triedAlone + (reel.slots.length === 1 ? 1 : 0);
  if (tries < triesAlone[attempt.fault]) return renderReel(reelOf([first]), context, tries);
  return [{ key: first.key, kind: first.scene.kind, reason: attempt.reason }];
}

function halvesOf(jobs: SceneJob[]): Reel[] {
  const middle = Math.ceil(jobs.length / 2);
  return [jobs.slice(0, middle), jobs.slice(middle)].map(reelOf);
}

/** Failed attempts, with nothing rendered at all, after which the cause is not the scenes. */
const failuresBeforeGivingUp = 12;

/** What an attempt at a reel left unfinished, and why. */
type Attempt = { unfinished: SceneJob[]; reason: string; fault: keyof typeof triesAlone };

/** One attempt at a reel; what is rendered before it fails is kept. */
async function tryReel(reel: Reel, context: RenderContext): Promise<Attempt> {
  context.tools.signal.throwIfAborted();
  const kept = new Set<string>();
  const browser = await context.pool.borrow();
  try {
    await playAndKeep(reel, browser, context, (key) => kept.add(key));
    await context.pool.giveBack(browser, reel.durationInFrames);
    return { unfinished: [], reason: "", fault: "scene" };
  } catch (error) {
    const isLost = error instanceof BrowserLostError || !(await isAnswering(browser));
    await context.pool.discard(browser);
    context.tools.signal.throwIfAborted();
    context.failures++;
    const fatal = await fatalTroubleIn(error, context);
    if (fatal) {
      context.browserLimit.clearQueue();
      throw fatal;
    }
    return {
      unfinished: reel.slots.filter(({ key }) => !kept.has(key)),
      reason: reasonOf(error),
      fault: isLost ? "browserLost" : "scene",
    };
  }
}

/** An error that every other scene would meet too, or null when it may be this reel's alone. */
async function fatalTroubleIn(error: unknown, context: RenderContext): Promise<PipelineError | null> {
  if (error instanceof PipelineError) return error;
  return diskTroubleIn(error) ?? (await roomTrouble(4)) ?? nothingWorks(context, error);
}

function nothingWorks(context: RenderContext, error: unknown): PipelineError | null {
  if (context.kept > 0 || context.failures < failuresBeforeGivingUp) return null;
  return new PipelineError("nothing-can-be-rendered", `No scene can be rendered (${reasonOf(error)})`, {
    nextStep: "Look at a scene with «npm run studio», and check that the browser of render.browserExecutable works",
    exitCode: exitCodes.failure,
    cause: error,
  });
}

async function playAndKeep(
  reel: Reel,
  browser: Awaited<ReturnType<BrowserPool["borrow"]>>,
  context: RenderContext,
  onKept: (key: string) => void,
): Promise<void> {
  const { tools, encoderLimit } = context;
  const encodings: Promise<void>[] = [];
  const reelOptions = {
    browser,
    browserOptions: tools.browserKit.options,
    serveUrl: tools.serveUrl,
    tabs: Math.min(tools.tabsPerBrowser, availableParallelism()),
    signal: tools.signal,
  };
  const keep = async (job: SceneJob, pictures: Buffer[]) => {
    const { durationInFrames } = sceneTiming(job.scene);
    await tools.cache.write(job.key, await encodeScene(pictures, durationInFrames, tools.signal));
    context.kept++;
    onKept(job.key);
  };
  const onScene = async (job: SceneJob, pictures: Buffer[]) => {
    const encoding = encoderLimit(() => keep(job, pictures));
    encodings.push(encoding);
    encoding.catch(() => {});
    // Pictures wait in memory, so many of them pause the browser.
    if (encoderLimit.pendingCount > 8) await encoding;
  };
  const played = await Promise.allSettled([playReel(reel, reelOptions, onScene, () => tools.task.advance())]);
  await Promise.all(encodings);
  if (played[0].status === "rejected") throw played[0].reason;
}

/** The first line of the error message; the renderer quotes no props in it. */
function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0]?.slice(0, 200) ?? "unknown";
}
