import { createHistogram, type RecordableHistogram } from "node:perf_hooks";

/** An answer, by the pattern of its address: what a visitor asked for in particular is in no figure and no log. */
export type Answered = { route: string; status: number; milliseconds: number };

/** How often a kind of address was answered with a status, and how fast: half, and 99 of 100, within so many milliseconds. */
export type RequestFigure = { route: string; status: number; count: number; p50_ms: number; p99_ms: number };

/** Counts answers until they are taken. */
export function requestFigures(): { add(answered: Answered): void; take(): RequestFigure[] } {
  let histograms = new Map<string, RecordableHistogram>();
  return {
    add: ({ route, status, milliseconds }) => {
      const key = `${status} ${route}`;
      const histogram = histograms.get(key) ?? createHistogram();
      histograms.set(key, histogram);
      histogram.record(Math.max(1, Math.round(milliseconds)));
    },
    take: () => {
      const taken = [...histograms].sort(([a], [b]) => (a < b ? -1 : 1));
      histograms = new Map();
      return taken.map(([key, histogram]) => ({
        route: key.slice(4),
        status: Number(key.slice(0, 3)),
        count: histogram.count,
        p50_ms: histogram.percentile(50),
        p99_ms: histogram.percentile(99),
      }));
    },
  };
}
