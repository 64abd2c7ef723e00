import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { renderMedia, selectComposition } from "@remotion/renderer";
import { afterAll, expect, test } from "vitest";
import { type Storyboard, sceneTiming, storyboard, videoProfile } from "../../compositions/storyboard.ts";
import { assembleGuide } from "../../pipeline/assemble/assemble-guide.ts";
import { sceneShelf } from "../../pipeline/assemble/scene-shelf.ts";
import { prepareBrowser } from "../../pipeline/render/browser.ts";
import { bundleCompositions } from "../../pipeline/render/bundle.ts";
import { renderScenes } from "../../pipeline/render/render-scenes.ts";
import { openSceneCache } from "../../pipeline/render/scene-cache.ts";
import { sceneKeys } from "../../pipeline/render/scene-key.ts";

import { similarity } from "../compositions/picture-similarity.ts";
import { runTool } from "../video/ffmpeg.ts";

const folder = mkdtempSync(path.join(tmpdir(), "fidelity-"));
afterAll(() => rmSync(folder, { recursive: true }));

const browserKit = await prepareBrowser(null);
const keyOf = await sceneKeys(browserKit.version);
const serveUrl = await bundleCompositions(folder);
const cache = openSceneCache(folder);
const { width, height, fps } = videoProfile;

/** The guide as the pipeline makes it. */
async function assembled(story: Storyboard, name: string): Promise<string> {
  const jobs = new Map(story.scenes.map((scene) => [keyOf(scene), scene]));
  const failed = await renderScenes(
    [...jobs].map(([key, scene]) => ({ key, scene })),
    {
      cache,
      browserKit,
      serveUrl,
      browsers: 2,
      tabsPerBrowser: 2,
      task: { advance() {}, finish() {} },
      signal: new AbortController().signal,
    },
  );
  expect(failed).toEqual([]);
  const plan = {
    videoId: name,
    madeFrom: "",
    sceneFiles: story.scenes.map((scene) => cache.fileOf(keyOf(scene))),
    sceneFrames: story.scenes.map((scene) => sceneTiming(scene).durationInFrames),
    texts: {},
  };
  assembleGuide(plan, sceneShelf(1e8), {
    videosFolder: folder,
    mp4: true,
    hls: false,
    size: { width, height },
    fps,
    segmentKey: new Uint8Array(32),
  });
  return path.join(folder, `${name}.mp4`);
}

/** The guide as Studio plays it, rendered whole. */
async function rendered(story: Storyboard, name: string): Promise<string> {
  const inputProps = { storyboard: story };
  const composition = await selectComposition({ ...browserKit.options, serveUrl, id: "Guide", inputProps });
  const outputLocation = path.join(folder, `${name}-whole.mp4`);
  await renderMedia({
    ...browserKit.options,
    ...{ composition, serveUrl, inputProps, outputLocation },
    codec: "h264",
    crf: 12,
    colorSpace: "bt709",
    jpegQuality: 95,
    muted: true,
    concurrency: 2,
  });
  return outputLocation;
}

/** Ten frames: around scene borders, in movement, and at rest. */
function instants(story: Storyboard): number[] {
  const starts = [0];
  for (const scene of story.scenes) starts.push((starts.at(-1) ?? 0) + sceneTiming(scene).durationInFrames);
  const [, second = 0, third = 0, fourth = 0] = starts;
  const end = starts.at(-1) ?? 0;
  return [0, 4, second - 1, second, second + 3, third - 1, third, fourth + 20, Math.floor(end / 2), end - 1];
}

function frameOf(file: string, frame: number): Buffer {
  const at = (frame / fps).toFixed(3);
  const rest = ["-frames:v", "1", "-f", "image2pipe", "-c:v", "rawvideo", "-pix_fmt", "gray", "-"];
  return runTool("ffmpeg", ["-ss", at, "-i", file, ...rest]);
}

test.each(["one-worker", "two-workers", "unpaid-and-partial"])("%s: what QA sees is what is sent", async (name) => {
  const story = storyboard.parse(
    JSON.parse(readFileSync(new URL(`../../fixtures/storyboards/${name}.json`, import.meta.url), "utf8")),
  );
  const ours = await assembled(story, name);
  const whole = await rendered(story, name);
  const table = instants(story).map((frame) => ({
    frame,
    similarity: similarity(frameOf(ours, frame), frameOf(whole, frame), { width, height }),
  }));
  expect(table.filter((row) => row.similarity < 0.98)).toEqual([]);
});
