import { Worker } from "node:worker_threads";
import type { ThreadAnswer } from "./assembly-thread.ts";
import type { AssemblyOptions, GuidePlan } from "./guide-plan.ts";

/** A thread that assembles one batch of guides at a time. */
export type AssemblyWorker = {
  /** Rejects when the thread ends before it has answered. */
  assemble(batch: GuidePlan[]): Promise<ThreadAnswer>;
  end(): Promise<unknown>;
};

/** Starts a thread that runs `file`, which answers every array of plans with one `ThreadAnswer`. */
export function startWorker(file: URL, options: AssemblyOptions): AssemblyWorker {
  const thread = new Worker(file, { workerData: options });
  let pending: PromiseWithResolvers<ThreadAnswer> | null = null;
  let failure: Error | null = null;
  const fail = (error: Error) => {
    failure ??= error;
    pending?.reject(failure);
  };
  thread.on("message", (answer: ThreadAnswer) => pending?.resolve(answer));
  thread.on("error", fail);
  // A thread may also end without an error, also between two batches, and says nothing any more.
  thread.on("exit", (code) => fail(new Error(`a thread that assembles guides ended with ${code} without an answer`)));
  return {
    assemble(batch) {
      if (failure) return Promise.reject(failure);
      pending = Promise.withResolvers();
      thread.postMessage(batch);
      return pending.promise;
    },
    end: () => thread.terminate(),
  };
}
