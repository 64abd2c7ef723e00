import type { Timings } from "../report/campaign-summary.ts";

/** How long the parts of a run took, and what of it was there already: all that may differ between two equal runs. */
export type RunLog = {
  timings: Timings;
  /** Does the work and notes its seconds under the part's name. */
  time<Result>(part: string, work: () => Promise<Result>): Promise<Result>;
};

/** A log of a run that starts now; seconds are rounded to a thousandth. */
export function startRunLog(startedAt: Date): RunLog {
  const timings: Timings = { started_at: startedAt.toISOString(), seconds: {}, scenes: null, videos: null };
  return {
    timings,
    async time(part, work) {
      const start = performance.now();
      try {
        return await work();
      } finally {
        timings.seconds[part] = Math.round(performance.now() - start) / 1000;
      }
    },
  };
}
