import { daysBetween } from "../../domain/day.ts";
import type { ToldPerson } from "../outcome/count-told.ts";
import { addOutcome, noOutcome, type OutcomeCounts } from "../outcome/outcome-counts.ts";
import { type Acts, percents, type Visit } from "./visit.ts";

/** What people did with the guides of a campaign; counts are of people unless they are called otherwise. */
export type VisitCounts = {
  opened: number;
  played: number;
  downloaded: number;
  /** By days from the notice to the first time: `dayRange`. Only of people who were told. */
  openedDay: Map<string, number>;
  playedDay: Map<string, number>;
  /** By percent. */
  watched: Map<number, number>;
  /** By number of the chapter. */
  chapter: Map<number, number>;
  services: ServiceCounts;
  /** By rating, 1 to 5. */
  rated: Map<number, number>;
  /** The same for those who were told of one worker, and of several. */
  ratedByWorkers: { one: Map<number, number>; several: Map<number, number> };
  /** What those did who may act for others. */
  byDelegates: DelegateVisitCounts;
  /** What became of the quarters of those who have opened their guide, and of those who have not. */
  outcome: { opened: OutcomeCounts; notOpened: OutcomeCounts };
};

/** What delegates did; counts are of guides, each of one employer, unless they are called otherwise. */
export type DelegateVisitCounts = {
  opened: number;
  played: number;
  downloaded: number;
  rated: number;
  /** By percent. */
  watched: Map<number, number>;
  /** Guides from which services were opened, and how often. */
  services: { guides: number; times: number };
};

/** How often services were opened, by id and place: `<id> <place>`. */
export type ServiceCounts = {
  times: Map<string, number>;
  /** People by the set of what they opened. */
  sets: Map<string, { keys: readonly string[]; people: number }>;
  all: { people: number; times: number };
};

/** What a person did, and what they were told; one of the two is there at least. */
export type PersonCounted = [Visit | null, ToldPerson | null];

/** Counts people with flat memory. */
export async function countVisits(people: AsyncIterable<PersonCounted>): Promise<VisitCounts> {
  const counts = nothingCounted();
  for await (const [visit, told] of people) {
    if (told) addOutcome(visit?.openedOn ? counts.outcome.opened : counts.outcome.notOpened, told);
    if (!visit) continue;
    addVisit(counts, visit);
    if (visit.byDelegates) addDelegates(counts.byDelegates, visit.byDelegates);
    if (told) addDays(counts, visit, told);
    if (told && visit.rating !== null)
      add(told.hasSeveralWorkers ? counts.ratedByWorkers.several : counts.ratedByWorkers.one, visit.rating, 1);
  }
  return counts;
}

function nothingCounted(): VisitCounts {
  const ratings = () => new Map([1, 2, 3, 4, 5].map((rating) => [rating, 0]));
  return {
    ...{ opened: 0, played: 0, downloaded: 0, openedDay: new Map(), playedDay: new Map() },
    watched: new Map(percents.map((percent) => [percent, 0])),
    chapter: new Map(),
    services: { times: new Map(), sets: new Map(), all: { people: 0, times: 0 } },
    rated: ratings(),
    ratedByWorkers: { one: ratings(), several: ratings() },
    byDelegates: {
      ...{ opened: 0, played: 0, downloaded: 0, rated: 0, services: { guides: 0, times: 0 } },
      watched: new Map(percents.map((percent) => [percent, 0])),
    },
    outcome: { opened: noOutcome(), notOpened: noOutcome() },
  };
}

function addVisit(counts: VisitCounts, visit: Visit): void {
  counts.opened += Number(visit.openedOn !== null);
  counts.played += Number(visit.playedOn !== null);
  counts.downloaded += Number(visit.downloaded);
  for (const percent of visit.percents) add(counts.watched, percent, 1);
  for (const number of visit.chapters) add(counts.chapter, number, 1);
  if (visit.rating !== null) add(counts.rated, visit.rating, 1);
  addServices(counts.services, visit.services);
}

function addDelegates(counts: DelegateVisitCounts, acts: Acts): void {
  counts.opened += Number(acts.openedOn !== null);
  counts.played += Number(acts.playedOn !== null);
  counts.downloaded += Number(acts.downloaded);
  counts.rated += Number(acts.rating !== null);
  for (const percent of acts.percents) add(counts.watched, percent, 1);
  counts.services.guides += Number(acts.services.size > 0);
  for (const times of acts.services.values()) counts.services.times += times;
}

function addDays({ openedDay, playedDay }: VisitCounts, { openedOn, playedOn }: Visit, { noticeOn }: ToldPerson): void {
  if (openedOn) add(openedDay, dayRange(daysBetween(noticeOn, openedOn)), 1);
  if (playedOn) add(playedDay, dayRange(daysBetween(noticeOn, playedOn)), 1);
}

/** Days that are counted together, after the first two weeks: the last of each range. */
const lastOfRange = [20, 27, 59];

/** Days since the notice as they are counted: `0` to `13`, `14-20`, `21-27`, `28-59`, `60-`. */
export const dayRanges: readonly string[] = [
  ...Array.from({ length: 14 }, (_, day) => String(day)),
  ...lastOfRange.map((last, index) => `${(lastOfRange[index - 1] ?? 13) + 1}-${last}`),
  `${(lastOfRange.at(-1) ?? 0) + 1}-`,
];

/** The range in which a day since the notice is counted; a day before it counts as the day itself. */
export function dayRange(days: number): string {
  const range = dayRanges.findLast((name) => Number.parseInt(name, 10) <= days);
  return range ?? "0";
}

function addServices(counts: ServiceCounts, services: ReadonlyMap<string, number>): void {
  if (services.size === 0) return;
  const keys = [...services.keys()].sort();
  const name = keys.join("|");
  const set = counts.sets.get(name);
  counts.sets.set(name, { keys, people: (set?.people ?? 0) + 1 });
  counts.all.people += 1;
  for (const [key, times] of services) {
    add(counts.times, key, times);
    counts.all.times += times;
  }
}

function add<Key>(counts: Map<Key, number>, key: Key, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}
