import createKnex, { type Knex } from "knex";
import { exitCodes, PipelineError } from "../domain/errors.ts";
import { eventMigrations } from "./event-migrations.ts";

/** Milliseconds for a database to be reached and to answer. */
const timeouts = { connect: 5_000, answer: 10_000 };

/**
 * Opens the database of events in a file, made when it is missing, or in PostgreSQL (`postgres://…`), and brings its
 * tables up to date. Throws a `PipelineError` (exit 1) when events cannot be kept there.
 */
export async function openEvents(place: string): Promise<Knex> {
  const isPostgres = isAddress(place);
  const knex = createKnex({
    ...(isPostgres ? postgres(place) : sqlite(place)),
    log: { warn() {}, error() {}, deprecate() {}, debug() {} },
  });
  try {
    if (!isPostgres) {
      await knex.raw("pragma journal_mode = wal");
      await knex.raw("pragma synchronous = full");
      // A comment that is removed is overwritten.
      await knex.raw("pragma secure_delete = on");
    }
    await knex.migrate.latest({ migrationSource: eventMigrations });
    return knex;
  } catch (cause) {
    await knex.destroy();
    throw unusable(place, cause);
  }
}

/** True for a database, false for a file. */
function isAddress(place: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(place);
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
  const isPostgres = isAddress(place);
  // The address of a database holds its password.
  return new PipelineError("no-events", `The events cannot be kept in ${isPostgres ? "that database" : place}`, {
    nextStep: isPostgres
      ? "Give the address of a database that can be reached with --events, and a user who may make tables there"
      : "Name a file that this user may write with --events",
    exitCode: exitCodes.failure,
    cause,
  });
}
