import { existsSync } from "node:fs";
import { exitCodes } from "../../domain/errors.ts";
import { type CacheStats, cacheStats, pruneCache } from "../../render/scenes/scene-cache.ts";
import { cacheFolder } from "../../workflow/render/render-kit.ts";
import { withOutputLock } from "./with-ledger.ts";

const dayInMilliseconds = 86_400_000;

/** Says how much the cache of an output folder holds. */
export async function cacheStatsCommand(outFolder: string): Promise<number> {
  const stats = await cacheStats(cacheFolder(outFolder));
  const since = stats.oldestUse ? `, the oldest last of use on ${stats.oldestUse.toISOString().slice(0, 10)}` : "";
  process.stdout.write(`${amountOf(stats)} in the cache${since}\n`);
  return exitCodes.done;
}

/** Deletes the scenes last used more than `days` ago. Throws a `PipelineError` while another command is writing. */
export async function cachePruneCommand(outFolder: string, days: number, now: Date): Promise<number> {
  const limit = new Date(now.getTime() - days * dayInMilliseconds);
  const prune = () => pruneCache(cacheFolder(outFolder), limit);
  // A missing folder has nothing to prune, and is not created just for the lock.
  const removed = existsSync(outFolder) ? await withOutputLock(outFolder, prune) : await prune();
  process.stdout.write(`${amountOf(removed)} removed from the cache\n`);
  return exitCodes.done;
}

function amountOf({ scenes, bytes }: CacheStats): string {
  return `${scenes.toLocaleString("en-GB")} scenes, ${(bytes / 1e6).toFixed(1)} MB`;
}
