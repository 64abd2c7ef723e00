import { threadPool } from "../support/thread-pool.ts";
import type { CampaignMeasures } from "./measure-campaigns.ts";
import type { MeasureSources } from "./measuring-thread.ts";

/** The measures of all campaigns, counted anew for each who asks. */
export type Measures = { all(): Promise<CampaignMeasures[]>; close(): Promise<void> };

/**
 * Counts on a thread of its own: SQLite answers only when it has counted, and millions of events take it seconds in
 * which no page would be served. Who asks while it counts gets what it is counting.
 */
export function openMeasures(sources: MeasureSources): Measures {
  const pool = threadPool<null, CampaignMeasures[]>({
    file: new URL("./measuring-thread.ts", import.meta.url),
    name: "measure",
    workerData: sources,
    size: 1,
  });
  let counting: Promise<CampaignMeasures[]> | null = null;
  return {
    all: () => {
      counting ??= pool.run(null).finally(() => {
        counting = null;
      });
      return counting;
    },
    close: () => pool.close(),
  };
}
