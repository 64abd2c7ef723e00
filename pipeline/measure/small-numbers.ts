/** People of whom a figure speaks at least: of fewer, somebody who knows one of them learns about the others. */
export const fewest = 5;

/** Why a figure is not shown: it is about fewer than five people (`few`), or would give away one that is (`near`). */
export type Hidden = "few" | "near";

/** A figure, or why it is not shown. */
export type Shown = number | Hidden;

/** A figure that is about so many people. */
export function disclosed(people: number, value: number): Shown {
  return people < fewest ? "few" : value;
}

/**
 * Counts of people that each count some of those in `wholes` and in the counts before them (told, opened, played): one
 * is not shown when it is below five, nor when it is by fewer than five below one that is shown, for those between them
 * are as few.
 */
export function disclosedWithin(wholes: readonly Shown[], counts: readonly number[]): Shown[] {
  const shown = wholes.filter((whole) => typeof whole === "number");
  return counts.map((count) => {
    if (count < fewest) return "few";
    if (shown.some((other) => other !== count && Math.abs(other - count) < fewest)) return "near";
    shown.push(count);
    return count;
  });
}

/**
 * Parts of a whole that is known. When some are below five, so many of the others are not shown either that the small
 * ones may still be anything below five: whoever subtracts what is shown from the whole knows only their sum. Parts that
 * nobody is in are not shown either, but need no others to hide them.
 */
export function disclosedParts(parts: readonly number[]): Shown[] {
  const few = parts.filter((part) => part < fewest);
  if (few.every((part) => part === 0)) return parts.map((part) => disclosed(part, part));
  const others = [...parts.keys()]
    .filter((index) => (parts[index] as number) >= fewest)
    .sort((a, b) => (parts[a] as number) - (parts[b] as number));
  const near = new Set<number>();
  let sum = few.reduce((total, part) => total + part, 0);
  for (const index of others) {
    // The others are five each at least, and four are left for a small one.
    if (near.size > 0 && sum - near.size * fewest >= fewest - 1) break;
    near.add(index);
    sum += parts[index] as number;
  }
  return parts.map((part, index) => (near.has(index) ? "near" : disclosed(part, part)));
}
