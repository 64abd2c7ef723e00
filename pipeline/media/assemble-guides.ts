import { availableParallelism } from "node:os";
import pLimit from "p-limit";
import { errorFrom } from "../support/plain-error.ts";
import type { ThreadAnswer } from "./assembly-thread.ts";
import { type AssemblyWorker, startWorker } from "./assembly-worker.ts";
import type { AssembledGuide, AssemblyOptions, FailedGuide, GuidePlan } from "./guide-plan.ts";

/** What runs on each thread: answers every array of plans with one `ThreadAnswer`. */
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
  const threads = threadPool(threadFile, options, availableParallelism());
  const limit = pLimit(threads.size);
  const underway = new Set<Promise<void>>();
  try {
    for await (const batch of batchesOf(plans)) {
      signal.throwIfAborted();
      const work = limit(() => threads.assemble(batch)).then(({ guides, failed }) => onGuides(guides, failed));
      underway.add(work);
      work.then(
        () => underway.delete(work),
        () => {},
      );
      if (underway.size >= threads.size * 2) await Promise.race(underway);
    }
    await Promise.all(underway);
  } finally {
    await Promise.allSettled(underway);
    await threads.close();
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

function threadPool(threadFile: URL, options: AssemblyOptions, size: number) {
  const idle: AssemblyWorker[] = [];
  const all: AssemblyWorker[] = [];
  const newThread = () => {
    const thread = startWorker(threadFile, options);
    all.push(thread);
    return thread;
  };
  return {
    size,
    async assemble(batch: GuidePlan[]): Promise<ThreadAnswer> {
      const thread = idle.pop() ?? newThread();
      const answer = await thread.assemble(batch);
      idle.push(thread);
      if (answer.fatal) throw errorFrom(answer.fatal);
      return answer;
    },
    async close(): Promise<void> {
      await Promise.all(all.map((thread) => thread.end()));
    },
  };
}
