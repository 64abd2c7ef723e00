import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { videoProfile } from "../../compositions/storyboard.ts";
import { type EncodedScene, parseSceneFile, sceneFileOf } from "../../pipeline/media/format/scene-file.ts";
import { encodeScene } from "../../pipeline/render/scenes/encode-scene.ts";
import { decodedFrames, jpegOf, probe } from "./ffmpeg.ts";

const folder = mkdtempSync(path.join(tmpdir(), "scene-file-"));
afterAll(() => rmSync(folder, { recursive: true }));

const pictures = [40, 90, 140, 190].map((brightness) => jpegOf(brightness, videoProfile));
let scene: EncodedScene;
let file: Buffer;
beforeAll(async () => {
  scene = await encodeScene(pictures, 40);
  file = sceneFileOf(scene, videoProfile);
  writeFileSync(path.join(folder, "scene.mp4"), file);
});

describe("a scene of 40 frames of which 4 were rendered", () => {
  test("is a video of 40 frames on the 25 fps grid, one keyframe in front", () => {
    const { stream, packets } = probe(path.join(folder, "scene.mp4"));
    expect(stream).toMatchObject({
      width: 1280,
      height: 720,
      r_frame_rate: "25/1",
      pix_fmt: "yuv420p",
      color_space: "bt709",
    });
    expect(packets.map(({ pts }) => pts)).toEqual(Array.from({ length: 40 }, (_, index) => index * 512));
    expect(packets.map(({ flags }) => flags.startsWith("K"))).toEqual([true, ...Array(39).fill(false)]);
  });

  test("shows the last rendered picture, to the bit, until its end", () => {
    const frames = decodedFrames(path.join(folder, "scene.mp4"), videoProfile);
    expect(frames).toHaveLength(40);
    const held = frames[3] as Buffer;
    expect(frames.slice(3).every((frame) => frame.equals(held))).toBe(true);
    expect(frames[2]?.equals(held)).toBe(false);
  });

  test("holds for 33 bytes of picture a frame", () => {
    expect(scene.sampleSizes.slice(4)).toEqual(Array(36).fill(37));
  });
});

test("the same pictures give the same bytes, whatever was encoded before", async () => {
  await encodeScene(pictures.toReversed(), 24);
  expect((await encodeScene(pictures, 40)).payload.equals(scene.payload)).toBe(true);
});

test("scenes of any pictures carry the same decoder configuration", async () => {
  const other = await encodeScene([jpegOf(255, videoProfile)], 8);
  expect(other.avcC.equals(scene.avcC)).toBe(true);
});

test("a scene file gives the scene back", () => {
  const back = parseSceneFile(file);
  expect(back.sampleSizes).toEqual(scene.sampleSizes);
  expect(back.payload.equals(scene.payload)).toBe(true);
  expect(back.avcC.equals(scene.avcC)).toBe(true);
});

const flipped = (at: number) => {
  const damaged = Buffer.from(file);
  damaged[at] = (damaged[at] ?? 0) ^ 1;
  return damaged;
};

test.each([
  { name: "one bit of a picture", damaged: () => flipped(file.length - 200) },
  { name: "one bit of the index", damaged: () => flipped(60) },
  { name: "one bit of the checksum", damaged: () => flipped(file.length - 1) },
  { name: "cut short", damaged: () => file.subarray(0, file.length - 10) },
  { name: "empty", damaged: () => Buffer.alloc(0) },
  { name: "somebody else's file", damaged: () => Buffer.from("RIFF and so on".repeat(20)) },
])("a damaged file is refused: $name", ({ damaged }) => {
  expect(() => parseSceneFile(damaged())).toThrow();
});
