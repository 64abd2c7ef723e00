import path from "node:path";
import { type BrowserKit, prepareBrowser } from "../../render/browser/browser.ts";
import { openSceneCache, removeHalfWritten, type SceneCache } from "../../render/scenes/scene-cache.ts";
import { type SceneKeyOf, sceneKeys } from "../../render/scenes/scene-key.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";

/** What turning storyboards into guides needs beside them. */
export type RenderKit = { browserKit: BrowserKit; cache: SceneCache; keyOf: SceneKeyOf };

/** Folder of rendered scenes, shared by all campaigns of an output folder. */
export function cacheFolder(outFolder: string): string {
  return path.join(outFolder, "cache");
}

/** Finds the browser, opens the scene cache and prepares scene keys. No browser is started yet. */
export async function openRenderKit(settings: CampaignSettings): Promise<RenderKit> {
  const browserKit = await prepareBrowser(settings.config.render.browserExecutable);
  const cache = openSceneCache(cacheFolder(settings.outFolder));
  await removeHalfWritten(cache.folder);
  return { browserKit, cache, keyOf: await sceneKeys(browserKit.version) };
}
