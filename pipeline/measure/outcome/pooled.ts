import { type OutcomeCounts, sumOfOutcomes } from "./outcome-counts.ts";

/** In place of groups that are counted together. */
const others = "other";

/**
 * Groups by their name; those of which nothing may be said are counted together, and with the smallest others when they
 * are still too few.
 */
export function pooled(
  groups: ReadonlyMap<string, OutcomeCounts>,
  isEnough: (counts: OutcomeCounts) => boolean,
): [name: string, counts: OutcomeCounts][] {
  const bySize = [...groups].sort(([a, one], [b, other]) => one.people - other.people || (a < b ? -1 : 1));
  const kept = bySize.filter(([, counts]) => isEnough(counts));
  const pool = bySize.filter(([, counts]) => !isEnough(counts));
  while (pool.length > 0 && kept.length > 0 && !isEnough(sumOf(pool))) pool.push(...kept.splice(0, 1));
  const rows = kept.sort(([a], [b]) => (a < b ? -1 : 1));
  if (pool.length === 1 && pool[0]) return [...rows, pool[0]];
  return pool.length === 0 ? rows : [...rows, [others, sumOf(pool)]];
}

function sumOf(groups: readonly [string, OutcomeCounts][]): OutcomeCounts {
  return sumOfOutcomes(groups.map(([, counts]) => counts));
}
