import type { VisitCounts } from "./count-visits.ts";
import type { Measure } from "./measure.ts";
import { serviceMeasures } from "./service-measures.ts";
import { disclosed, disclosedParts, disclosedWithin, type Shown } from "./small-numbers.ts";

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
  /** Employers who are to get a guide, and those who were told of one that is there; null when nobody knows any more. */
  told: { selected: number; available: number } | null;
  channels: readonly ChannelCounts[];
  visits: VisitCounts;
  process: ProcessCounts;
};

/** The figures of a campaign in a fixed order, without those that could be told from few people. */
export function measuresOf({ told: counted, channels, visits, process }: CampaignCounts): Measure[] {
  const told = counted === null ? [] : disclosedWithin([], [counted.selected, counted.available]);
  const watched = [...visits.watched].sort(byKey);
  const chapters = [...visits.chapter].sort(byKey);
  // All of them count some of those before: who has opened, who has played, who has come to a chapter.
  const [opened = "few", played = "few", downloaded = "few", ...parts] = disclosedWithin(told, [
    ...[visits.opened, visits.played, visits.downloaded],
    ...[...watched, ...chapters].map(([, count]) => count),
  ]);
  return [
    ...["selected", "available"].flatMap((measure, index) => (counted === null ? [] : [single(measure, told[index])])),
    ...channels.flatMap((channel) => channelMeasures(channel, told)),
    single("opened", opened),
    single("played", played),
    ...watched.map(([percent], index) => of("watched", percent, parts[index])),
    ...chapters.map(([number], index) => of("chapter", number, parts[watched.length + index])),
    single("downloaded", downloaded),
    ...serviceMeasures(visits),
    ...ratingMeasures(visits.rated),
    ...processMeasures(process),
  ];
}

function byKey([a]: [number, number], [b]: [number, number]): number {
  return a - b;
}

function single(measure: string, value: Shown = "few"): Measure {
  return { measure, dimension: "", value };
}

function of(measure: string, dimension: string | number, value: Shown = "few"): Measure {
  return { measure, dimension: String(dimension), value };
}

/** What arrived, what came back, and what nothing is known of are the parts of what was sent. */
function channelMeasures({ channel, ...counts }: ChannelCounts, told: readonly Shown[]): Measure[] {
  const [sent] = disclosedWithin(told, [counts.sent]);
  const unreported = counts.sent - counts.delivered - counts.bounced;
  const [delivered = "few", bounced] = disclosedParts([counts.delivered, counts.bounced, unreported]);
  const [read] = disclosedWithin([delivered], [counts.read]);
  return [
    of("sent", channel, sent),
    of("delivered", channel, delivered),
    of("read", channel, read),
    of("bounced", channel, bounced),
  ];
}

/**
 * The mean gives away one rating that is not shown, and sometimes two, so none is shown when one is not; and a mean of 1
 * or 5 gives away all of them.
 */
function ratingMeasures(rated: ReadonlyMap<number, number>): Measure[] {
  const counts = [...rated].sort(byKey);
  const people = counts.reduce((sum, [, count]) => sum + count, 0);
  const mean = counts.reduce((sum, [rating, count]) => sum + rating * count, 0) / Math.max(1, people);
  const areShown = counts.every(([, count]) => disclosed(count, count) !== "few");
  const rounded = areShown ? round(mean, 2) : round(mean, 1);
  const isExtreme = !areShown && (rounded === 1 || rounded === 5);
  return [
    ...counts.map(([rating, count]) => of("rated", rating, areShown ? count : hiddenRating(count))),
    single("rating_mean", isExtreme ? "near" : disclosed(people, rounded)),
  ];
}

function hiddenRating(count: number): Shown {
  return disclosed(count, count) === "few" ? "few" : "near";
}

function processMeasures({ rows, rejected, seconds, scenes, rendered }: ProcessCounts): Measure[] {
  const byName = { rows, rejected, seconds };
  return [
    ...Object.entries(byName).flatMap(([measure, values]) =>
      Object.entries(values).map(([dimension, value]) => of(measure, dimension, value)),
    ),
    ...Object.entries({ scenes, rendered }).flatMap(([measure, value]) =>
      value === undefined ? [] : [single(measure, value)],
    ),
  ];
}

function round(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}
