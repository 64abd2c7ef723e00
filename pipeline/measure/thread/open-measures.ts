import { type ThreadPool, threadPool } from "../../support/thread-pool.ts";
import type { CampaignMeasures } from "../measure-campaigns.ts";
import { type KeptResult, keptResult } from "./kept-result.ts";
import type { MeasureSources } from "./measuring-thread.ts";

/** What was measured, and when it was counted. */
export type Measured = { campaigns: CampaignMeasures[]; countedAt: Date };

/** The measures of all campaigns. */
export type Measures = { all(): Promise<Measured>; close(): Promise<void> };

/** Some thousands of events at a time need a few; without a limit the thread lets hundreds pile up. */
const heapMegabytes = 64;

/**
 * Counts on a thread of its own: SQLite answers only when it has counted, and millions of events take it seconds in
 * which no page would be served. What was counted is kept for a while (`keptResult`). A thread that ended is replaced.
 */
export function openMeasures(sources: MeasureSources, now = () => new Date()): Measures {
  let pool: ThreadPool<null, CampaignMeasures[]> | null = null;
  const start = () =>
    threadPool<null, CampaignMeasures[]>({
      file: new URL("./measuring-thread.ts", import.meta.url),
      name: "measure",
      workerData: sources,
      size: 1,
      heapMegabytes,
    });
  const kept: KeptResult<Measured> = keptResult(async () => {
    pool ??= start();
    const countedAt = now();
    try {
      return { campaigns: await pool.run(null), countedAt };
    } catch (error) {
      const failed = pool;
      pool = null;
      await failed.close();
      throw error;
    }
  });
  return { all: kept.get, close: async () => await pool?.close() };
}
