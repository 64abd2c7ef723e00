import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { type Storyboard, sceneTiming, videoProfile } from "../../compositions/storyboard.ts";
import { similarity } from "../compositions/picture-similarity.ts";
import { frameOf } from "../media/ffmpeg.ts";
import { fixtureStoryboard, openGuideVideos } from "./guide-videos.ts";

const folder = mkdtempSync(path.join(tmpdir(), "fidelity-"));
afterAll(() => rmSync(folder, { recursive: true }));

const videos = await openGuideVideos(folder);

/** Ten frames: around scene borders, in movement, and at rest. */
function instants(built: Storyboard): number[] {
  const starts = [0];
  for (const scene of built.scenes) starts.push((starts.at(-1) ?? 0) + sceneTiming(scene).durationInFrames);
  const [, second = 0, third = 0, fourth = 0] = starts;
  const end = starts.at(-1) ?? 0;
  return [0, 4, second - 1, second, second + 3, third - 1, third, fourth + 20, Math.floor(end / 2), end - 1];
}

test.each(["one-worker", "two-workers", "unpaid-and-partial"])("%s: what QA sees is what is sent", async (name) => {
  const built = fixtureStoryboard(name);
  const ours = await videos.assembled(built, name);
  const whole = await videos.rendered(built, name);
  const table = instants(built).map((frame) => ({
    frame,
    similarity: similarity(frameOf(ours, frame, "gray"), frameOf(whole, frame, "gray"), videoProfile),
  }));
  expect(table.filter((row) => row.similarity < 0.98)).toEqual([]);
});
