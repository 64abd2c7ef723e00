import { videoProfile } from "../../compositions/storyboard.ts";
import { assembleGuides } from "../assemble/assemble-guides.ts";
import type { AssembledGuide, FailedGuide, GuidePlan } from "../assemble/guide-plan.ts";
import { segmentKeyFrom } from "../assemble/hls.ts";
import { saveVideos } from "../ledger/guides.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import { browsersForMachine } from "../render/browser-pool.ts";
import { bundleCompositions } from "../render/bundle.ts";
import { picturesToRender, type SceneJob } from "../render/reels.ts";
import { type FailedScene, renderScenes } from "../render/render-scenes.ts";
import type { RunTools } from "../run.ts";
import type { Progress } from "../support/progress.ts";
import type { CampaignPlan } from "./campaign-plan.ts";
import { guidePlanOf, videosFolder } from "./guide-plans.ts";
import type { RenderKit } from "./render-kit.ts";
import { employerStories } from "./storyboards.ts";
import { guideTokenKey } from "./token-key.ts";
import { videosOnDisk } from "./videos-on-disk.ts";

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
  kit: RenderKit,
  failedScenes: FailedScene[],
  { ledger, ...tools }: Pick<RunTools, "ledger" | "progress" | "signal">,
): Promise<Assembly> {
  const assembly: Assembly = { assembled: 0, kept: 0, failed: new Map() };
  const task = tools.progress.start("Assembling guides", null, "guides");
  const onGuides = async (guides: AssembledGuide[], failed: FailedGuide[]) => {
    await saveVideos(ledger, settings.campaign, guides);
    for (const { videoId, reason } of failed) assembly.failed.set(videoId, reason);
    const done = new Set(guides.map(({ videoId }) => videoId)).size;
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
  await assembleGuides(missingGuides(ledger, settings, kit, failedScenes, assembly), options, onGuides, tools.signal);
  task.finish(`${assembly.assembled} assembled, ${assembly.kept} kept`);
  return assembly;
}

async function* missingGuides(
  ledger: Ledger,
  settings: CampaignPlan,
  kit: RenderKit,
  failedScenes: FailedScene[],
  assembly: Assembly,
): AsyncGenerator<GuidePlan> {
  const videos = videosOnDisk(ledger, settings);
  const seen = new Set<string>();
  const failures = new Map(
    failedScenes.map((failed) => [failed.key, `its scene ${failed.kind} cannot be rendered: ${failed.reason}`]),
  );
  for await (const story of employerStories(ledger, settings)) {
    if (seen.has(story.videoId)) continue;
    seen.add(story.videoId);
    const failure = story.storyboard.scenes
      .map((scene) => failures.get(kit.keyOf(scene)))
      .find((reason) => reason !== undefined);
    if (failure !== undefined) {
      assembly.failed.set(story.videoId, failure);
      continue;
    }
    const plan = guidePlanOf(story, kit.cache, kit.keyOf);
    if (videos.isAssembled(plan)) assembly.kept++;
    else yield plan;
  }
}
