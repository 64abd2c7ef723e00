import { expect, test } from "vitest";
import { videoProfile } from "../../compositions/storyboard.ts";
import { encodeScene } from "../../pipeline/render/scenes/encode-scene.ts";
import { runFfmpeg } from "../../pipeline/render/scenes/ffmpeg.ts";
import { jpegOf } from "../media/ffmpeg.ts";

const picture = jpegOf(100, videoProfile);

test("the encoder ends with the run, and the next run encodes as if nothing had been", async () => {
  await expect(encodeScene([picture], 16, AbortSignal.abort())).rejects.toThrow(/abort/);
  const controller = new AbortController();
  const encoding = encodeScene([picture], 16, controller.signal);
  controller.abort();
  await expect(encoding).rejects.toThrow(/abort/);
  expect((await encodeScene([picture], 16)).sampleSizes).toHaveLength(16);
});

test("an encoder that takes too long is ended", async () => {
  const waiting = ["-f", "image2pipe", "-c:v", "mjpeg", "-i", "-", "-f", "null", "-"];
  const work = runFfmpeg(
    waiting,
    Array.from({ length: 100 }, () => picture),
    { timeout: 1 },
  );
  await expect(work).rejects.toThrow(/took too long/);
});
