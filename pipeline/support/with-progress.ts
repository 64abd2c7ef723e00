import type { Progress, ProgressTask } from "./progress.ts";

/** Runs long work with a progress line. However it ends, that line ends first, so that an error is on its own line. */
export async function withProgress<Result>(
  progress: Progress,
  [label, total, unit]: [label: string, total: number | null, unit: string],
  work: (task: ProgressTask) => Promise<Result>,
): Promise<Result> {
  const task = progress.start(label, total, unit);
  let isDone = false;
  const once: ProgressTask = {
    advance: (count) => task.advance(count),
    finish: (note) => {
      if (!isDone) task.finish(note);
      isDone = true;
    },
  };
  try {
    const result = await work(once);
    once.finish();
    return result;
  } catch (error) {
    once.finish("stopped");
    throw error;
  }
}
