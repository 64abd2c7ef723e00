import type { VisitCounts } from "./count-visits.ts";
import { disclosed, disclosedChain, disclosedParts } from "./small-numbers.ts";

/** One figure of a campaign, by the names of contract, section 6; null where fewer than five people could be told from it. */
export type Measure = { measure: string; dimension: string; value: number | null };

/** What became of the notifications of a channel; each is one employer, `bounced` are those that never arrived. */
export type ChannelCounts = { channel: string; sent: number; delivered: number; read: number; bounced: number };

/** Counts of a stage or a file, which are about no person. */
export type ProcessCounts = {
  rows: Record<string, number>;
  rejected: Record<string, number>;
  /** Seconds of the last run of each stage. */
  seconds: Record<string, number>;
  scenes?: number;
  /** Scenes that were not in the cache when guides were rendered last. */
  rendered?: number;
};

/** Everything that is counted of a campaign. */
export type CampaignCounts = {
  /** Employers who are to get a guide. */
  selected: number;
  /** Employers who were told of a guide that is there. */
  available: number;
  channels: readonly ChannelCounts[];
  visits: VisitCounts;
  process: ProcessCounts;
};

/** The figures of a campaign that may be shown, in a fixed order. */
export function measuresOf({ selected, available, channels, visits, process }: CampaignCounts): Measure[] {
  const one = (measure: string, value: number | null): Measure => ({ measure, dimension: "", value });
  const [toldSelected = null, toldAvailable = null, opened = null, played = null] = disclosedChain([
    ...[selected, available, visits.opened, visits.played],
  ]);
  return [
    one("selected", toldSelected),
    one("available", toldAvailable),
    ...channels.flatMap(channelMeasures),
    one("opened", opened),
    one("played", played),
    ...byDimension("watched", disclosedSeries(visits.watched, visits.played)),
    ...byDimension("chapter", disclosedSeries(visits.chapter, visits.played)),
    one("downloaded", disclosed(visits.downloaded, visits.downloaded)),
    ...serviceMeasures(visits),
    ...ratingMeasures(visits.rated),
    ...processMeasures(process),
  ];
}

function channelMeasures({ channel, ...counts }: ChannelCounts): Measure[] {
  const unreported = counts.sent - counts.delivered - counts.bounced;
  const parts = [counts.delivered, counts.bounced, ...(unreported > 0 ? [unreported] : [])];
  const [delivered = null, bounced = null] = disclosedParts(parts);
  const read = delivered === null ? null : (disclosedChain([delivered, counts.read])[1] ?? null);
  const values = { sent: disclosed(counts.sent, counts.sent), delivered, read, bounced };
  return Object.entries(values).map(([measure, value]) => ({ measure, dimension: channel, value }));
}

/** Counts that each hold most of those before them, after a whole that is shown. */
function disclosedSeries(series: ReadonlyMap<number, number>, whole: number): [string, number | null][] {
  const inOrder = [...series].sort(([a], [b]) => a - b);
  const shown = disclosedChain([whole, ...inOrder.map(([, count]) => count)]).slice(1);
  return inOrder.map(([key], index) => [String(key), shown[index] ?? null]);
}

function serviceMeasures({ service, interactions }: VisitCounts): Measure[] {
  const inOrder = [...service].sort(([a], [b]) => (a < b ? -1 : 1));
  const shown = disclosedParts(inOrder.map(([, { people }]) => people));
  return [
    ...byDimension(
      "service",
      inOrder.map(([id, { times }], index) => [id, shown[index] === null ? null : times]),
    ),
    { measure: "interactions", dimension: "", value: disclosed(interactions.people, interactions.times) },
  ];
}

/**
 * The mean and the number of those who rated give away one rating that is hidden, and sometimes two: so all are hidden
 * when one is.
 */
function ratingMeasures(rated: ReadonlyMap<number, number>): Measure[] {
  const counts = [...rated].sort(([a], [b]) => a - b);
  const people = counts.reduce((sum, [, count]) => sum + count, 0);
  const sum = counts.reduce((total, [rating, count]) => total + rating * count, 0);
  const isShown = counts.every(([, count]) => disclosed(count, count) !== null);
  return [
    ...byDimension(
      "rated",
      counts.map(([rating, count]) => [String(rating), isShown ? count : null]),
    ),
    { measure: "rating_mean", dimension: "", value: disclosed(people, people === 0 ? 0 : round(sum / people)) },
  ];
}

function processMeasures({ rows, rejected, seconds, scenes, rendered }: ProcessCounts): Measure[] {
  return [
    ...byDimension("rows", Object.entries(rows)),
    ...byDimension("rejected", Object.entries(rejected)),
    ...byDimension("seconds", Object.entries(seconds)),
    ...Object.entries({ scenes, rendered }).flatMap(([measure, value]) =>
      value === undefined ? [] : [{ measure, dimension: "", value }],
    ),
  ];
}

function byDimension(measure: string, values: readonly (readonly [string, number | null])[]): Measure[] {
  return values.map(([dimension, value]) => ({ measure, dimension, value }));
}

/** Two decimals. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
