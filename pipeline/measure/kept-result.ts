/** A result that takes long to find and is kept for a while. */
export type KeptResult<Result> = { get(): Promise<Result> };

/** For so many times as long as it took, a result is given again: finding it takes a tenth of the time at most. */
const timesKept = 9;

/** Milliseconds: who would wait longer than this gets the result before, while it is found anew … */
const longestWait = 1_000;

/** … unless that is older than this. */
const oldest = 600_000;

/**
 * Finds a result when it is asked for, once for all who ask at the same time, and gives it again for a while. After an
 * error it is tried anew. `now` gives milliseconds.
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
      const age = kept ? now() - kept.foundAt : 0;
      if (kept && age <= timesKept * kept.took) return kept.result;
      finding ??= begin();
      if (!kept || kept.took <= longestWait || age > oldest) return finding;
      finding.catch(() => {});
      return kept.result;
    },
  };
}
