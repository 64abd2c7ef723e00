import { errorFrom } from "../support/plain-error.ts";
import { assemblyPool } from "./assembly-pool.ts";
import type { AssembledGuide, AssemblyOptions, FailedGuide, GuidePlan } from "./guide-plan.ts";

/** What runs on each thread: its `assembleBatch` answers every array of plans with one `ThreadAnswer`. */
const assemblyThread = new URL("./assembly-thread.ts", import.meta.url);

/** Guides a thread gets at once: few messages, and little lost with a batch. */
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
  const pool = assemblyPool(threadFile, options);
  const underway = new Set<Promise<void>>();
  try {
    for await (const batch of batchesOf(plans)) {
      signal.throwIfAborted();
      const work = pool.assemble(batch).then(({ guides, failed, fatal }) => {
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

async function* batchesOf(plans: AsyncIterable<GuidePlan> | Iterable<GuidePlan>): AsyncGenerator<GuidePlan[]> {
  let batch: GuidePlan[] = [];
  for await (const plan of plans) {
    batch.push(plan);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
