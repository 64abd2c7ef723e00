import pLimit from "p-limit";
import { Piscina } from "piscina";

/** Threads that each do one task at a time; they start with the first task. */
export type ThreadPool<Task, Answer> = {
  size: number;
  /** Rejects when a thread ends before it has answered, and from then on. */
  run(task: Task): Promise<Answer>;
  /** Ends the threads, also those at work. */
  close(): Promise<void>;
};

/**
 * `file` exports the function `name`, which does a task; `workerData` is what the module finds under that name. A thread
 * tidies its memory before it has more than `heapMegabytes`, and ends when that is not enough.
 */
export type ThreadPoolOptions = {
  file: URL;
  name: string;
  workerData: unknown;
  size: number;
  heapMegabytes?: number;
};

/** Threads that run a function of a file. Of one thread the tasks are done in their order. */
export function threadPool<Task, Answer>(options: ThreadPoolOptions): ThreadPool<Task, Answer> {
  const { size } = options;
  const failure = new AbortController();
  let threads: Piscina<Task, Answer> | null = null;
  // A task that waited inside piscina, for a thread that has ended, would never be answered.
  const limit = pLimit(size);
  return {
    size,
    run: (task) =>
      limit(async () => {
        failure.signal.throwIfAborted();
        threads ??= startThreads<Task, Answer>(options, (error) => failure.abort(error));
        return await threads.run(task).catch((error) => {
          failure.signal.throwIfAborted();
          throw error;
        });
      }),
    close: async () => await threads?.destroy(),
  };
}

/** Piscina replaces a thread that ends and reports it only when a task is lost; `onEnd` is always called. */
function startThreads<Task, Answer>(
  { file, name, workerData, size, heapMegabytes }: ThreadPoolOptions,
  onEnd: (error: Error) => void,
): Piscina<Task, Answer> {
  const threads = new Piscina<Task, Answer>({
    filename: file.href,
    name,
    workerData,
    minThreads: size,
    maxThreads: size,
    ...(heapMegabytes === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } }),
    // Otherwise Atomics.wait blocks the event loop of a thread without a task, and an error in it is not seen.
    atomics: "disabled",
  });
  threads.on("error", onEnd);
  for (const thread of threads.threads) {
    thread.on("error", onEnd);
    thread.on("exit", (code) => onEnd(new Error(`a thread ended with ${code} without an answer`)));
  }
  return threads;
}
