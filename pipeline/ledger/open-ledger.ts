import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Knex } from "knex";
import { exitCodes, PipelineError } from "../domain/errors.ts";
import { type Connection, knexOver, openConnection, openToRead } from "./bulk/sqlite.ts";
import { ledgerTrouble } from "./ledger-trouble.ts";
import { migrationSource } from "./schema/migration-source.ts";

const ledgerName = "ledger.sqlite";

/** The memory of all campaigns, in `<out>/ledger.sqlite`. */
export type Ledger = {
  readonly file: string;
  /** For questions and small changes, over the connection of `writer`: part of the transaction that is open there. */
  readonly knex: Knex;
  /** For rows by the million, in transactions (`inTransaction`). */
  readonly writer: Connection;
  /** Sees what was committed, and can stream while `writer` writes. */
  readonly reader: Connection;
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
  const opened: Connection[] = [];
  const open = (cacheMegabytes: number) => {
    const connection = openConnection(file, cacheMegabytes);
    opened.push(connection);
    return connection;
  };
  try {
    const writer = open(64);
    const knex = knexOver(writer);
    await migrate(knex, file);
    return { file, knex, writer, reader: open(32), close: async () => closeAll(opened) };
  } catch (error) {
    closeAll(opened);
    throw ledgerTrouble(error, file);
  }
}

function closeAll(connections: readonly Connection[]): void {
  for (const connection of connections) connection.close();
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
  const opened: Connection[] = [];
  try {
    const reader = openToRead(file);
    opened.push(reader);
    const knex = knexOver(reader);
    const migrations: string[] = await knex("knex_migrations").orderBy("name").pluck("name");
    const known = await knownMigrations();
    if (migrations.some((name) => !known.includes(name))) throw newerLedger(file);
    if (migrations.length < known.length) throw olderLedger(file);
    return { file, knex, writer: reader, reader, close: async () => closeAll(opened) };
  } catch (error) {
    closeAll(opened);
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

async function migrate(knex: Knex, file: string): Promise<void> {
  const known = await knownMigrations();
  const listed = await knex.migrate.list({ migrationSource, disableMigrationsListValidation: true });
  const [completed] = listed as [{ name: string }[], unknown];
  if (completed.some(({ name }) => !known.includes(name))) throw newerLedger(file);
  await knex.migrate.latest({ migrationSource });
}

async function knownMigrations(): Promise<string[]> {
  return (await migrationSource.getMigrations([])).map(({ name }) => name);
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
