import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { sceneTiming, videoProfile } from "../../compositions/storyboard.ts";
import { prepareBrowser } from "../../pipeline/render/browser/browser.ts";
import { type RenderTools, renderScenes } from "../../pipeline/render/scenes/render-scenes.ts";
import { openSceneCache } from "../../pipeline/render/scenes/scene-cache.ts";
import { sceneKeys } from "../../pipeline/render/scenes/scene-key.ts";
import { quietConsole } from "../../pipeline/support/quiet-console.ts";
import { decodedFrames } from "../media/ffmpeg.ts";
import { fileHashes } from "../workflow/file-hashes.ts";
import { exampleScene } from "./example-scene.ts";
import { preparedBundle } from "./prepared-bundle.ts";

const folder = mkdtempSync(path.join(tmpdir(), "render-scenes-"));
afterAll(() => rmSync(folder, { recursive: true }));

let tools: Omit<RenderTools, "cache">;
let keyOf: Awaited<ReturnType<typeof sceneKeys>>;
beforeAll(async () => {
  quietConsole();
  const browserKit = await prepareBrowser(null);
  keyOf = await sceneKeys(browserKit.version);
  tools = {
    browserKit,
    serveUrl: await preparedBundle(),
    browsers: 2,
    tabsPerBrowser: 2,
    task: { advance: () => {}, finish: () => {} },
    signal: new AbortController().signal,
  };
});

const jobOf = (scene: ReturnType<typeof exampleScene>) => ({ key: keyOf(scene), scene });
const cacheIn = (name: string) => openSceneCache(path.join(folder, name));

describe("five greetings, one of which cannot be drawn", () => {
  const names = ["Ada", "Bruno", "Carla", "Dario"];
  const cache = cacheIn("five");
  // A wordmark that is no text: the component throws.
  const impossible = exampleScene({ name: "Elsa", sender: {} as string });

  test("four are kept, the one at fault is named", async () => {
    const jobs = [...names.map((name) => exampleScene({ name })), impossible].map(jobOf);
    const failed = await renderScenes(jobs, { ...tools, cache });
    expect(failed).toMatchObject([{ key: keyOf(impossible), kind: "greeting" }]);
    for (const { key, scene } of jobs.slice(0, 4)) {
      expect((await cache.read(key))?.sampleSizes).toHaveLength(sceneTiming(scene).durationInFrames);
    }
  });

  test("each shows a name of its own, and moves before it holds", async () => {
    const videos = names.map((name) => decodedFrames(cache.fileOf(keyOf(exampleScene({ name }))), videoProfile));
    const held = videos.map((frames) => frames.at(-1) as Buffer);
    expect(new Set(held.map((frame) => frame.toString("base64"))).size).toBe(names.length);
    expect(videos.every((frames) => !frames[0]?.equals(frames.at(-1) as Buffer))).toBe(true);
  });
});

test("rendered alone or among others, a scene has the same bytes", async () => {
  const [together, alone] = [cacheIn("five"), cacheIn("alone")];
  const job = jobOf(exampleScene({ name: "Bruno" }));
  await renderScenes([job], { ...tools, cache: alone });
  const { key } = job;
  expect((await alone.read(key))?.payload.equals((await together.read(key))?.payload ?? Buffer.alloc(0))).toBe(true);
});

test("a browser that does not start is one sentence with a next step", async () => {
  const browserKit = await prepareBrowser("/bin/false");
  const work = renderScenes([jobOf(exampleScene())], { ...tools, browserKit, cache: cacheIn("none") });
  await expect(work).rejects.toMatchObject({
    code: "browser-does-not-start",
    message: "The browser does not start",
    nextStep: expect.stringContaining("render.browserExecutable"),
    exitCode: 1,
  });
});

test("an interrupted rendering stops and keeps nothing half", async () => {
  const controller = new AbortController();
  const cache = cacheIn("interrupted");
  const jobs = Array.from({ length: 30 }, (_, index) => jobOf(exampleScene({ name: `Nome ${index}` })));
  const written = () => (existsSync(cache.folder) ? Object.keys(fileHashes(cache.folder)) : []);
  let pictures = 0;
  // Both browsers are rendering, and one scene is in the cache.
  const advance = () => {
    if (++pictures >= 40 && written().some((name) => name.endsWith(".mp4"))) controller.abort();
  };
  const task = { advance, finish: () => {} };
  await expect(renderScenes(jobs, { ...tools, cache, task, signal: controller.signal })).rejects.toThrow();
  await vi.waitFor(() => expect(process.getActiveResourcesInfo()).not.toContain("ProcessWrap"));

  const kept = jobs.filter(({ key }) => existsSync(cache.fileOf(key)));
  expect(written()).toHaveLength(kept.length);
  expect(kept.length).toBeLessThan(30);
  const whole = cacheIn("undisturbed");
  expect(await renderScenes(kept, { ...tools, cache: whole })).toEqual([]);
  expect(fileHashes(cache.folder)).toEqual(fileHashes(whole.folder));
});
