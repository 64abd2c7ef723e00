import { exitCodes } from "../domain/errors.ts";
import { type CacheStats, cacheStats, pruneCache } from "../render/scene-cache.ts";
import { cacheFolder } from "../steps/render-kit.ts";

const dayInMilliseconds = 86_400_000;

/** Says how much the cache of an output folder holds. */
export async function cacheStatsCommand(outFolder: string): Promise<number> {
  const stats = await cacheStats(cacheFolder(outFolder));
  const since = stats.oldestUse ? `, the oldest last of use on ${stats.oldestUse.toISOString().slice(0, 10)}` : "";
  process.stdout.write(`${amountOf(stats)} in the cache${since}\n`);
  return exitCodes.done;
}

/** Deletes the scenes that were not of use for so many days. */
export async function cachePruneCommand(outFolder: string, days: number, now: Date): Promise<number> {
  const removed = await pruneCache(cacheFolder(outFolder), new Date(now.getTime() - days * dayInMilliseconds));
  process.stdout.write(`${amountOf(removed)} removed from the cache\n`);
  return exitCodes.done;
}

function amountOf({ scenes, bytes }: CacheStats): string {
  return `${scenes.toLocaleString("en-GB")} scenes, ${(bytes / 1e6).toFixed(1)} MB`;
}
