/** Seconds that parts of a run took, by the part's name. */
export type Stopwatch = {
  seconds: Record<string, number>;
  /** Does the work and notes how long it took. */
  time<Result>(part: string, work: () => Promise<Result>): Promise<Result>;
};

/** A stopwatch; times are rounded to a thousandth. */
export function stopwatch(): Stopwatch {
  const seconds: Record<string, number> = {};
  return {
    seconds,
    async time(part, work) {
      const start = performance.now();
      try {
        return await work();
      } finally {
        seconds[part] = Math.round(performance.now() - start) / 1000;
      }
    },
  };
}
