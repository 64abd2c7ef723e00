import { availableParallelism } from "node:os";
import { batchesOf } from "../support/batches.ts";
import { errorFrom } from "../support/plain-error.ts";
import { threadPool } from "../support/thread-pool.ts";
import type { ThreadAnswer } from "./assembly-thread.ts";
import type { AssembledGuide, AssemblyOptions, FailedGuide, GuidePlan } from "./guide-plan.ts";

/** What runs on each thread: it answers every array of plans with one `ThreadAnswer`. */
const assemblyThread = new URL("./assembly-thread.ts", import.meta.url);

/** Guides in one message to a thread: few messages, little to redo after a failure. */
const batchSize = 16;

/**
 * Assembles guides on worker threads. `onGuides` gets each batch when its files are on disk.
 * Plans are taken as threads become free, so their number does not matter. Throws on a full disk,
 * when a thread ends without an answer or when `signal` aborts; what is written by then is whole.
 */
export async function assembleGuides(
  plans: AsyncIterable<GuidePlan> | Iterable<GuidePlan>,
  options: AssemblyOptions,
  onGuides: (guides: AssembledGuide[], failed: FailedGuide[]) => Promise<void>,
  signal: AbortSignal,
  threadFile = assemblyThread,
): Promise<void> {
  const pool = threadPool<GuidePlan[], ThreadAnswer>({
    file: threadFile,
    name: "assembleBatch",
    workerData: options,
    size: availableParallelism(),
  });
  const underway = new Set<Promise<void>>();
  try {
    for await (const batch of batchesOf(plans, batchSize)) {
      signal.throwIfAborted();
      const work = pool.run(batch).then(({ guides, failed, fatal }) => {
        if (fatal) throw errorFrom(fatal);
        return onGuides(guides, failed);
      });
      underway.add(work);
      work.then(
        () => underway.delete(work),
        () => {},
      );
      if (underway.size >= pool.size * 2) await Promise.race(underway);
    }
    await Promise.all(underway);
  } finally {
    await Promise.allSettled(underway);
    await pool.close();
  }
}
