/** Why a figure is not shown: it is about too few people (`few`), or would give away one that is (`near`). */
export type Hidden = "few" | "near";

/** A figure, or why it is not shown. */
export type Shown = number | Hidden;

/**
 * What is shown of figures about people. `fewest` is how many people one speaks of at least: of fewer, somebody who
 * knows one of them learns about the others.
 */
export type Disclosure = {
  fewest: number;
  /** A figure that is about so many people. */
  of(people: number, value: number): Shown;
  /**
   * Counts of people that each count some of those in `wholes` and in the counts before them (told, opened, played): one
   * is not shown when it is below the fewest, nor when it is by less than that below one that is shown, for those
   * between them are as few.
   */
  within(wholes: readonly Shown[], counts: readonly number[]): Shown[];
  /**
   * Parts of a whole that is known. When some are below the fewest, so many of the others are not shown either that the
   * small ones may still be anything below it: whoever subtracts what is shown from the whole knows only their sum.
   * Parts that nobody is in are not shown either, but need no others to hide them.
   */
  parts(parts: readonly number[]): Shown[];
  /**
   * True when parts that are all too small (`parts` found no other to hide them) give each other away to whoever knows
   * their sum: there is one alone, or each is as great as it can be. Then the sum must not be known.
   */
  isGivenAway(parts: readonly number[]): boolean;
};

/** What may be shown when a figure has to be about so many people. */
export function disclosure(fewest: number): Disclosure {
  const of = (people: number, value: number): Shown => (people < fewest ? "few" : value);
  return {
    fewest,
    of,
    within(wholes, counts) {
      const shown = wholes.filter((whole) => typeof whole === "number");
      return counts.map((count) => {
        if (count < fewest) return "few";
        if (shown.some((other) => other !== count && Math.abs(other - count) < fewest)) return "near";
        shown.push(count);
        return count;
      });
    },
    parts: (parts) => {
      const near = partsThatHide(parts, fewest);
      return parts.map((part, index) => (near.has(index) ? "near" : of(part, part)));
    },
    isGivenAway(parts) {
      const few = parts.filter((part) => part < fewest);
      const sum = few.reduce((total, part) => total + part, 0);
      const isHidden = sum === 0 || partsThatHide(parts, fewest).size > 0;
      return !isHidden && (few.length === 1 || sum === few.length * (fewest - 1));
    },
  };
}

/** The parts that are not shown for the sake of smaller ones, by their index. */
function partsThatHide(parts: readonly number[], fewest: number): Set<number> {
  const near = new Set<number>();
  const few = parts.filter((part) => part < fewest);
  if (few.every((part) => part === 0)) return near;
  const others = [...parts.keys()]
    .filter((index) => (parts[index] as number) >= fewest)
    .sort((a, b) => (parts[a] as number) - (parts[b] as number));
  let sum = few.reduce((total, part) => total + part, 0);
  for (const index of others) {
    // The others are the fewest each at least, and enough is left for a small one.
    if (near.size > 0 && sum - near.size * fewest >= fewest - 1) break;
    near.add(index);
    sum += parts[index] as number;
  }
  return near;
}
