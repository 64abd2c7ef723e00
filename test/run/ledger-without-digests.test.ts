import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  commandSession,
  currentRows,
  extractsWith,
  fixtures,
  prepareScenes,
  rowsIn,
  sessionOnCopy,
} from "../commands/command-session.ts";
import { turnIntoLedgerWithoutDigests } from "../ledger/earlier-ledger.ts";
import { treeOf } from "../notify/manifest-folder.ts";

const run = ["--extracts", fixtures, "--package", "both"];

/** A published campaign of which one has paid late, with a draft beside it, in a ledger of the version before digests. */
const earlier = mkdtempSync(path.join(tmpdir(), "without-digests-"));
afterAll(() => rmSync(earlier, { recursive: true }));
let rowsThen: Record<string, unknown[]>;
beforeAll(async () => {
  await prepareScenes(earlier, { package: "both" });
  const { type } = commandSession(earlier);
  expect(await type("run", ...run)).toMatchObject({ exitCode: 0 });
  const late = path.join(earlier, "late.csv");
  writeFileSync(late, "relationship_id,quarter,amount_due,amount_paid,paid_on\nRL0001,2026-Q1,,5000,2026-06-03\n");
  expect(await type("notify", "--late-payments", late)).toMatchObject({ exitCode: 0 });
  const corrected = extractsWith(
    { "contributions.csv": (text) => text.replace("RL0002;2026-Q1;287,30;;", "RL0002;2026-Q1;287,30;287,30;") },
    path.join(earlier, "corrected"),
  );
  expect(await type("plan", "--extracts", corrected)).toMatchObject({ exitCode: 0 });
  await turnIntoLedgerWithoutDigests(earlier);
  const ledger = new Database(path.join(earlier, "ledger.sqlite"));
  rowsThen = rowsIn(ledger);
  ledger.close();
});

/** The rows of now, in the columns of then. */
function inColumnsOfThen(rows: Record<string, unknown[]>): Record<string, unknown[]> {
  return Object.fromEntries(
    Object.entries(rowsThen).map(([table, then]) => {
      const columns = Object.keys(then[0] ?? {});
      const now = (rows[table] ?? []) as Record<string, unknown>[];
      return [table, now.map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])))];
    }),
  );
}

test("every row outlives the migration, and the digests of segments are not known", async () => {
  for (const table of [
    "plans",
    "decisions",
    "guides",
    "videos",
    "segments",
    "notifications",
    "late_payments",
    "settled",
  ])
    expect(rowsThen[table], table).not.toEqual([]);
  expect(rowsThen.plans).toMatchObject([{ state: "current" }, { state: "draft" }]);
  expect(rowsThen.segments?.[0]).not.toHaveProperty("sha256");
  const migrated = await sessionOnCopy(earlier).ledgerRows();
  expect(inColumnsOfThen(migrated)).toEqual(rowsThen);
  expect(new Set((migrated.segments as { sha256: string }[]).map(({ sha256 }) => sha256))).toEqual(new Set([""]));
});

test.each([
  { command: "verify", words: [] },
  { command: "inspect", words: ["FRRMRA61C54H501J"] },
])("$command leaves the ledger as it is, and says how it is brought up to date", async ({ command, words }) => {
  const { type, out } = sessionOnCopy(earlier);
  const before = treeOf(out)["ledger.sqlite"];
  expect(await type(command, ...words)).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("Run videoguida report once"),
  });
  expect(treeOf(out)["ledger.sqlite"]).toBe(before);
  expect(await type("report")).toMatchObject({ exitCode: 0 });
  expect(await type(command, ...words)).toMatchObject({ exitCode: 0 });
});

test.each([
  { command: "run", words: run },
  { command: "render", words: [] },
  { command: "notify", words: [] },
])("$command renders and assembles nothing, and changes no manifest, address or video", async ({ command, words }) => {
  const { type, out, folder, read, ledgerRows } = sessionOnCopy(earlier);
  const ended = await type(command, ...words);
  expect(ended, ended.stderr).toMatchObject({ exitCode: 0 });
  if (command !== "notify")
    expect(JSON.parse(read("campaign.json")).timings).toMatchObject({
      scenes: { rendered: 0 },
      videos: { assembled: 0, kept: 12 },
    });
  for (const made of ["manifests", "videos"])
    expect(treeOf(path.join(folder, made)), made).toEqual(treeOf(path.join(earlier, "campaigns", "2026-05", made)));
  const key = "guide-token.key";
  expect(readFileSync(path.join(out, key))).toEqual(readFileSync(path.join(earlier, key)));
  // The checks are made anew, now that there are notifications to compare with.
  const { current: _now, ...rows } = currentRows(inColumnsOfThen(await ledgerRows()));
  const { current: _then, ...before } = currentRows(rowsThen);
  expect(rows).toEqual(before);
  expect(await type("verify")).toMatchObject({ exitCode: 0 });
});
