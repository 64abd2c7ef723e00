import { type ThreadPool, threadPool } from "../support/thread-pool.ts";
import type { CampaignMeasures } from "./measure-campaigns.ts";
import type { MeasureSources } from "./measuring-thread.ts";

/** The measures of all campaigns, counted anew for each who asks. */
export type Measures = { all(): Promise<CampaignMeasures[]>; close(): Promise<void> };

/** Some thousands of events at a time need a few; without a limit the thread lets hundreds pile up. */
const heapMegabytes = 64;

/**
 * Counts on a thread of its own: SQLite answers only when it has counted, and millions of events take it seconds in
 * which no page would be served. Who asks while it counts gets what it is counting. A thread that ended is replaced.
 */
export function openMeasures(sources: MeasureSources): Measures {
  let pool: ThreadPool<null, CampaignMeasures[]> | null = null;
  let counting: Promise<CampaignMeasures[]> | null = null;
  const start = () =>
    threadPool<null, CampaignMeasures[]>({
      file: new URL("./measuring-thread.ts", import.meta.url),
      name: "measure",
      workerData: sources,
      size: 1,
      heapMegabytes,
    });
  const count = async () => {
    pool ??= start();
    try {
      return await pool.run(null);
    } catch (error) {
      const failed = pool;
      pool = null;
      await failed.close();
      throw error;
    } finally {
      counting = null;
    }
  };
  return {
    all: () => {
      counting ??= count();
      return counting;
    },
    close: async () => await pool?.close(),
  };
}
