import createKnex, { type Knex } from "knex";
import { exitCodes, PipelineError } from "../../domain/errors.ts";
import { eventMigrations } from "./event-migrations.ts";
import type { PageEvent } from "./event-schema.ts";

/** An event with what the server adds: whose it is, under a pseudonym, and when. */
export type KeptEvent = { campaign: string; person: string; at: string; event: PageEvent };

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
   * Resolves when the events are on the disk; the same `event_id` counts once. Rejects with `EventsUnavailable` when they
   * cannot be written.
   */
  append(events: readonly KeptEvent[]): Promise<void>;
  /** The last rating of a person, or null. */
  lastRating(campaign: string, person: string): Promise<{ rating: number; comment: string | null } | null>;
  /** Writes what is waiting, and closes. */
  close(): Promise<void>;
};

/** Events that wait at most: a database that hangs does not fill the memory. */
const mostWaiting = 20_000;

/** Milliseconds for a database to be reached, to answer, and to take the last events when the server ends. */
const patience = { connect: 5_000, answer: 10_000, end: 15_000 };

/** Rows of one statement; SQLite takes 32,766 values at once. */
const rowsAtOnce = 500;

/**
 * Opens the events in a file, made when it is missing, or in PostgreSQL (`postgres://…`). A page waits for its events to
 * be written; those of pages that wait at the same time are written together, in one transaction. Throws a
 * `PipelineError` (exit 1) when they cannot be kept there.
 */
export async function openEventStore(place: string): Promise<EventStore> {
  const isPostgres = /^postgres(?:ql)?:\/\//.test(place);
  const knex = createKnex({
    ...(isPostgres
      ? {
          client: "pg",
          connection: {
            connectionString: place,
            connectionTimeoutMillis: patience.connect,
            query_timeout: patience.answer,
            statement_timeout: patience.answer,
          },
        }
      : { client: "better-sqlite3", connection: { filename: place } }),
    useNullAsDefault: !isPostgres,
    pool: isPostgres ? { min: 0, max: 4 } : { min: 1, max: 1 },
    log: { warn() {}, error() {}, deprecate() {}, debug() {} },
  });
  try {
    if (!isPostgres) {
      await knex.raw("pragma journal_mode = wal");
      await knex.raw("pragma synchronous = full");
    }
    await knex.migrate.latest({ migrationSource: eventMigrations });
  } catch (cause) {
    await knex.destroy();
    // An address of a database holds its password.
    throw new PipelineError("no-events", `The events cannot be kept in ${isPostgres ? "that database" : place}`, {
      nextStep: isPostgres
        ? "Give the address of a database that can be reached with --events, and a user who may make tables there"
        : "Name a file that this user may write with --events",
      exitCode: exitCodes.failure,
      cause,
    });
  }
  const write = inBatches((events: KeptEvent[]) => insertEvents(knex, events));
  return {
    append: (events) => write.add(events),
    lastRating: async (campaign, person) => {
      const found: { rating: number; comment: string | null } | undefined = await knex("events")
        .where({ campaign, person, type: "rated" })
        .orderBy([
          { column: "at", order: "desc" },
          { column: "event_id", order: "desc" },
        ])
        .first("rating", "comment");
      return found ?? null;
    },
    close: async () => {
      let timer: NodeJS.Timeout | undefined;
      const end = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, patience.end);
      });
      await Promise.race([write.drain(), end]);
      clearTimeout(timer);
      await knex.destroy();
    },
  };
}

async function insertEvents(knex: Knex, events: readonly KeptEvent[]): Promise<void> {
  const rows = events.map(rowOf);
  await knex.transaction(async (transaction) => {
    for (let from = 0; from < rows.length; from += rowsAtOnce) {
      await transaction("events")
        .insert(rows.slice(from, from + rowsAtOnce))
        .onConflict("event_id")
        .ignore();
    }
  });
}

function rowOf({ campaign, person, at, event }: KeptEvent) {
  const nothing = { percent: null, number: null, service: null, rating: null, comment: null };
  const { event_id, type, ...said } = event;
  return { event_id, campaign, person, type, ...nothing, ...said, at };
}

/** Writes what came while the batch before was being written; everybody waits for the batch that has theirs. */
function inBatches<Item>(write: (items: Item[]) => Promise<void>) {
  let waiting: { items: readonly Item[]; resolve: () => void; reject: (error: unknown) => void }[] = [];
  let count = 0;
  let running: Promise<void> | null = null;
  const run = async () => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      count = 0;
      try {
        await write(batch.flatMap(({ items }) => items));
        for (const { resolve } of batch) resolve();
      } catch {
        // Perhaps because of one of them: each by itself, so that nobody loses what somebody else has sent.
        for (const { items, resolve, reject } of batch)
          await write([...items]).then(resolve, (error) => reject(new EventsUnavailable(error)));
      }
    }
    running = null;
  };
  return {
    add: (items: readonly Item[]) =>
      new Promise<void>((resolve, reject) => {
        if (items.length === 0) return resolve();
        if (count + items.length > mostWaiting) return reject(new EventsUnavailable("too many wait"));
        count += items.length;
        waiting.push({ items, resolve, reject });
        running ??= run();
      }),
    drain: async () => {
      await running;
    },
  };
}
