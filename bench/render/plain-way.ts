import path from "node:path";
import { renderMedia, selectComposition } from "@remotion/renderer";
import { sceneTiming, videoProfile } from "../../compositions/storyboard.ts";
import { renderScenes } from "../../pipeline/render/scenes/render-scenes.ts";
import { openSceneCache } from "../../pipeline/render/scenes/scene-cache.ts";
import { example, figure, greeting, renderingKit, secondsOf } from "./kit.ts";
import type { Row } from "./row.ts";

type Kit = Awaited<ReturnType<typeof renderingKit>>;

/** One video as Remotion makes it, with as many tabs as it allows here, in the same profile. */
async function renderPlainly(kit: Kit, id: string, inputProps: Record<string, unknown>, file: string): Promise<void> {
  const common = { ...kit.browserKit.options, serveUrl: kit.serveUrl, inputProps };
  const composition = await selectComposition({ ...common, id });
  await renderMedia({
    ...{ ...common, composition, outputLocation: file },
    codec: "h264",
    crf: 20,
    x264Preset: "veryfast",
    colorSpace: "bt709",
    jpegQuality: 95,
    muted: true,
    concurrency: "100%",
  });
}

/** Seconds that one whole guide takes the plain way, and its length. */
export async function measurePlainGuide(folder: string): Promise<{ seconds: number; lengthInSeconds: number }> {
  const kit = await renderingKit(folder);
  const seconds = await secondsOf(() =>
    renderPlainly(kit, "Guide", { storyboard: example }, path.join(folder, "plain.mp4")),
  );
  const frames = example.scenes.reduce((sum, scene) => sum + sceneTiming(scene).durationInFrames, 0);
  return { seconds, lengthInSeconds: frames / videoProfile.fps };
}

/** A new personal scene our way, among many, and the plain way. */
export async function measurePersonalScene(folder: string): Promise<Row[]> {
  const kit = await renderingKit(folder);
  const plain: number[] = [];
  for (const name of ["Ada", "Bruno", "Carla"]) {
    const file = path.join(folder, "scene.mp4");
    plain.push(await secondsOf(() => renderPlainly(kit, "Scene-greeting", { scene: greeting(name) }, file)));
  }
  const count = 96;
  const jobs = Array.from({ length: count }, (_, index) => greeting(`Nome ${index}`)).map((scene) => ({
    key: kit.keyOf(scene),
    scene,
  }));
  const cache = openSceneCache(path.join(folder, "personal"));
  const tools = {
    ...kit,
    cache,
    browsers: 3,
    tabsPerBrowser: 2,
    task: { advance() {}, finish() {} },
    signal: new AbortController().signal,
  };
  const ours = (await secondsOf(() => renderScenes(jobs, tools))) / count;
  const best = Math.min(...plain);
  const length = sceneTiming(greeting("Ada")).durationInFrames / videoProfile.fps;
  return [
    {
      what: `a new personal scene of ${figure(length, 1)} s, one of ${count} (plain way: ${figure(best, 2)} s)`,
      measured: `${figure(ours, 3)} s, ${figure(best / ours, 0)} times cheaper`,
      promised: "≤ 0.35 s, 12 times",
    },
  ];
}
