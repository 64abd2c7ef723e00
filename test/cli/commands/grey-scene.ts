import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { deserialize, serialize } from "node:v8";
import { videoProfile } from "../../../compositions/storyboard.ts";
import type { EncodedScene } from "../../../pipeline/media/format/scene-file.ts";
import { encodeScene } from "../../../pipeline/render/scenes/encode-scene.ts";
import { jpegOf } from "../../media/ffmpeg.ts";
import { onceInRun } from "../../support/once-in-run.ts";

/** A scene of so many grey pictures. Each length is encoded once in a run of all tests. */
export async function greyScene(durationInFrames: number): Promise<EncodedScene> {
  const folder = await onceInRun(`grey scene of ${durationInFrames}`, async (made) => {
    const encoded = await encodeScene([jpegOf(200, videoProfile)], durationInFrames);
    writeFileSync(path.join(made, "scene"), serialize(encoded));
  });
  const { avcC, sampleSizes, payload } = deserialize(readFileSync(path.join(folder, "scene")));
  return { avcC: Buffer.from(avcC), sampleSizes, payload: Buffer.from(payload) };
}
