/** Milliseconds over which requests are counted. */
const windowMs = 60_000;

/** So many keys at most are remembered. */
const rememberedKeys = 50_000;

/**
 * Returns a function that counts events by key and says whether they are within `most` a minute; what goes beyond is not
 * counted. Memory stays flat.
 */
export function rateLimit(most: number, now: () => number): (key: string, count: number) => boolean {
  const windows = new Map<string, { startedAt: number; count: number }>();
  return (key, count) => {
    const at = now();
    const known = windows.get(key);
    const current = known && at - known.startedAt < windowMs ? known : { startedAt: at, count: 0 };
    if (current.count + count > most) return false;
    current.count += count;
    // At the end, so that those that were not of use for longest stand first, and go first.
    windows.delete(key);
    windows.set(key, current);
    const [oldest] = windows.keys();
    if (windows.size > rememberedKeys && oldest !== undefined) windows.delete(oldest);
    return true;
  };
}
