import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { videoProfile } from "../../compositions/storyboard.ts";
import type { EncodedScene } from "../../pipeline/media/format/scene-file.ts";
import { encodeScene } from "../../pipeline/render/scenes/encode-scene.ts";
import { cacheStats, openSceneCache, pruneCache, removeHalfWritten } from "../../pipeline/render/scenes/scene-cache.ts";
import { jpegOf } from "../media/ffmpeg.ts";
import { fileHashes } from "../workflow/file-hashes.ts";

const folder = mkdtempSync(path.join(tmpdir(), "scene-cache-"));
afterAll(() => rmSync(folder, { recursive: true }));
const cache = openSceneCache(folder);
const key = (letter: string) => letter.repeat(64);
let scene: EncodedScene;
beforeAll(async () => {
  scene = await encodeScene([jpegOf(100, videoProfile)], 16);
});

test("what was written is read back; what was not is not there", async () => {
  await cache.write(key("a"), scene);
  expect((await cache.read(key("a")))?.payload.equals(scene.payload)).toBe(true);
  expect(await cache.read(key("b"))).toBeNull();
});

test("a damaged scene is thrown out, and can be written anew", async () => {
  await cache.write(key("c"), scene);
  const file = cache.fileOf(key("c"));
  const bytes = readFileSync(file);
  bytes.fill(0, bytes.length - 300, bytes.length - 290);
  writeFileSync(file, bytes);
  expect(await cache.read(key("c"))).toBeNull();
  expect(existsSync(file)).toBe(false);
  await cache.write(key("c"), scene);
  expect(await cache.read(key("c"))).not.toBeNull();
});

test("a foreign file under a scene's name is thrown out", async () => {
  const file = cache.fileOf(key("d"));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, "not a video");
  expect(await cache.read(key("d"))).toBeNull();
  expect(existsSync(file)).toBe(false);
});

test("what a killed run left half written is removed, and nothing else", async () => {
  const file = cache.fileOf(key("a"));
  writeFileSync(path.join(path.dirname(file), "somebody-elses.txt"), "");
  const before = fileHashes(folder);
  writeFileSync(`${file}.tmp-1234-abc`, "half");
  expect(await removeHalfWritten(folder)).toBe(1);
  expect(fileHashes(folder)).toEqual(before);
});

test("stats count scenes; prune deletes those that were not of use since a day", async () => {
  const before = await cacheStats(folder);
  expect(before.scenes).toBe(2);
  utimesSync(cache.fileOf(key("a")), new Date("2026-01-01"), new Date("2026-01-01"));
  expect((await cacheStats(folder)).oldestUse).toEqual(new Date("2026-01-01"));
  expect((await pruneCache(folder, new Date("2026-01-01"))).scenes).toBe(0);
  expect((await pruneCache(folder, new Date("2026-01-02"))).scenes).toBe(1);
  expect(await cacheStats(folder)).toMatchObject({ scenes: 1, bytes: before.bytes / 2 });
});
