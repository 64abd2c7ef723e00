/** Milliseconds over which requests are counted. */
const windowMs = 60_000;

/** So many keys at most are remembered; then those whose minute is over are forgotten. */
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
    windows.set(key, current);
    if (windows.size > rememberedKeys) {
      for (const [other, { startedAt }] of windows) if (at - startedAt >= windowMs) windows.delete(other);
      // Within one minute from so many addresses: the oldest go.
      for (const [other] of windows) if (windows.size > rememberedKeys) windows.delete(other);
    }
    return true;
  };
}
