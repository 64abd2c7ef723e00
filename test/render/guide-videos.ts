import { readFileSync } from "node:fs";
import path from "node:path";
import { type RenderMediaOptions, renderMedia, selectComposition } from "@remotion/renderer";
import { expect } from "vitest";
import { type Storyboard, sceneTiming, storyboard, videoProfile } from "../../compositions/storyboard.ts";
import { assembleGuide } from "../../pipeline/media/assemble-guide.ts";
import { sceneLru } from "../../pipeline/media/scene-lru.ts";
import { prepareBrowser } from "../../pipeline/render/browser/browser.ts";
import { bundleCompositions } from "../../pipeline/render/bundle.ts";
import { renderScenes } from "../../pipeline/render/scenes/render-scenes.ts";
import { openSceneCache } from "../../pipeline/render/scenes/scene-cache.ts";
import { sceneKeys } from "../../pipeline/render/scenes/scene-key.ts";

/** Makes guides in two ways, to be compared; returns the files. */
export type GuideVideos = {
  /** As the pipeline makes it. */
  assembled(built: Storyboard, name: string): Promise<string>;
  /** As Studio plays it, rendered by Remotion: whole, or the frames that `part` says. */
  rendered(
    built: Storyboard,
    name: string,
    part?: Pick<RenderMediaOptions, "frameRange" | "everyNthFrame">,
  ): Promise<string>;
};

/** `bundleFolder` is where bundles are kept. */
export async function openGuideVideos(folder: string, bundleFolder = folder): Promise<GuideVideos> {
  const browserKit = await prepareBrowser(null);
  const keyOf = await sceneKeys(browserKit.version);
  const serveUrl = await bundleCompositions(bundleFolder);
  const cache = openSceneCache(folder);
  return {
    async assembled(built, name) {
      const jobs = new Map(built.scenes.map((scene) => [keyOf(scene), scene]));
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
        inputHash: "",
        sceneFiles: built.scenes.map((scene) => cache.fileOf(keyOf(scene))),
        sceneFrames: built.scenes.map((scene) => sceneTiming(scene).durationInFrames),
        texts: {},
      };
      const { width, height, fps } = videoProfile;
      assembleGuide(plan, sceneLru(1e8), {
        videosFolder: folder,
        mp4: true,
        hls: false,
        size: { width, height },
        fps,
        segmentKey: new Uint8Array(32),
      });
      return path.join(folder, `${name}.mp4`);
    },
    async rendered(built, name, part = {}) {
      const inputProps = { storyboard: built };
      const composition = await selectComposition({ ...browserKit.options, serveUrl, id: "Guide", inputProps });
      const outputLocation = path.join(folder, `${name}-rendered.mp4`);
      await renderMedia({
        ...browserKit.options,
        ...{ composition, serveUrl, inputProps, outputLocation },
        ...part,
        codec: "h264",
        crf: 12,
        colorSpace: "bt709",
        jpegQuality: 95,
        muted: true,
        concurrency: 2,
      });
      return outputLocation;
    },
  };
}

/** A storyboard of the fixtures. */
export function fixtureStoryboard(name: string): Storyboard {
  const file = new URL(`../../fixtures/storyboards/${name}.json`, import.meta.url);
  return storyboard.parse(JSON.parse(readFileSync(file, "utf8")));
}
