import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Storyboard, sceneTiming, videoProfile } from "../../compositions/storyboard.ts";
import { runTool } from "../media/ffmpeg.ts";
import { fixtureStoryboard, openGuideVideos } from "./guide-videos.ts";

const folder = mkdtempSync(path.join(tmpdir(), "colours-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A greeting, a worker and a partly paid quarter: blue, green, yellow and amber, dark text on white. */
const partial = fixtureStoryboard("partial");
const built: Storyboard = { ...partial, scenes: partial.scenes.slice(0, 3) };
const [greetingFrames = 0, workerFrames = 0] = built.scenes.map((scene) => sceneTiming(scene).durationInFrames);

const step = workerFrames + 36;
/** In frames, at even steps as Remotion renders them: the greeting at rest, the quarters in movement, and at rest. */
const instants = [0, 1, 2].map((count) => greetingFrames - 30 + count * step);

let assembled: Buffer[];
let rendered: Buffer[];
beforeAll(async () => {
  const videos = await openGuideVideos(folder, path.join(tmpdir(), "videoguida-test-cache"));
  const frames = coloursOf(await videos.assembled(built, "guide"));
  assembled = instants.map((frame) => frames[frame] as Buffer);
  const frameRange: [number, number] = [instants[0] ?? 0, instants[2] ?? 0];
  rendered = coloursOf(await videos.rendered(built, "guide", { frameRange, everyNthFrame: step }));
});

/** A video's frames as a player shows them: red, green and blue, 0 to 255, of each area of 16 × 16 pixels. */
function coloursOf(video: string): Buffer[] {
  const [columns, rows] = [videoProfile.width / 16, videoProfile.height / 16];
  const rest = ["-f", "image2pipe", "-c:v", "rawvideo", "-pix_fmt", "rgb24", "-"];
  const bytes = runTool("ffmpeg", ["-i", video, "-vf", `scale=${columns}:${rows}:flags=area`, ...rest]);
  const size = columns * rows * 3;
  return Array.from({ length: bytes.length / size }, (_, frame) => bytes.subarray(frame * size, (frame + 1) * size));
}

/** The largest difference of any area, for red, green and blue. */
function differences(one: Buffer, other: Buffer): number[] {
  const largest = [0, 0, 0];
  for (const [at, value] of one.entries())
    largest[at % 3] = Math.max(largest[at % 3] ?? 0, Math.abs(value - (other[at] ?? Number.NaN)));
  return largest;
}

/** Measured: JPEG and H.264 differ by 4, a wrong range or matrix by 20, a wrong channel by 100. */
const tolerance = 6;

test("an assembled guide has the colours of Remotion's own video of it", () => {
  expect([assembled.length, rendered.length]).toEqual([3, 3]);
  const table = assembled.map((colours, index) => differences(colours, rendered[index] as Buffer));
  expect(table.flat().filter((difference) => !(difference <= tolerance))).toEqual([]);
});

/** Each channel's value at a place, by the values of its area. */
const misread = (colours: Buffer, read: (value: number, channel: number, area: Buffer) => number) =>
  Buffer.from(colours.map((value, at) => read(value, at % 3, colours.subarray(at - (at % 3), at - (at % 3) + 3))));

test.each<{ name: string; read: Parameters<typeof misread>[1] }>([
  { name: "red and blue swapped", read: (_, channel, area) => area[2 - channel] ?? 0 },
  {
    name: "green and blue swapped",
    read: (value, channel, area) => (channel === 0 ? value : (area[3 - channel] ?? 0)),
  },
  { name: "full range read as limited", read: (value) => Math.min(255, Math.max(0, ((value - 16) * 255) / 219)) },
  { name: "limited range read as full", read: (value) => 16 + (value * 219) / 255 },
])("$name would be seen in each of the three", ({ read }) => {
  for (const colours of rendered)
    expect(Math.max(...differences(misread(colours, read), colours))).toBeGreaterThan(2 * tolerance);
});
