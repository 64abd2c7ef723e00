import { videoProfile } from "../../../compositions/storyboard.ts";
import { saveVideos } from "../../ledger/bulk/videos.ts";
import { assembleGuides } from "../../media/assemble-guides.ts";
import type { AssembledGuide, FailedGuide, GuidePlan } from "../../media/guide-plan.ts";
import { segmentKeyFrom } from "../../media/hls.ts";
import { browsersForMachine } from "../../render/browser/browser-pool.ts";
import { bundleCompositions } from "../../render/bundle.ts";
import { picturesToRender, type SceneJob } from "../../render/scenes/reels.ts";
import { type FailedScene, renderScenes } from "../../render/scenes/render-scenes.ts";
import type { SceneCache } from "../../render/scenes/scene-cache.ts";
import type { Progress } from "../../support/progress.ts";
import { yieldToEventLoop } from "../../support/yield-to-event-loop.ts";
import { guideTokenKey } from "../notify/token-key.ts";
import type { CampaignPlan } from "../plan/campaign-plan.ts";
import { type GuidesPlan, scenesOfVideo } from "../plan/plan-guides.ts";
import type { RunTools } from "../run-tools.ts";
import { guidePlanOf, sourcesOf, videosFolder } from "./guide-plans.ts";
import type { RenderKit } from "./render-kit.ts";
import { type VideoCheck, videosOnDisk } from "./videos-on-disk.ts";

/** Renders the missing scenes of a campaign into the cache; returns those that cannot be rendered. */
export async function renderMissingScenes(
  missing: SceneJob[],
  settings: CampaignPlan,
  kit: RenderKit,
  tools: { progress: Progress; signal: AbortSignal },
): Promise<FailedScene[]> {
  if (missing.length === 0) return [];
  const { browsers, tabsPerBrowser } = settings.config.render;
  const bundling = tools.progress.start("Bundling the compositions", null, "bundles");
  const serveUrl = await bundleCompositions(kit.cache.folder);
  bundling.finish("done");
  const task = tools.progress.start("Rendering scenes", picturesToRender(missing), "pictures");
  const { browserKit, cache } = kit;
  const failed = await renderScenes(missing, {
    ...{ cache, browserKit, serveUrl, tabsPerBrowser, task },
    browsers: browsers ?? browsersForMachine(),
    signal: tools.signal,
  });
  task.finish(`${missing.length - failed.length} scenes`);
  return failed;
}

/** How many guides were assembled now and how many stood there, and why some could not be. */
export type Assembly = { assembled: number; kept: number; failed: Map<string, string> };

/** Assembles every guide of a campaign that does not stand there already; a guide with a failed scene is left out. */
export async function assembleMissingGuides(
  settings: CampaignPlan,
  guides: GuidesPlan,
  cache: SceneCache,
  failedScenes: FailedScene[],
  { ledger, ...tools }: Pick<RunTools, "ledger" | "progress" | "signal">,
): Promise<Assembly> {
  const assembly: Assembly = { assembled: 0, kept: 0, failed: new Map() };
  const task = tools.progress.start("Assembling guides", guides.videos.size, "guides");
  const onGuides = async (made: AssembledGuide[], failed: FailedGuide[]) => {
    await saveVideos(ledger, settings.campaign, made);
    for (const { videoId, reason } of failed) assembly.failed.set(videoId, reason);
    const done = new Set(made.map(({ videoId }) => videoId)).size;
    assembly.assembled += done;
    task.advance(done);
  };
  const { width, height, fps } = videoProfile;
  const options = {
    videosFolder: videosFolder(settings),
    mp4: settings.packaging !== "hls",
    hls: settings.packaging !== "mp4",
    size: { width, height },
    fps,
    segmentKey: segmentKeyFrom(await guideTokenKey(ledger, settings)),
  };
  const missing = missingGuides(guides, cache, {
    videos: videosOnDisk(ledger, settings),
    failures: failuresOf(failedScenes),
    assembly,
    onKept: () => task.advance(),
  });
  await assembleGuides(missing, options, onGuides, tools.signal);
  task.finish(`${assembly.assembled} assembled, ${assembly.kept} kept`);
  return assembly;
}

/** Why a scene is missing, by its key. */
function failuresOf(failedScenes: FailedScene[]): ReadonlyMap<string, string> {
  return new Map(
    failedScenes.map((failed) => [failed.key, `its scene ${failed.kind} cannot be rendered: ${failed.reason}`]),
  );
}

async function* missingGuides(
  guides: GuidesPlan,
  cache: SceneCache,
  of: { videos: VideoCheck; failures: ReadonlyMap<string, string>; assembly: Assembly; onKept: () => void },
): AsyncGenerator<GuidePlan> {
  for await (const video of yieldToEventLoop(guides.videos.values())) {
    const failure = scenesOfVideo(video, guides.byNumber)
      .map(({ key }) => of.failures.get(key))
      .find((reason) => reason !== undefined);
    if (failure !== undefined) {
      of.assembly.failed.set(video.videoId, failure);
    } else if (of.videos.isAssembled(sourcesOf(video, guides))) {
      of.assembly.kept += 1;
      of.onKept();
    } else {
      yield guidePlanOf(video, guides, cache);
    }
  }
}
