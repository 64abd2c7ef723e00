import type { Day } from "../../domain/day.ts";
import type { CountedEvent } from "../../events/event-store.ts";

/** How much of a video was watched, in percent; contract, section 5. */
export const percents = [25, 50, 75, 100] as const;

/** What was done with the guide of a campaign, however often somebody came back. */
export type Acts = {
  /** UTC day of the first time; null when it never was. */
  openedOn: Day | null;
  playedOn: Day | null;
  downloaded: boolean;
  percents: ReadonlySet<number>;
  chapters: ReadonlySet<number>;
  /** Times that services were opened, by id and place: `<id> <place>`, `page` when it was from the page itself. */
  services: ReadonlyMap<string, number>;
  /** The last one. */
  rating: number | null;
};

/** What one person did with their guide, and apart from it what those did who may act for them; null when nobody did. */
export type Visit = Acts & { person: string; byDelegates: Acts | null };

/** Gathers events that come person by person, each in its order (`EventStore.inOrder`), into one visit for each. */
export async function* visitsIn(events: AsyncIterable<CountedEvent>): AsyncGenerator<Visit> {
  let own: CountedEvent[] = [];
  for await (const event of events) {
    if (own[0] && own[0].person !== event.person) {
      yield visitOf(own[0].person, own);
      own = [];
    }
    own.push(event);
  }
  if (own[0]) yield visitOf(own[0].person, own);
}

function visitOf(person: string, events: readonly CountedEvent[]): Visit {
  const byDelegates = events.filter(({ actor }) => actor === "delegate");
  const own = byDelegates.length === 0 ? events : events.filter(({ actor }) => actor !== "delegate");
  return { person, ...actsIn(own), byDelegates: byDelegates.length === 0 ? null : actsIn(byDelegates) };
}

function actsIn(events: readonly CountedEvent[]): Acts {
  const first = (type: CountedEvent["type"]) =>
    (events.find((event) => event.type === type)?.at.slice(0, 10) ?? null) as Day | null;
  const numbersOf = (member: "percent" | "number") =>
    new Set(events.map((event) => event[member]).filter((number) => number !== null));
  const services = new Map<string, number>();
  for (const { service, place } of events) {
    if (service === null) continue;
    const key = `${service} ${place ?? "page"}`;
    services.set(key, (services.get(key) ?? 0) + 1);
  }
  return {
    services,
    openedOn: first("opened"),
    playedOn: first("played"),
    downloaded: first("downloaded") !== null,
    percents: numbersOf("percent"),
    chapters: numbersOf("number"),
    rating: events.findLast(({ type }) => type === "rated")?.rating ?? null,
  };
}
