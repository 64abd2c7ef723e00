import { setTimeout as delay } from "node:timers/promises";

/** What work comes to, or undefined when it takes longer than so many milliseconds; the work goes on all the same. */
export async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result | undefined> {
  const timer = new AbortController();
  const end = delay(milliseconds, undefined, { signal: timer.signal }).catch(() => undefined);
  try {
    return await Promise.race([work, end]);
  } finally {
    timer.abort();
  }
}
