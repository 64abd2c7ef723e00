import QuickLRU from "quick-lru";

/** Milliseconds over which requests are counted. */
const windowMs = 60_000;

/** So many keys are remembered, and at most twice as many. */
const rememberedKeys = 25_000;

/**
 * Returns a function that counts events by key and says whether they are within `most` a minute; what goes beyond is not
 * counted. Memory stays flat.
 */
export function rateLimit(most: number, now: () => number): (key: string, count: number) => boolean {
  const windows = new QuickLRU<string, { startedAt: number; count: number }>({ maxSize: rememberedKeys });
  return (key, count) => {
    const at = now();
    const known = windows.get(key);
    const current = known && at - known.startedAt < windowMs ? known : { startedAt: at, count: 0 };
    if (current.count + count > most) return false;
    current.count += count;
    windows.set(key, current);
    return true;
  };
}
