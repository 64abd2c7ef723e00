import Database from "better-sqlite3";
import createKnex, { type Knex } from "knex";

/**
 * All that the ledger does with SQLite itself and not through SQL: opening, locking, overwriting what was deleted.
 * The SQL of this folder and of the migrations is SQLite's own; `queries` asks through knex, in no dialect.
 */
export type Connection = Database.Database;

/** Rows lie on the disk in the order of their primary key, so that a campaign is read as one stream. */
export const clustered = "without rowid";

/**
 * Opens a ledger for reading and writing, making it when it is missing. A power cut loses at most the last command, never
 * the file; readers and the one writer do not wait for each other.
 */
export function openConnection(file: string, cacheMegabytes: number): Connection {
  const connection = new Database(file);
  try {
    connection.pragma("journal_mode = wal");
    connection.pragma("synchronous = normal");
    connection.pragma("foreign_keys = on");
    connection.pragma("temp_store = file");
    connection.pragma(`cache_size = ${-1024 * cacheMegabytes}`);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Opens a ledger that is there; the connection can write nothing. */
export function openToRead(file: string): Connection {
  // Not opened as a read-only file: SQLite would then leave its log beside it.
  const connection = new Database(file, { fileMustExist: true });
  connection.pragma("query_only = on");
  return connection;
}

/** A database of its own in a temporary file, which nobody else sees and which is gone when it is closed. */
export function openScratch(): Connection {
  const connection = new Database("");
  connection.pragma("journal_mode = off");
  connection.pragma("synchronous = off");
  connection.pragma("temp_store = file");
  return connection;
}

/** Locks a file for this process until the connection is closed; throws `SQLITE_BUSY` at once when another has it. */
export function openLocked(file: string): Connection {
  const connection = new Database(file, { timeout: 0 });
  try {
    connection.exec("begin exclusive");
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/**
 * Knex that asks over a connection of ours, so that it is part of the transaction that is open on it and sees what was
 * written there. It must not begin transactions of its own while one is open, and is not to be destroyed.
 */
export function knexOver(connection: Connection): Knex {
  const connectionPool = {
    acquire: () => ({ promise: Promise.resolve(connection) }),
    release: () => true,
    destroy: async () => {},
    numFree: () => 1,
    numUsed: () => 0,
    numPendingAcquires: () => 0,
  };
  return createKnex({
    client: "better-sqlite3",
    connectionPool,
    useNullAsDefault: true,
    log: { warn() {}, error() {}, deprecate() {}, debug() {} },
  });
}

/** Brings what a large transaction has written from the log into the file itself, and empties the log. */
export function checkpointWal(connection: Connection): void {
  connection.pragma("wal_checkpoint(truncate)");
}

/** Writes the file anew: what was deleted from it is overwritten, not only forgotten. Outside a transaction. */
export function overwriteDeleted(connection: Connection): void {
  connection.exec("vacuum");
  checkpointWal(connection);
}

/** Does work that deletes little, and overwrites it in its place. Outside a transaction. */
export async function overwritingDeleted(connection: Connection, work: () => PromiseLike<unknown>): Promise<void> {
  connection.pragma("secure_delete = on");
  try {
    await work();
    checkpointWal(connection);
  } finally {
    connection.pragma("secure_delete = off");
  }
}

const statements = new WeakMap<Connection, Map<string, Database.Statement>>();

/**
 * A statement of this connection, prepared at its first use: what is asked for every visitor of a page takes longer to
 * prepare than to answer. For statements whose text never changes, and that nobody iterates.
 */
export function prepared<Bound extends unknown[] | object, Row = unknown>(
  connection: Connection,
  sql: string,
): Database.Statement<Bound extends unknown[] ? Bound : [Bound], Row> {
  const known = statements.get(connection) ?? new Map<string, Database.Statement>();
  statements.set(connection, known);
  const statement = known.get(sql) ?? connection.prepare(sql);
  known.set(sql, statement);
  return statement as Database.Statement<Bound extends unknown[] ? Bound : [Bound], Row>;
}

/** A number that changes when another connection has written to the file. */
export function dataVersion(connection: Connection): number {
  return connection.pragma("data_version", { simple: true }) as number;
}
