import path from "node:path";
import { type Scene, storyboard } from "../../compositions/storyboard.ts";
import oneWorker from "../../fixtures/storyboards/one-worker.json" with { type: "json" };
import { prepareBrowser } from "../../pipeline/render/browser/browser.ts";
import { bundleCompositions } from "../../pipeline/render/bundle.ts";
import { sceneKeys } from "../../pipeline/render/scenes/scene-key.ts";

/** The browser, the bundle and the names of scenes, as the pipeline has them. */
export async function renderingKit(folder: string) {
  const browserKit = await prepareBrowser(null);
  const serveUrl = await bundleCompositions(path.join(folder, "bundle"));
  return { browserKit, serveUrl, keyOf: await sceneKeys(browserKit.version) };
}

/** A guide for one worker and one quarter. */
export const example = storyboard.parse(oneWorker);

/** A greeting of about four seconds, for any name. */
export function greeting(name: string): Scene {
  const scene = example.scenes.find(({ kind }) => kind === "greeting");
  if (scene?.kind !== "greeting") throw new Error("a guide starts with a greeting");
  return { ...scene, name, narration: "Ciao, questa è la tua guida ai contributi del lavoro.".padEnd(56, ".") };
}

export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

export const figure = (value: number, digits: number) => value.toFixed(digits);
