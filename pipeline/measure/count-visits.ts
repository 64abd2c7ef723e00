import { percents, type Visit } from "./visit.ts";

/** What people did with the guides of a campaign; counts are of people unless they are called otherwise. */
export type VisitCounts = {
  opened: number;
  played: number;
  downloaded: number;
  /** By percent. */
  watched: Map<number, number>;
  /** By number of the chapter. */
  chapter: Map<number, number>;
  /** Times that each service was opened, by its id. */
  services: Map<string, number>;
  /** People by the set of services that they opened. */
  serviceSets: Map<string, { ids: readonly string[]; people: number }>;
  interactions: { people: number; times: number };
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
    services: new Map(),
    serviceSets: new Map(),
  };
  for await (const visit of visits) addVisit(counts, visit);
  return counts;
}

function addVisit(counts: VisitCounts, visit: Visit): void {
  counts.opened += Number(visit.opened);
  counts.played += Number(visit.played);
  counts.downloaded += Number(visit.downloaded);
  for (const percent of visit.percents) add(counts.watched, percent, 1);
  for (const number of visit.chapters) add(counts.chapter, number, 1);
  if (visit.rating !== null) add(counts.rated, visit.rating, 1);
  addServices(counts, visit.services);
}

function addServices(counts: VisitCounts, services: ReadonlyMap<string, number>): void {
  if (services.size === 0) return;
  const ids = [...services.keys()].sort();
  const key = ids.join(" ");
  const set = counts.serviceSets.get(key);
  counts.serviceSets.set(key, { ids, people: (set?.people ?? 0) + 1 });
  counts.interactions.people += 1;
  for (const [id, times] of services) {
    add(counts.services, id, times);
    counts.interactions.times += times;
  }
}

function add<Key>(counts: Map<Key, number>, key: Key, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}
