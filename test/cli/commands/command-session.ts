import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Database } from "better-sqlite3";
import type { Scene } from "../../../compositions/storyboard.ts";
import { settingsFrom, type TypedOptions } from "../../../pipeline/cli/options.ts";
import { day } from "../../../pipeline/domain/day.ts";
import { type Ledger, openLedger } from "../../../pipeline/ledger/open-ledger.ts";
import { canonicalJson } from "../../../pipeline/support/hash.ts";
import { planFor } from "../../extract/planned.ts";
import { temporaryFolder } from "../../notify/manifest-folder.ts";
import { onceInRun } from "../../support/once-in-run.ts";
import type { Ended } from "../program.ts";
import { typeCommand } from "../type-command.ts";
import { fillCache } from "./grey-campaign.ts";

export const fixtures = fileURLToPath(new URL("../../../fixtures/extracts", import.meta.url));
export const campaign = "2026-05";

export type CommandSession = {
  out: string;
  /** The folder of the campaign. */
  folder: string;
  /** Does what the words on the command line say, in this process; `stderr` is as with `--quiet`. */
  type(command: string, ...words: string[]): Promise<Ended>;
  /** Text of a file in the campaign's folder. */
  read(file: string): string;
  /** Everything in the ledger but times, table by table. */
  ledgerRows(): Promise<Record<string, unknown[]>>;
  withLedger<Result>(work: (ledger: Ledger) => Result | Promise<Result>): Promise<Result>;
};

/** Commands as they are typed for the campaign of May 2026 in an output folder. */
export function commandSession(out: string): CommandSession {
  const folder = path.join(out, "campaigns", campaign);
  const withLedger: CommandSession["withLedger"] = async (work) => {
    const ledger = await openLedger(out);
    try {
      return await work(ledger);
    } finally {
      await ledger.close();
    }
  };
  return {
    out,
    folder,
    withLedger,
    type: (command, ...words) => {
      const ofCampaign = command === "purge" ? [] : ["--campaign", campaign];
      return typeCommand([command, ...ofCampaign, "--out", out, ...words]);
    },
    read: (file) => readFileSync(path.join(folder, file), "utf8"),
    ledgerRows: () => withLedger(({ reader }) => rowsIn(reader)),
  };
}

/** Everything in a ledger but times, table by table. */
export function rowsIn(ledger: Database): Record<string, unknown[]> {
  const tables = ledger
    .prepare(
      "select name from sqlite_master where type = 'table' and name not like 'knex%' and name not like 'sqlite%'",
    )
    .pluck()
    .all() as string[];
  return Object.fromEntries(
    tables
      .filter((name) => name !== "stage_results")
      .map((name) => [name, ledger.prepare(`select * from ${name}`).all()]),
  );
}

/** The rows of a campaign that its draft, if there is one, changes nothing of. */
export function currentRows(rows: Record<string, unknown[]>): Record<string, unknown[] | undefined> {
  const { plans = [], notifications, videos, segments, campaigns } = rows;
  const current = (plans as { plan: number; state: string }[]).filter(({ state }) => state === "current");
  const ofCurrent = (table: unknown[] = []) =>
    (table as { plan: number }[]).filter(({ plan }) => plan === current[0]?.plan);
  const [decisions, guides] = [ofCurrent(rows.decisions), ofCurrent(rows.guides)];
  return { current, decisions, guides, notifications, videos, segments, campaigns };
}

/** Of a whole run these are rendered for real, a hundred pictures; all other scenes are grey. */
const renderedKinds = new Set(["greeting", "worker"]);
export const isGreyInRuns = ({ kind }: Scene): boolean => !renderedKinds.has(kind);

/**
 * Puts grey videos into the cache of an output folder for the scenes, or those `isPrepared`, that these options would
 * render. Those of all scenes of the fixtures are made once in a run of all tests.
 */
export async function prepareScenes(
  out: string,
  typed: TypedOptions = {},
  isPrepared: ((scene: Scene) => boolean) | null = null,
): Promise<void> {
  if (isPrepared !== null || typed.extracts !== undefined || typed.config !== undefined) {
    await fillCacheOf(out, typed, isPrepared ?? (() => true));
    return;
  }
  const made = await onceInRun(`scenes ${canonicalJson(typed)}`, (folder) => fillCacheOf(folder, typed, () => true));
  cpSync(made, out, { recursive: true });
}

async function fillCacheOf(out: string, typed: TypedOptions, isPrepared: (scene: Scene) => boolean): Promise<void> {
  const scratch = mkdtempSync(path.join(tmpdir(), "scenes-"));
  const options = { extracts: fixtures, campaign, accept: "all", ...typed, out: scratch };
  const ledger = await openLedger(scratch);
  try {
    const plan = await planFor(ledger, settingsFrom(options, day("2026-11-24")));
    await fillCache(ledger, plan, out, isPrepared);
  } finally {
    await ledger.close();
    rmSync(scratch, { recursive: true });
  }
}

/**
 * Puts the fixtures' campaign, run with grey scenes, into an output folder: copied from one that is
 * made once in a run of all tests.
 */
export async function runFixtures(out: string, packaging: "mp4" | "both" = "mp4"): Promise<void> {
  const made = await onceInRun(`run of the fixtures, ${packaging}`, async (folder) => {
    await prepareScenes(folder, { package: packaging });
    const ended = await commandSession(folder).type("run", "--extracts", fixtures, "--package", packaging);
    if (ended.exitCode !== 0) throw new Error(ended.stderr);
  });
  cpSync(made, out, { recursive: true });
}

/** A session on a copy of an output folder, which goes away with its test. */
export function sessionOnCopy(whole: string): CommandSession {
  const out = temporaryFolder();
  cpSync(whole, out, { recursive: true });
  return commandSession(out);
}

/** A copy of the fixture extracts with some of the files changed; without a folder for it, it goes away with its test. */
export function extractsWith(changes: Record<string, (text: string) => string>, folder = temporaryFolder()): string {
  cpSync(fixtures, folder, { recursive: true });
  for (const [file, change] of Object.entries(changes)) {
    const text = readFileSync(path.join(folder, file), "utf8");
    writeFileSync(path.join(folder, file), change(text));
  }
  return folder;
}

/** A settings file of these settings; without a folder for it, it goes away with its test. */
export function settingsFile(settings: object, folder = temporaryFolder()): string {
  const file = path.join(folder, "settings.json");
  writeFileSync(file, JSON.stringify(settings));
  return file;
}
