import type { OutcomeCounts } from "./outcome-counts.ts";

/** Percent of the quarters that are paid in two groups, and by how many percentage points they differ. */
export type ShareDifference = { guided: number; heldOut: number; difference: number; low: number; high: number };

/** Standard errors on either side in which a value lies 95 times of 100. */
export const errorsOf95 = 1.96;

/**
 * The difference of two shares and its 95 % interval. Employers were drawn, not quarters: those of one employer are not
 * independent, so the variance is that of a ratio of sums over employers (linearised). Null without two employers in
 * each group, of whom nothing can be said.
 */
export function shareDifference(guided: OutcomeCounts, heldOut: OutcomeCounts): ShareDifference | null {
  if (guided.people < 2 || heldOut.people < 2) return null;
  const difference = shareOf(guided) - shareOf(heldOut);
  const margin = errorsOf95 * Math.sqrt(varianceOf(guided) + varianceOf(heldOut));
  return {
    guided: 100 * shareOf(guided),
    heldOut: 100 * shareOf(heldOut),
    difference: 100 * difference,
    low: 100 * Math.max(-1, difference - margin),
    high: 100 * Math.min(1, difference + margin),
  };
}

function shareOf({ named, paid }: OutcomeCounts): number {
  return paid / named;
}

/** Of the share paid / named, with the sum of (paid − share × named)² over employers. */
function varianceOf(counts: OutcomeCounts): number {
  const { people, named, squares } = counts;
  const share = shareOf(counts);
  const sum = squares.paid - 2 * share * squares.both + share * share * squares.named;
  return (people / (people - 1)) * (Math.max(0, sum) / (named * named));
}
