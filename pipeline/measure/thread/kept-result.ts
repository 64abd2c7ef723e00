/** A result that takes long to find and is kept for a while. */
export type KeptResult<Result> = { get(): Promise<Result> };

/** For so many times as long as it took, a result is given again: finding it takes a tenth of the time at most. */
const timesKept = 9;

/** Milliseconds; what is found sooner is found anew for each who asks. */
const longestWait = 1_000;

/** Milliseconds; an older result is not given again. */
const oldest = 600_000;

/**
 * Finds a result when it is asked for, once for all who ask at the same time. One that took long is given again for a
 * while, and after that while the next is being found. After an error it is tried anew. `now` gives milliseconds.
 */
export function keptResult<Result>(find: () => Promise<Result>, now = () => performance.now()): KeptResult<Result> {
  let kept: { result: Result; foundAt: number; took: number } | null = null;
  let finding: Promise<Result> | null = null;
  const begin = async () => {
    const startedAt = now();
    try {
      const result = await find();
      kept = { result, foundAt: now(), took: now() - startedAt };
      return result;
    } finally {
      finding = null;
    }
  };
  return {
    get: async () => {
      const usable = kept && kept.took > longestWait && now() - kept.foundAt <= oldest ? kept : null;
      if (usable && now() - usable.foundAt <= timesKept * usable.took) return usable.result;
      finding ??= begin();
      if (!usable) return finding;
      finding.catch(() => {});
      return usable.result;
    },
  };
}
