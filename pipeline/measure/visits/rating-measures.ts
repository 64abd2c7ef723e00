import type { Disclosure, Shown } from "../disclosure/small-numbers.ts";
import type { Measure } from "../measure.ts";
import { errorsOf95 } from "../outcome/share-difference.ts";
import type { VisitCounts } from "./count-visits.ts";

type Ratings = ReadonlyMap<number, number>;

/** Of so many times the fewest people a mean must be when their ratings are not shown. */
const timesFewest = 10;

/**
 * The mean gives away one rating that is not shown, and sometimes two, so none is shown when one is not; and then the
 * mean is only shown of many people, when several numbers of each rating make it, and never when it is 1 or 5, which
 * gives away all of them. The margin would add what is missing.
 */
export function ratingMeasures({ rated, ratedByWorkers }: VisitCounts, disclosure: Disclosure): Measure[] {
  const counts = [1, 2, 3, 4, 5].map((rating) => rated.get(rating) ?? 0);
  const isFew = (count: number) => disclosure.of(count, count) === "few";
  const areShown = !counts.some(isFew);
  const mean = (dimension: string, value: Shown) => ({ measure: "rating_mean", dimension, value });
  return [
    ...counts.map((count, index) => ({
      measure: "rated",
      dimension: String(index + 1),
      value: areShown ? count : isFew(count) ? ("few" as const) : ("near" as const),
    })),
    mean("", meanShown(rated, areShown, disclosure)),
    { measure: "rating_margin", dimension: "", value: areShown ? round(marginOf(rated), 2) : "near" },
    ...groupMeans(ratedByWorkers, areShown, disclosure).map(([group, value]) => mean(group, value)),
  ];
}

function meanShown(rated: Ratings, areShown: boolean, disclosure: Disclosure): Shown {
  const rounded = round(meanOf(rated), areShown ? 2 : 1);
  const isFewer = peopleIn(rated) < timesFewest * disclosure.fewest;
  const givesAway = !areShown && (isFewer || rounded === 1 || rounded === 5);
  return givesAway && peopleIn(rated) >= disclosure.fewest ? "near" : disclosure.of(peopleIn(rated), rounded);
}

/** Both or none: with the mean of all, one would say what the other is. */
function groupMeans(
  { one, several }: VisitCounts["ratedByWorkers"],
  areShown: boolean,
  { fewest }: Disclosure,
): [group: string, value: Shown][] {
  const canBeShown = areShown && [one, several].every((group) => peopleIn(group) >= fewest);
  const shown = (group: Ratings): Shown => {
    const mean = round(meanOf(group), 1);
    return canBeShown && mean > 1 && mean < 5 ? mean : "near";
  };
  return [
    ["one-worker", shown(one)],
    ["several-workers", shown(several)],
  ];
}

function peopleIn(rated: Ratings): number {
  return [...rated.values()].reduce((sum, count) => sum + count, 0);
}

function meanOf(rated: Ratings): number {
  const sum = [...rated].reduce((total, [rating, count]) => total + rating * count, 0);
  return sum / Math.max(1, peopleIn(rated));
}

/** Half of the 95 % interval of the mean; those who rated are taken as a sample of those who might have. */
function marginOf(rated: Ratings): number {
  const [people, mean] = [peopleIn(rated), meanOf(rated)];
  const squares = [...rated].reduce((total, [rating, count]) => total + count * (rating - mean) ** 2, 0);
  return errorsOf95 * Math.sqrt(squares / Math.max(1, people - 1) / Math.max(1, people));
}

function round(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}
