import { expect, test, vi } from "vitest";
import { videoProfile } from "../../compositions/storyboard.ts";
import { encodeScene } from "../../pipeline/render/scenes/encode-scene.ts";
import { runFfmpeg } from "../../pipeline/render/scenes/ffmpeg.ts";
import { jpegOf } from "../media/ffmpeg.ts";

const picture = jpegOf(100, videoProfile);

/** An encoder that is not ended works on them for longer than the test waits. */
const picturesForSeconds = Array.from({ length: 5_000 }, () => picture);

/** Passes once no process runs that this one has started. */
const noProcessIsLeft = () => vi.waitFor(() => expect(process.getActiveResourcesInfo()).not.toContain("ProcessWrap"));

test("the encoder ends with the run, and the next run encodes as if nothing had been", async () => {
  await expect(encodeScene([picture], 16, AbortSignal.abort())).rejects.toThrow(/abort/);
  const controller = new AbortController();
  const encoding = encodeScene(picturesForSeconds, 16, controller.signal);
  controller.abort();
  await expect(encoding).rejects.toThrow(/abort/);
  await noProcessIsLeft();
  expect((await encodeScene([picture], 16)).sampleSizes).toHaveLength(16);
});

test("an encoder that takes too long is ended", async () => {
  const waiting = ["-f", "image2pipe", "-c:v", "mjpeg", "-i", "-", "-f", "null", "-"];
  const work = runFfmpeg(waiting, picturesForSeconds, { timeout: 1 });
  await expect(work).rejects.toThrow(/took too long/);
  await noProcessIsLeft();
});
