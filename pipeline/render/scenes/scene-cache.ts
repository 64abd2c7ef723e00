import { existsSync } from "node:fs";
import { opendir, readdir, rm, stat, utimes } from "node:fs/promises";
import path from "node:path";
import { videoProfile } from "../../../compositions/storyboard.ts";
import { type EncodedScene, parseSceneFile, type StoredScene, sceneFileOf } from "../../media/format/scene-file.ts";
import { temporaryMark, writeFileAtomically } from "../../support/atomic-file.ts";
import { readIfThere } from "../../support/read-if-there.ts";

/** Rendered scenes by their key, for all campaigns to come. Safe to delete at any time between runs. */
export type SceneCache = {
  folder: string;
  /** The scene, or null when it is not there. A damaged or foreign file is deleted and counts as not there. */
  read(key: string): Promise<StoredScene | null>;
  /** Keeps a scene; it appears whole or not at all. */
  write(key: string, scene: EncodedScene): Promise<void>;
  fileOf(key: string): string;
};

/** The scene cache in a folder, which is made with the first scene. */
export function openSceneCache(folder: string): SceneCache {
  const fileOf = (key: string) => sceneFileIn(folder, key);
  return {
    folder,
    fileOf,
    read: (key) => readOrDiscard(fileOf(key)),
    write: (key, scene) => writeFileAtomically(fileOf(key), sceneFileOf(scene, videoProfile)),
  };
}

/** Two levels, so that no folder holds more than a few hundred files. */
export function sceneFileIn(folder: string, key: string): string {
  return path.join(folder, "scenes", key.slice(0, 2), `${key}.mp4`);
}

async function readOrDiscard(file: string): Promise<StoredScene | null> {
  const bytes = await readIfThere(file);
  if (bytes === null) return null;
  try {
    return parseSceneFile(bytes);
  } catch {
    await rm(file, { force: true });
    return null;
  }
}

/** Sets the time at which a scene was last used, for `prune`. */
export async function touch(cache: SceneCache, key: string, now: Date): Promise<void> {
  await utimes(cache.fileOf(key), now, now).catch(() => {});
}

/** How much a cache holds. */
export type CacheStats = { scenes: number; bytes: number; oldestUse: Date | null };

/** Counts the scenes of a cache. */
export async function cacheStats(folder: string): Promise<CacheStats> {
  const stats: CacheStats = { scenes: 0, bytes: 0, oldestUse: null };
  for await (const file of sceneFiles(folder)) {
    const { size, mtime } = await stat(file);
    stats.scenes++;
    stats.bytes += size;
    if (stats.oldestUse === null || mtime < stats.oldestUse) stats.oldestUse = mtime;
  }
  return stats;
}

/** Deletes the scenes that were last used before `limit`; returns how many and how large. */
export async function pruneCache(folder: string, limit: Date): Promise<CacheStats> {
  const removed: CacheStats = { scenes: 0, bytes: 0, oldestUse: null };
  for await (const file of sceneFiles(folder)) {
    const { size, mtime } = await stat(file);
    if (mtime >= limit) continue;
    await rm(file);
    removed.scenes++;
    removed.bytes += size;
  }
  return removed;
}

/** Deletes files that a killed run left half written. */
export async function removeHalfWritten(folder: string): Promise<number> {
  let removed = 0;
  for await (const file of filesIn(folder)) {
    if (!path.basename(file).includes(temporaryMark)) continue;
    await rm(file, { force: true });
    removed++;
  }
  return removed;
}

async function* sceneFiles(folder: string): AsyncGenerator<string> {
  for await (const file of filesIn(folder)) {
    if (/^[0-9a-f]{64}\.mp4$/.test(path.basename(file))) yield file;
  }
}

async function* filesIn(folder: string): AsyncGenerator<string> {
  const scenes = path.join(folder, "scenes");
  if (!existsSync(scenes)) return;
  for (const prefix of await readdir(scenes)) {
    for await (const entry of await opendir(path.join(scenes, prefix))) {
      if (entry.isFile()) yield path.join(scenes, prefix, entry.name);
    }
  }
}
