import type { Disclosure, Shown } from "../disclosure/small-numbers.ts";
import type { Measure } from "../measure.ts";
import type { ToldCounts } from "./count-told.ts";
import { type OutcomeCounts, sumOfOutcomes } from "./outcome-counts.ts";
import { paidByDay } from "./paid-by-day.ts";
import { pooled } from "./pooled.ts";
import { shareDifference } from "./share-difference.ts";

/** Everything that is known of what became of the quarters that were named. */
export type Outcome = {
  told: ToldCounts;
  /** By whether people have opened their guide; null when nobody can tell who did. */
  byVisit: { opened: OutcomeCounts; notOpened: OutcomeCounts } | null;
  /** Whether later extracts or late payments say what was paid. */
  isKnown: boolean;
  /** Whether the plan has a limit (`--limit`), within which alone guides are made. */
  hasLimit: boolean;
};

/**
 * What was named and what was paid since; figures of few people, or of all but few, are not shown. What stands in
 * several tables has the same total in each, so in none of them a single figure is missing.
 */
export function outcomeMeasures({ told, byVisit, isKnown, hasLimit }: Outcome, disclosure: Disclosure): Measure[] {
  const all = sumOfOutcomes(told.byChannels.values());
  const isPaidShown = isKnown && isSaid(all, disclosure);
  const groups = byVisit ? { opened: byVisit.opened, "not-opened": byVisit.notOpened } : {};
  const canBePooled = (counts: OutcomeCounts) =>
    isPaidShown ? isSaid(counts, disclosure) : counts.people >= disclosure.fewest;
  const byChannels = pooled(told.byChannels, canBePooled);
  return [
    ...namedAndPaid(["quarters_named", "quarters_paid_since"], Object.entries(groups), isKnown, disclosure),
    ...namedAndPaid(["quarters_named_by_channels", "quarters_paid_by_channels"], byChannels, isKnown, disclosure),
    ...(isKnown ? paidByDay(told.paidIn, isPaidShown, disclosure) : []),
    ...heldOutMeasures(told, isKnown, disclosure),
    ...(isKnown && !hasLimit ? differenceMeasures(told, all.people, disclosure) : []),
  ];
}

/** Who has paid some is not few people, and neither is who has left some unpaid. */
function isSaid({ people, peoplePaid, peopleUnpaid }: OutcomeCounts, { fewest }: Disclosure): boolean {
  return Math.min(people, peoplePaid, peopleUnpaid) >= fewest;
}

function namedAndPaid(
  [namedMeasure, paidMeasure]: [string, string],
  groups: [dimension: string, counts: OutcomeCounts][],
  isKnown: boolean,
  disclosure: Disclosure,
): Measure[] {
  const named = together(groups.map(([, { people, named }]) => disclosure.of(people, named)));
  const paid = together(groups.map(([, counts], index) => paidShown(counts, named[index] ?? "few", disclosure)));
  const measures = (measure: string, values: Shown[]) =>
    groups.map(([dimension], index) => ({ measure, dimension, value: values[index] ?? "few" }));
  return [...measures(namedMeasure, named), ...(isKnown ? measures(paidMeasure, paid) : [])];
}

function paidShown(counts: OutcomeCounts, named: Shown, disclosure: Disclosure): Shown {
  if (typeof named !== "number") return named;
  return counts.peopleUnpaid < disclosure.fewest ? "near" : disclosure.of(counts.peoplePaid, counts.paid);
}

/** The total is known: with one that is not shown, no other is. */
function together(values: Shown[]): Shown[] {
  if (values.every((value) => typeof value === "number")) return values;
  return values.map((value) => (typeof value === "number" ? "near" : value));
}

/** What those paid who were drawn by lot to get no guide. Nothing without any. */
function heldOutMeasures({ heldOut }: ToldCounts, isKnown: boolean, disclosure: Disclosure): Measure[] {
  if (heldOut.people === 0) return [];
  const named = disclosure.of(heldOut.people, heldOut.named);
  return [
    { measure: "holdout_quarters_named", dimension: "", value: named },
    ...(isKnown
      ? [{ measure: "holdout_quarters_paid_since", dimension: "", value: paidShown(heldOut, named, disclosure) }]
      : []),
  ];
}

/**
 * The experiment. Not with a limit: most of those who are selected get no guide then. It is about everybody selected, and
 * the tables by channels are about who was told of them: the people between must not be few.
 */
function differenceMeasures({ guided, heldOut }: ToldCounts, peopleTold: number, disclosure: Disclosure): Measure[] {
  if (heldOut.people === 0) return [];
  const untold = guided.people - peopleTold;
  const isShown =
    isSaid(heldOut, disclosure) && isSaid(guided, disclosure) && (untold === 0 || untold >= disclosure.fewest);
  const found = isShown ? shareDifference(guided, heldOut) : null;
  const value = (percent: number | undefined) => (percent === undefined ? "near" : Math.round(10 * percent) / 10);
  return [
    { measure: "holdout_share", dimension: "guided", value: value(found?.guided) },
    { measure: "holdout_share", dimension: "held-out", value: value(found?.heldOut) },
    { measure: "holdout_difference", dimension: "", value: value(found?.difference) },
    { measure: "holdout_difference", dimension: "low", value: value(found?.low) },
    { measure: "holdout_difference", dimension: "high", value: value(found?.high) },
  ];
}
