import type { EventRow } from "../events/event-store.ts";

/** How much of a video was watched, in percent; contract, section 5. */
export const percents = [25, 50, 75, 100] as const;

/** Where somebody was when they opened a service: in a chapter, after the end, or before the video was begun. */
export type PlaceInGuide = number | "end" | "before";

/** What one person did with the guide of a campaign, however often they came back. */
export type Visit = {
  person: string;
  opened: boolean;
  played: boolean;
  downloaded: boolean;
  percents: ReadonlySet<number>;
  chapters: ReadonlySet<number>;
  services: readonly { service: string; place: PlaceInGuide }[];
  /** The last one. */
  rating: { rating: number; comment: string | null } | null;
};

/** The chapter in which somebody stopped who did not watch to the end; null for everybody else. */
export function stoppedAt({ chapters, percents: watched }: Visit): number | null {
  return watched.has(100) || chapters.size === 0 ? null : Math.max(...chapters);
}

/** Gathers events that come person by person, each in its order (`EventStore.inOrder`), into one visit for each. */
export async function* visitsIn(events: AsyncIterable<EventRow>): AsyncGenerator<Visit> {
  let own: EventRow[] = [];
  for await (const event of events) {
    if (own[0] && own[0].person !== event.person) {
      yield visitOf(own[0].person, own);
      own = [];
    }
    own.push(event);
  }
  if (own[0]) yield visitOf(own[0].person, own);
}

function visitOf(person: string, events: readonly EventRow[]): Visit {
  const has = (type: EventRow["type"]) => events.some((event) => event.type === type);
  const numbersOf = (member: "percent" | "number") =>
    new Set(events.map((event) => event[member]).filter((number) => number !== null));
  const rated = events.findLast(({ type }) => type === "rated");
  return {
    person,
    opened: has("opened"),
    played: has("played"),
    downloaded: has("downloaded"),
    percents: numbersOf("percent"),
    chapters: numbersOf("number"),
    services: servicesIn(events),
    rating: rated?.rating == null ? null : { rating: rated.rating, comment: rated.comment },
  };
}

function servicesIn(events: readonly EventRow[]): Visit["services"] {
  const services: { service: string; place: PlaceInGuide }[] = [];
  let place: PlaceInGuide = "before";
  for (const { type, number, percent, service } of events) {
    if (type === "chapter" && number !== null) place = number;
    if (type === "watched" && percent === 100) place = "end";
    if (type === "service" && service !== null) services.push({ service, place });
  }
  return services;
}
