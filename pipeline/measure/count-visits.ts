import { percents, type Visit } from "./visit.ts";

/** How many people, and how often. */
export type Uses = { people: number; times: number };

/** What people did with the guides of a campaign; counts are of people unless they are called otherwise. */
export type VisitCounts = {
  opened: number;
  played: number;
  downloaded: number;
  /** By percent. */
  watched: Map<number, number>;
  /** By number of the chapter. */
  chapter: Map<number, number>;
  /** By id of the service. */
  service: Map<string, Uses>;
  interactions: Uses;
  /** By rating, 1 to 5. */
  rated: Map<number, number>;
};

/** Counts visits with flat memory. */
export async function countVisits(visits: AsyncIterable<Visit>): Promise<VisitCounts> {
  const counts: VisitCounts = {
    ...{ opened: 0, played: 0, downloaded: 0, interactions: { people: 0, times: 0 } },
    watched: new Map(percents.map((percent) => [percent, 0])),
    rated: new Map([1, 2, 3, 4, 5].map((rating) => [rating, 0])),
    chapter: new Map(),
    service: new Map(),
  };
  for await (const visit of visits) addVisit(counts, visit);
  return counts;
}

function addVisit(counts: VisitCounts, { opened, played, downloaded, percents: watched, ...visit }: Visit): void {
  counts.opened += Number(opened);
  counts.played += Number(played);
  counts.downloaded += Number(downloaded);
  for (const percent of watched) addOne(counts.watched, percent);
  for (const number of visit.chapters) addOne(counts.chapter, number);
  if (visit.rating) addOne(counts.rated, visit.rating.rating);
  if (visit.services.length > 0) counts.interactions.people += 1;
  counts.interactions.times += visit.services.length;
  for (const service of new Set(visit.services.map((use) => use.service))) {
    const uses = counts.service.get(service) ?? { people: 0, times: 0 };
    const times = visit.services.filter((use) => use.service === service).length;
    counts.service.set(service, { people: uses.people + 1, times: uses.times + times });
  }
}

function addOne<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
