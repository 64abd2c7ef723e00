import { delegateChannel, type ManifestChannel } from "../domain/notification.ts";
import type { CorrectionCounts, DeliveryCounts, ReportCounts } from "./delivery/count-delivery.ts";
import { type Disclosure, disclosure, type Shown } from "./disclosure/small-numbers.ts";
import type { Measure } from "./measure.ts";
import { type Outcome, outcomeMeasures } from "./outcome/outcome-measures.ts";
import { orNobody, type ProcessCounts, processMeasures } from "./process/process-measures.ts";
import { dayRanges, type VisitCounts } from "./visits/count-visits.ts";
import { delegateMeasures } from "./visits/delegate-measures.ts";
import { ratingMeasures } from "./visits/rating-measures.ts";
import { serviceMeasures } from "./visits/service-measures.ts";

/** Everything that is counted of a campaign. */
export type CampaignCounts = {
  /** Employers who are to get a guide; null when nobody knows any more. */
  selected: number | null;
  delivery: DeliveryCounts | null;
  /** What delegates are told; null when the extracts do not say who they are. */
  delegates: ReportCounts | null;
  corrections: CorrectionCounts | null;
  /** Null when no events are kept. */
  visits: VisitCounts | null;
  outcome: Outcome | null;
  process: ProcessCounts;
};

/** The figures of a campaign in a fixed order, without those that could be told from fewer people than `fewest`. */
export function measuresOf(counts: CampaignCounts, fewest: number): Measure[] {
  const disclose = disclosure(fewest);
  const { selected, delivery, delegates, corrections, visits, outcome, process } = counts;
  const told = disclose.within(
    [],
    [selected, delivery?.available].filter((count) => typeof count === "number"),
  );
  return [
    ...(selected === null ? [] : listed("selected", [""], told)),
    ...(delivery ? deliveryMeasures(delivery, delegates, told, disclose) : []),
    ...(corrections ? correctionMeasures(corrections, disclose) : []),
    ...(visits ? eventMeasures(visits, told, disclose) : []),
    ...(visits && delegates ? delegateMeasures(visits.byDelegates, told, disclose) : []),
    ...(outcome ? outcomeMeasures(outcome, disclose) : []),
    ...processMeasures(process, selected === null || typeof told[0] === "number", disclose),
  ];
}

/** A measure by its dimensions. */
function listed(measure: string, dimensions: readonly (string | number)[], values: readonly Shown[]): Measure[] {
  return dimensions.map((dimension, index) => ({
    ...{ measure, dimension: String(dimension) },
    value: values[index] ?? "few",
  }));
}

function deliveryMeasures(
  { channels, unreachable }: DeliveryCounts,
  delegates: ReportCounts | null,
  told: readonly Shown[],
  disclose: Disclosure,
): Measure[] {
  return [
    ...listed("available", [""], told.slice(-1)),
    ...channels.flatMap(({ channel, ...counts }) => channelMeasures(channel, counts, told, disclose)),
    // They are none of the employers who are told.
    ...(delegates ? channelMeasures(delegateChannel, delegates, [], disclose) : []),
    ...Object.entries(unreachable).flatMap(([reason, people]) =>
      listed("unreachable", [reason], disclose.within(told, [people])),
    ),
  ];
}

function correctionMeasures({ channels, waiting }: CorrectionCounts, disclose: Disclosure): Measure[] {
  return [
    ...channels.flatMap(({ channel, count }) => listed("corrections", [channel], [disclose.of(count, count)])),
    ...listed("corrections_waiting", [""], [orNobody(waiting, disclose)]),
  ];
}

/** What arrived, what came back, and what nothing is known of are the parts of what was sent. */
function channelMeasures(
  channel: ManifestChannel,
  counts: ReportCounts,
  told: readonly Shown[],
  { within, parts }: Disclosure,
): Measure[] {
  const [sent = "few"] = within(told, [counts.sent]);
  const unreported = counts.sent - counts.delivered - counts.bounced;
  const [delivered = "few", bounced = "few"] = parts([counts.delivered, counts.bounced, unreported]);
  const [read = "few"] = within([delivered], [counts.read]);
  return Object.entries({ sent, delivered, read, bounced }).flatMap(([measure, value]) =>
    listed(measure, [channel], [value]),
  );
}

function eventMeasures(visits: VisitCounts, told: readonly Shown[], disclose: Disclosure): Measure[] {
  return [
    ...visitMeasures(visits, told, disclose),
    ...serviceMeasures(visits.services, disclose),
    ...ratingMeasures(visits, disclose),
  ];
}

/** All of them count some of those before: who has opened, who has played, who has come to a chapter. */
function visitMeasures(visits: VisitCounts, told: readonly Shown[], disclose: Disclosure): Measure[] {
  const watched = [...visits.watched].sort(byKey);
  const chapters = [...visits.chapter].sort(byKey);
  const [opened = "few", played = "few", downloaded = "few", ...parts] = disclose.within(told, [
    ...[visits.opened, visits.played, visits.downloaded],
    ...[...watched, ...chapters].map(([, count]) => count),
  ]);
  const names = (entries: readonly [number, number][]) => entries.map(([name]) => name);
  return [
    ...listed("opened", [""], [opened]),
    ...dayMeasures("opened_day", visits.openedDay, { all: visits.opened, shown: opened }, disclose),
    ...listed("played", [""], [played]),
    ...dayMeasures("played_day", visits.playedDay, { all: visits.played, shown: played }, disclose),
    ...listed("watched", names(watched), parts.slice(0, watched.length)),
    ...listed("chapter", names(chapters), parts.slice(watched.length)),
    ...listed("downloaded", [""], [downloaded]),
  ];
}

function byKey([a]: [number, number], [b]: [number, number]): number {
  return a - b;
}

/**
 * The days are the parts of all of them, together with those whose notice nobody knows. When the whole is not shown, no
 * part is: it would be their sum; and there are no days at all when they would give each other away. Days on which
 * nobody came are listed like any others: that they are not would tell of them.
 */
function dayMeasures(
  measure: string,
  days: ReadonlyMap<string, number>,
  { all, shown }: { all: number; shown: Shown },
  { parts, isGivenAway }: Disclosure,
): Measure[] {
  const counts = dayRanges.map((range) => days.get(range) ?? 0);
  const unknown = all - counts.reduce((sum, count) => sum + count, 0);
  const known = unknown === 0 ? counts : [...counts, unknown];
  if (isGivenAway(known)) return [];
  const values = parts(known);
  return listed(
    measure,
    dayRanges,
    typeof shown === "number" ? values : values.map((value) => (typeof value === "number" ? "near" : value)),
  );
}
