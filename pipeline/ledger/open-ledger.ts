import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import Database from "better-sqlite3";
import createKnex, { type Knex } from "knex";
import { exitCodes, PipelineError } from "../domain/errors.ts";
import { prepareConnection } from "./bulk/sqlite.ts";
import { ledgerTrouble } from "./ledger-trouble.ts";
import { migrationSource } from "./schema/migration-source.ts";

const ledgerName = "ledger.sqlite";

/** The memory of all campaigns, in `<out>/ledger.sqlite`. */
export type Ledger = {
  readonly file: string;
  /** For questions and small changes. Never while a transaction of `writer` is open. */
  readonly knex: Knex;
  /** For rows by the million, in transactions of their own. */
  readonly writer: Database.Database;
  /** Sees what was committed, and can stream while `writer` writes. */
  readonly reader: Database.Database;
  close(): Promise<void>;
};

/**
 * Opens the ledger of a folder, making both when they are missing. Throws a `PipelineError` (exit 1) when it cannot be
 * used.
 */
export async function openLedger(outFolder: string): Promise<Ledger> {
  const file = path.join(outFolder, ledgerName);
  await makeFolder(outFolder);
  // Large sorts go to temporary files: beside the ledger, where space was planned for.
  process.env.SQLITE_TMPDIR ??= path.resolve(outFolder);
  const opened: { close(): unknown }[] = [];
  const close = async () => {
    for (const connection of opened.reverse()) await connection.close();
  };
  try {
    const writer = openConnection(file, 64, opened);
    const knex = await openKnex(file, opened);
    const reader = openConnection(file, 32, opened);
    return { file, knex, writer, reader, close };
  } catch (error) {
    await close();
    throw ledgerTrouble(error, file);
  }
}

/** The same for commands that go on from what was done before: there must be a ledger already. */
export async function openExistingLedger(outFolder: string): Promise<Ledger> {
  assertLedger(outFolder);
  return openLedger(outFolder);
}

/** Throws a `PipelineError` (exit 2) when a folder holds no ledger. */
export function assertLedger(outFolder: string): void {
  if (!existsSync(path.join(outFolder, ledgerName))) throw noLedger(outFolder);
}

/** For commands that cannot do without a ledger and must not make one. */
export function noLedger(outFolder: string): PipelineError {
  return new PipelineError("no-ledger", `The folder ${outFolder} holds no ledger`, {
    nextStep: "Run videoguida plan or run first, or name the folder they wrote into with --out",
  });
}

/**
 * The ledger of a folder for questions only: no connection of it can write. Null when there is none, or none that SQLite
 * can open there (beside a ledger it needs a folder it may write into). Throws a `PipelineError` when it is damaged or
 * of another version.
 */
export async function openLedgerToRead(outFolder: string): Promise<Ledger | null> {
  const file = path.join(outFolder, ledgerName);
  if (!existsSync(file)) return null;
  const opened: { close(): unknown }[] = [];
  const close = async () => {
    for (const connection of opened.reverse()) await connection.close();
  };
  try {
    // Not opened as a read-only file: SQLite would then leave its log beside it.
    const reader = new Database(file, { fileMustExist: true });
    opened.push(reader);
    reader.pragma("query_only = on");
    const migrations = reader.prepare("select name from knex_migrations order by name").pluck().all() as string[];
    const known = (await migrationSource.getMigrations([])).map(({ name }) => name);
    if (migrations.some((name) => !known.includes(name))) throw newerLedger(file);
    if (migrations.length < known.length) throw olderLedger(file);
    const knex = createKnex({
      client: "better-sqlite3",
      connection: { filename: file, options: { readonly: true } },
      useNullAsDefault: true,
    });
    opened.push({ close: () => knex.destroy() });
    return { file, knex, writer: reader, reader, close };
  } catch (error) {
    await close();
    const trouble = ledgerTrouble(error, file);
    if (trouble instanceof PipelineError && trouble.code === "ledger-not-writable") return null;
    throw trouble;
  }
}

/** Makes an output folder. Throws a `PipelineError` (exit 1) when it cannot be made. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw new PipelineError("no-output-folder", `The folder ${folder} cannot be made`, {
      nextStep: "Choose a folder that this user may write with --out",
      exitCode: exitCodes.failure,
      cause,
    });
  }
}

function openConnection(file: string, cacheMegabytes: number, opened: { close(): unknown }[]): Database.Database {
  const connection = new Database(file);
  opened.push(connection);
  prepareConnection(connection, cacheMegabytes);
  return connection;
}

async function openKnex(file: string, opened: { close(): unknown }[]): Promise<Knex> {
  const knex = createKnex({
    client: "better-sqlite3",
    connection: { filename: file },
    useNullAsDefault: true,
    log: { warn() {}, error() {}, deprecate() {}, debug() {} },
  });
  opened.push({ close: () => knex.destroy() });
  const known = new Set((await migrationSource.getMigrations([])).map(({ name }) => name));
  const listed = await knex.migrate.list({ migrationSource, disableMigrationsListValidation: true });
  const [completed] = listed as [{ name: string }[], unknown];
  if (completed.some(({ name }) => !known.has(name))) throw newerLedger(file);
  await knex.migrate.latest({ migrationSource });
  return knex;
}

function olderLedger(file: string): PipelineError {
  return new PipelineError("older-ledger", `The ledger was made by an earlier version of videoguida (${file})`, {
    nextStep: "Run videoguida report once, which brings it up to date, and then the same command again",
    exitCode: exitCodes.failure,
  });
}

function newerLedger(file: string): PipelineError {
  return new PipelineError("newer-ledger", `The ledger was made by another version of videoguida (${file})`, {
    nextStep: "Use that version, or choose another folder with --out",
    exitCode: exitCodes.failure,
  });
}
