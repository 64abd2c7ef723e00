import createKnex, { type Knex } from "knex";
import { exitCodes, PipelineError } from "../domain/errors.ts";
import { eventMigrations } from "./event-migrations.ts";

/** Milliseconds for a database to be reached and to answer. */
const timeouts = { connect: 5_000, answer: 10_000 };

/** `migrates`: whether its tables are made and brought up to date; who only reads must not write. */
type OpenOptions = { migrates: boolean };

/**
 * Opens the database of events in a file, made when it is missing, or in PostgreSQL (`postgres://…`). A SQLite connection
 * does not wait for a lock, because it would wait with the event loop stopped: `whenFree` tries again. Throws a
 * `PipelineError` (exit 1) when events cannot be kept there.
 */
export async function openEvents(place: string, { migrates }: OpenOptions = { migrates: true }): Promise<Knex> {
  if (isDatabase(place) && !/^postgres(?:ql)?:\/\//i.test(place)) throw unusable(place, null);
  const knex = createKnex({
    ...(isDatabase(place) ? postgres(place) : sqlite(place)),
    log: { warn() {}, error() {}, deprecate() {}, debug() {} },
  });
  try {
    if (!isDatabase(place)) {
      await knex.raw("pragma journal_mode = wal");
      await knex.raw("pragma synchronous = full");
      // A comment that is removed is overwritten.
      await knex.raw("pragma secure_delete = on");
    }
    if (migrates) await knex.migrate.latest({ migrationSource: eventMigrations });
    if (!isDatabase(place)) await knex.raw("pragma busy_timeout = 0");
    return knex;
  } catch (cause) {
    await knex.destroy();
    throw unusable(place, cause);
  }
}

/** True for the address of a database, false for a file. */
export function isDatabase(place: string): boolean {
  return place.includes("://");
}

/** Milliseconds for which a lock of another process is waited for, and between two attempts. */
const lockTimeout = { wait: 5_000, attempt: 20 };

/** Does work on the database, again and again while another process has locked it, for some seconds at most. */
export async function whenFree<Result>(work: () => Promise<Result>): Promise<Result> {
  const until = performance.now() + lockTimeout.wait;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!codeOf(error).startsWith("SQLITE_BUSY") || performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, lockTimeout.attempt));
    }
  }
}

/**
 * True when a row is to blame and others can be written: SQLite refuses its values, or PostgreSQL does (classes 22 and
 * 23 of its errors).
 */
export function isRowError(error: unknown): boolean {
  return /^(?:SQLITE_(?:CONSTRAINT|MISMATCH|TOOBIG|RANGE)|2[23][0-9A-Z]{3}$)/.test(codeOf(error));
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown }).code ?? "");
}

function postgres(connectionString: string): Knex.Config {
  return {
    client: "pg",
    connection: {
      connectionString,
      connectionTimeoutMillis: timeouts.connect,
      query_timeout: timeouts.answer,
      statement_timeout: timeouts.answer,
    },
    pool: { min: 0, max: 4 },
    acquireConnectionTimeout: timeouts.answer,
  };
}

function sqlite(filename: string): Knex.Config {
  return {
    client: "better-sqlite3",
    connection: { filename },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  };
}

function unusable(place: string, cause: unknown): PipelineError {
  // The address of a database holds its password.
  const where = isDatabase(place) ? "that database" : place;
  return new PipelineError("no-events", `The events cannot be kept in ${where}`, {
    nextStep: isDatabase(place)
      ? "Give the address of a PostgreSQL that can be reached (postgres://…) with --events, and a user who may make tables there"
      : "Name a file that this user may write with --events",
    exitCode: exitCodes.failure,
    cause,
  });
}
