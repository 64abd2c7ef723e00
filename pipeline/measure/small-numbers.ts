/** People of whom a figure speaks at least: of fewer, somebody who knows one of them learns about the others. */
const fewest = 5;

/** What may be shown of a figure about people; null: fewer than five of them, or nobody. */
export function disclosed<Value>(people: number, value: Value): Value | null {
  return people < fewest ? null : value;
}

/**
 * Which counts of a chain may be shown, where each counts some of those before it (told, opened, played): not what is
 * below five, and not what is by fewer than five below one that is shown, for those between them are as few.
 */
export function disclosedChain(counts: readonly number[]): (number | null)[] {
  const shown: number[] = [];
  return counts.map((count) => {
    const isClose = shown.some((other) => other !== count && Math.abs(other - count) < fewest);
    if (count < fewest || isClose) return null;
    shown.push(count);
    return count;
  });
}

/**
 * Which parts of a whole that is known may be shown: not what is below five, and then so many of the smallest others
 * not either that what is missing from the whole is five people at least and more than one part. Parts nobody is in stay
 * hidden like the small ones.
 */
export function disclosedParts(parts: readonly number[]): (number | null)[] {
  const hidden = new Set(parts.keys().filter((index) => (parts[index] ?? 0) < fewest));
  const missing = () => [...hidden].reduce((sum, index) => sum + (parts[index] ?? 0), 0);
  const bySize = [...parts.keys()].sort((a, b) => (parts[a] ?? 0) - (parts[b] ?? 0));
  for (const index of bySize) {
    const isEnough = hidden.size === 0 || (hidden.size > 1 && missing() >= fewest);
    if (isEnough) break;
    hidden.add(index);
  }
  return parts.map((count, index) => (hidden.has(index) ? null : count));
}
