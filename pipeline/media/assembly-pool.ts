import { availableParallelism } from "node:os";
import pLimit from "p-limit";
import { Piscina } from "piscina";
import type { ThreadAnswer } from "./assembly-thread.ts";
import type { AssemblyOptions, GuidePlan } from "./guide-plan.ts";

/** Threads that assemble one batch of guides at a time each; they start with the first. */
export type AssemblyPool = {
  size: number;
  /** Rejects when a thread ends before it has answered, and from then on. */
  assemble(batch: GuidePlan[]): Promise<ThreadAnswer>;
  /** Ends the threads, whatever they do. */
  close(): Promise<void>;
};

type Threads = Piscina<GuidePlan[], ThreadAnswer>;

/** Threads that run `assembleBatch` of `file`, as many as the machine runs at once. */
export function assemblyPool(file: URL, options: AssemblyOptions): AssemblyPool {
  const size = availableParallelism();
  const failure = new AbortController();
  let threads: Threads | null = null;
  // A batch that waited inside piscina, for a thread that has ended, would wait for ever.
  const limit = pLimit(size);
  return {
    size,
    assemble: (batch) =>
      limit(async () => {
        failure.signal.throwIfAborted();
        threads ??= startThreads(file, options, size, (error) => failure.abort(error));
        return await threads.run(batch).catch((error) => {
          failure.signal.throwIfAborted();
          throw error;
        });
      }),
    close: async () => await threads?.destroy(),
  };
}

/** Piscina replaces a thread that ends, and says so only when a batch is lost with it; `onEnd` is always told. */
function startThreads(file: URL, workerData: AssemblyOptions, size: number, onEnd: (error: Error) => void): Threads {
  const threads: Threads = new Piscina({
    filename: file.href,
    name: "assembleBatch",
    workerData,
    minThreads: size,
    maxThreads: size,
    // Otherwise Atomics.wait blocks the event loop of a thread without a batch, and an error in it is not seen.
    atomics: "disabled",
  });
  threads.on("error", onEnd);
  for (const thread of threads.threads) {
    thread.on("error", onEnd);
    thread.on("exit", (code) =>
      onEnd(new Error(`a thread that assembles guides ended with ${code} without an answer`)),
    );
  }
  return threads;
}
