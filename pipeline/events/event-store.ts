import type { Knex } from "knex";
import type { Actor } from "../domain/actor.ts";
import { within } from "../support/within.ts";
import type { PageEvent } from "./event-schema.ts";
import { inBatches } from "./in-batches.ts";
import { isDatabase, isRowError, openEvents, whenFree } from "./open-events.ts";

/**
 * An event with what the server adds: whose guide it is about, under a pseudonym, when (UTC, ISO 8601 with milliseconds),
 * and who did it, where that is known.
 */
export type KeptEvent = { campaign: string; person: string; at: string; actor?: Actor | null; event: PageEvent };

/** An event as it stands in the database. */
export type EventRow = {
  event_id: string;
  campaign: string;
  person: string;
  at: string;
  type: PageEvent["type"];
  percent: number | null;
  number: number | null;
  service: string | null;
  /** Of a service: the chapter it was opened from, or `end`; null for the list on the page. */
  place: string | null;
  rating: number | null;
  comment: string | null;
  /** Null where nobody says who visitors are; it counts as the employer's then. */
  actor: Actor | null;
};

/** An event as it is counted. */
export type CountedEvent = Omit<EventRow, "campaign" | "comment">;

const countedColumns = [
  ...["person", "at", "event_id", "type", "percent", "number", "service", "place", "rating", "actor"],
] as (keyof CountedEvent)[];

/** Columns of an event, in the order in which they are exported. */
export const eventColumns = [
  ...["event_id", "campaign", "person", "at", "type", "percent", "number", "service", "place", "rating", "comment"],
  "actor",
] as (keyof EventRow)[];

/** Events cannot be written now: a full disk, a database that does not answer. Later they may be. */
export class EventsUnavailable extends Error {
  constructor(cause: unknown) {
    super("events cannot be written", { cause });
    this.name = "EventsUnavailable";
  }
}

/** Where pages write what was done on them. */
export type EventStore = {
  /**
   * Resolves when the events are on the disk; the same `event_id` counts once. Those of pages that wait at the same time
   * are written together, in one transaction. Rejects with `EventsUnavailable` when they cannot be written.
   */
  append(events: readonly KeptEvent[]): Promise<void>;
  /** Writes events in a transaction of their own and returns how many were not there yet. */
  insert(events: readonly KeptEvent[]): Promise<number>;
  /** The last rating of a guide by its employer, or by those who act for them; null when there is none. */
  lastRating(campaign: string, person: string, actor: Actor): Promise<{ rating: number; hasComment: boolean } | null>;
  /** Whether a person has opened the guide of a campaign themselves. */
  hasOpened(campaign: string, person: string): Promise<boolean>;
  /** All events, or those of one campaign, by `event_id`, with flat memory. */
  all(campaign: string | null): AsyncGenerator<EventRow>;
  /** The events of a campaign, person by person, what each did in its order, without comments; with flat memory. */
  inOrder(campaign: string): AsyncGenerator<CountedEvent>;
  /** What employers wrote last about a campaign, one comment of each, so many at most; the latest first. */
  latestComments(campaign: string, most: number): Promise<string[]>;
  /** Removes what people wrote on the pages of a campaign, and returns how many comments there were; counts stay. */
  removeComments(campaign: string): Promise<number>;
  /** Removes everything that a person did with the guide of a campaign, and returns how many events there were. */
  removePerson(campaign: string, person: string): Promise<number>;
  /** Writes what is waiting, and closes. */
  close(): Promise<void>;
};

/** Rows of one statement; SQLite takes 32,766 values at once. */
const rowsAtOnce = 500;

/** Rows read at once. */
const rowsOfPage = 5_000;

/** Milliseconds for the database to take the last events when the server ends. */
const endTimeout = 15_000;

/** Opens the events in a file or in PostgreSQL (`openEvents`). Throws a `PipelineError` (exit 1) when it cannot. */
export async function openEventStore(place: string, options?: { migrates: boolean }): Promise<EventStore> {
  const knex = await openEvents(place, options);
  const insert = (events: readonly KeptEvent[]) => insertEvents(knex, events);
  const write = inBatches<KeptEvent>(insert, {
    unavailable: (cause) => new EventsUnavailable(cause),
    isItemError: isRowError,
  });
  return {
    append: (events) => write.add(events),
    insert,
    lastRating: async (campaign, person, actor) => {
      const found: { rating: number; comment: string | null } | undefined = await knex("events")
        .where({ campaign, person, type: "rated" })
        .modify(byActor, actor)
        .orderBy([
          { column: "at", order: "desc" },
          { column: "event_id", order: "desc" },
        ])
        .first("rating", "comment");
      return found ? { rating: found.rating, hasComment: found.comment !== null } : null;
    },
    hasOpened: async (campaign, person) =>
      (await knex("events")
        .where({ campaign, person, type: "opened" })
        .modify(byActor, "employer")
        .first("event_id")) !== undefined,
    all: (campaign) => readEvents(knex, campaign),
    inOrder: (campaign) => readInOrder(knex, campaign),
    latestComments: (campaign, most) => readComments(knex, campaign, most),
    removeComments: (campaign) => removeComments(knex, campaign, !isDatabase(place)),
    removePerson: (campaign, person) => removePerson(knex, { campaign, person }, !isDatabase(place)),
    close: async () => {
      await within(endTimeout, write.drain());
      await knex.destroy();
    },
  };
}

/** What nobody is known to have done counts as the employer's. */
function byActor(query: Knex.QueryBuilder, actor: Actor): void {
  if (actor === "delegate") query.where({ actor });
  else query.where((own) => own.whereNull("actor").orWhere({ actor }));
}

async function insertEvents(knex: Knex, events: readonly KeptEvent[]): Promise<number> {
  const rows = events.map(rowOf);
  return whenFree(() =>
    knex.transaction(async (transaction) => {
      let added = 0;
      for (let from = 0; from < rows.length; from += rowsAtOnce)
        added += await insertRows(transaction, rows.slice(from, from + rowsAtOnce));
      return added;
    }),
  );
}

/**
 * One statement for some rows; returns how many were not there yet. Written out: knex takes as long to compile an insert
 * of so many rows as SQLite to run it, and `returning` reads every id back only to be counted.
 */
async function insertRows(knex: Knex, rows: readonly EventRow[]): Promise<number> {
  const values = rows.map(() => oneRow).join(", ");
  const sql = `insert into events (${columnList}) values ${values} on conflict (event_id) do nothing`;
  const bindings = rows.flatMap((row) => eventColumns.map((column) => row[column]));
  // SQLite and PostgreSQL each say it by their own name.
  const { changes, rowCount }: { changes?: number; rowCount?: number } = await knex.raw(sql, bindings as Knex.Value[]);
  return changes ?? rowCount ?? 0;
}

const columnList = eventColumns.map((column) => `"${column}"`).join(", ");
const oneRow = `(${eventColumns.map(() => "?").join(", ")})`;

function rowOf({ campaign, person, at, actor = null, event }: KeptEvent): EventRow {
  const nothing = { percent: null, number: null, service: null, place: null, rating: null, comment: null };
  const { event_id, type, ...said } = event;
  return { event_id, campaign, person, type, ...nothing, ...said, at, actor };
}

async function* readEvents(knex: Knex, campaign: string | null): AsyncGenerator<EventRow> {
  let after = "";
  for (;;) {
    const page: EventRow[] = await knex("events")
      .where("event_id", ">", after)
      .modify((query) => void (campaign !== null && query.where({ campaign })))
      .orderBy("event_id")
      .limit(rowsOfPage)
      .select(eventColumns);
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.event_id;
  }
}

async function* readInOrder(knex: Knex, campaign: string): AsyncGenerator<CountedEvent> {
  let last: string[] = ["", "", ""];
  for (;;) {
    const page: CountedEvent[] = await knex("events")
      .where({ campaign })
      .whereRaw("(person, at, event_id) > (?, ?, ?)", last)
      .orderBy(["person", "at", "event_id"])
      .limit(rowsOfPage)
      .select(countedColumns);
    yield* page;
    const end = page.at(-1);
    if (end === undefined) return;
    last = [end.person, end.at, end.event_id];
  }
}

/** Comments that are read for each that is wanted: somebody may have written several. */
const commentsForOne = 3;

async function readComments(knex: Knex, campaign: string, most: number): Promise<string[]> {
  const rows: { person: string; comment: string }[] = await knex("events")
    .where({ campaign })
    .whereNotNull("comment")
    .modify(byActor, "employer")
    .orderBy("at", "desc")
    .limit(commentsForOne * most)
    .select("person", "comment");
  const latest = new Map(rows.toReversed().map(({ person, comment }) => [person, comment]));
  const people = [...new Set(rows.map(({ person }) => person))].slice(0, most);
  return people.map((person) => latest.get(person) ?? "");
}

async function removePerson(
  knex: Knex,
  whose: { campaign: string; person: string },
  isSqlite: boolean,
): Promise<number> {
  // On the one connection that there is to SQLite: pages that are free now are written over.
  if (isSqlite) await knex.raw("pragma secure_delete = on");
  const removed = await whenFree(async () => knex("events").where(whose).delete());
  if (isSqlite) {
    await knex.raw("pragma wal_checkpoint(truncate)");
    await knex.raw("pragma secure_delete = off");
  }
  return removed;
}

/** So many comments are removed in one transaction: pages that write at the same time wait for no longer than that. */
const commentsAtOnce = 1_000;

async function removeComments(knex: Knex, campaign: string, isSqlite: boolean): Promise<number> {
  const commented = () => knex("events").where({ campaign }).whereNotNull("comment");
  let removed = 0;
  for (;;) {
    const ids: string[] = await commented().limit(commentsAtOnce).pluck("event_id");
    if (ids.length === 0) break;
    removed += await whenFree(async () => knex("events").whereIn("event_id", ids).update({ comment: null }));
  }
  // What was written before also stands in SQLite's log, until that is written into the file.
  if (isSqlite) await knex.raw("pragma wal_checkpoint(truncate)");
  return removed;
}
