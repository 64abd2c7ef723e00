import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { day } from "../../pipeline/domain/day.ts";
import { employersOf } from "../../pipeline/ledger/bulk/plan-contents.ts";
import { openExistingLedger, openLedger } from "../../pipeline/ledger/open-ledger.ts";
import { forgetCampaign } from "../../pipeline/ledger/queries/forget-campaign.ts";
import { findCampaign } from "../../pipeline/ledger/queries/plans.ts";
import { type Progress, silentProgress } from "../../pipeline/support/progress.ts";
import { ingestExtracts } from "../../pipeline/workflow/ingest/ingest-extracts.ts";
import { filesIn, ledgerIn, outcomeOf, settingsFor, temporaryFolder } from "../extract/campaign.ts";
import { planFor } from "../extract/planned.ts";
import { anna, asFiles, type Lines, mario, smallExtracts } from "../extract/small-extracts.ts";
import { silentTools } from "../support/silent-tools.ts";

/** Extracts in which Mario has paid as well. */
function correctedExtracts(): Lines {
  const lines = smallExtracts();
  lines.contributions.push("R1,2026-Q1,312.00,312.00,2026-04-08,");
  return lines;
}

const counted = [
  "snapshots",
  "snapshot_files",
  "employers",
  "relationships",
  "contributions",
  "suspensions",
  "rejections",
  "rejected_names",
  "withholdings",
];

/** Rows of the extracts in a ledger file, read over another connection. */
function rowsIn(outFolder: string): Record<string, number> {
  const database = new Database(path.join(outFolder, "ledger.sqlite"), { readonly: true });
  const rows = counted.map((table) => [table, database.prepare(`select count(*) from ${table}`).pluck().get()]);
  database.close();
  return Object.fromEntries(rows);
}

test("the same extract twice is once", async () => {
  const [folder, outFolder] = [await filesIn(asFiles(smallExtracts())), await temporaryFolder()];
  const first = await outcomeOf(folder, { outFolder });
  const rows = rowsIn(outFolder);
  const again = await outcomeOf(folder, { outFolder });
  expect([first.summary.isRead, again.summary.isRead]).toEqual([true, false]);
  expect(again.summary.files).toEqual(first.summary.files);
  expect(again.decisions).toEqual(first.decisions);
  expect(rowsIn(outFolder)).toEqual(rows);
});

test("two campaigns on the same extracts share them; the last one takes them along", async () => {
  const [folder, outFolder] = [await filesIn(asFiles(smallExtracts())), await temporaryFolder()];
  await outcomeOf(folder, { outFolder });
  const other = await outcomeOf(folder, { outFolder, campaign: "2026-08", asOf: day("2026-08-31") });
  expect(other.summary).toMatchObject({ isRead: false });
  expect(other.decisions.get(mario)).toBe("selected,unpaid,R1:2026-Q1:unpaid|R1:2026-Q2:unpaid");
  expect(rowsIn(outFolder)).toMatchObject({ snapshots: 1, employers: 2 });
  const ledger = await ledgerIn(outFolder);
  await forgetCampaign(ledger, "2026-05", day("2026-12-01"));
  expect(rowsIn(outFolder)).toMatchObject({ snapshots: 1, employers: 2 });
  await forgetCampaign(ledger, "2026-08", day("2027-03-01"));
  expect(rowsIn(outFolder)).toEqual(Object.fromEntries(counted.map((table) => [table, 0])));
  for (const end of ["", "-wal"]) {
    const bytes = await readFile(path.join(outFolder, `ledger.sqlite${end}`)).catch(() => Buffer.alloc(0));
    expect(bytes.includes(mario)).toBe(false);
  }
});

test("a corrected extract replaces the one a campaign was made from", async () => {
  const outFolder = await temporaryFolder();
  const first = await outcomeOf(await filesIn(asFiles(smallExtracts())), { outFolder });
  const rows = rowsIn(outFolder);
  const corrected = await outcomeOf(await filesIn(asFiles(correctedExtracts())), { outFolder });
  expect(first.decisions.get(mario)).toBe("selected,unpaid,R1:2026-Q1:unpaid");
  expect(corrected.decisions.get(mario)).toBe("excluded,all-paid,");
  expect(corrected.summary).toMatchObject({ isRead: true });
  expect(rowsIn(outFolder)).toEqual({ ...rows, contributions: (rows.contributions ?? 0) + 1 });
});

test("reading corrected extracts changes nothing of a campaign before it is decided", async () => {
  const outFolder = await temporaryFolder();
  const { plan } = await outcomeOf(await filesIn(asFiles(smallExtracts())), { outFolder });
  const settings = settingsFor(await filesIn(asFiles(correctedExtracts())), outFolder);
  const ledger = await ledgerIn(outFolder);
  await ingestExtracts(ledger, settings, silentTools());
  expect(await findCampaign(ledger, "2026-05")).toMatchObject({ plan: plan.plan, snapshot: plan.snapshot });
  expect([...employersOf(ledger, plan)]).toHaveLength(1);
  const corrected = await planFor(ledger, settings);
  expect([...employersOf(ledger, corrected)]).toEqual([]);
});

test("decisions are made again only when something they depend on has changed", async () => {
  const outFolder = await temporaryFolder();
  const settings = settingsFor(await filesIn(asFiles(smallExtracts())), outFolder);
  const ledger = await ledgerIn(outFolder);
  let last = (await planFor(ledger, settings)).plan;
  const isDecidedAgain = async (changes: object) => {
    const before = last;
    last = (await planFor(ledger, { ...settings, ...changes })).plan;
    return last !== before;
  };
  expect(await isDecidedAgain({})).toBe(false);
  expect(await isDecidedAgain({ packaging: "hls", limit: 3 })).toBe(false);
  expect(await isDecidedAgain({ asOf: day("2026-06-01") })).toBe(true);
  expect(await isDecidedAgain({ asOf: day("2026-06-01") })).toBe(false);
  expect(await isDecidedAgain({ audience: "under-76" })).toBe(true);
  const config = { ...settings.config, calendar: { saturdayMoves: false } };
  expect(await isDecidedAgain({ audience: "under-76", config })).toBe(true);
});

test.each([
  { name: "a quote that is never closed", file: "contributions.csv", added: '"R1,2026-Q1\n' },
  { name: "too many rejected rows", file: "suspensions.csv", added: "R9,2026-Q1\n".repeat(101) },
])("$name in a corrected extract leaves the campaign as it was", async ({ file, added }) => {
  const outFolder = await temporaryFolder();
  const good = await outcomeOf(await filesIn(asFiles(smallExtracts())), { outFolder });
  const rows = rowsIn(outFolder);
  const files = asFiles(correctedExtracts());
  files[file] += added;
  await expect(outcomeOf(await filesIn(files), { outFolder, maxRejectedPercent: 5 })).rejects.toMatchObject({
    exitCode: 2,
  });
  expect(rowsIn(outFolder)).toEqual(rows);
  const again = await outcomeOf(await filesIn(asFiles(smallExtracts())), { outFolder });
  expect(again.summary.isRead).toBe(false);
  expect(again.decisions).toEqual(good.decisions);
});

test("interrupted in the middle, nothing half is left, and the next run reads all", async () => {
  const outFolder = await temporaryFolder();
  const settings = settingsFor(await filesIn(asFiles(smallExtracts())), outFolder);
  const ledger = await openLedger(outFolder);
  const controller = new AbortController();
  // Employers and relationships are read by then.
  const start: Progress["start"] = (label, total, unit) => {
    if (label === "Reading contributions.csv") controller.abort();
    return silentProgress.start(label, total, unit);
  };
  const tools = { ...silentTools(), progress: { ...silentProgress, start }, signal: controller.signal };
  await expect(ingestExtracts(ledger, settings, tools)).rejects.toThrow(/abort/);
  await ledger.close();
  expect(rowsIn(outFolder)).toEqual(Object.fromEntries(counted.map((table) => [table, 0])));
  expect((await outcomeOf(settings.extractsFolder as string, { outFolder })).summary.isRead).toBe(true);
});

test("a full disk is named, with exit code 1; what was there stays", async () => {
  const outFolder = await temporaryFolder();
  const good = await outcomeOf(await filesIn(asFiles(smallExtracts())), { outFolder });
  const lines = correctedExtracts();
  for (let number = 0; number < 4_000; number += 1) lines.employers.push(`${90_000_000_000 + number},CARLA`);
  const ledger = await openLedger(outFolder);
  ledger.writer.pragma("max_page_count = 60");
  const settings = settingsFor(await filesIn(asFiles(lines)), outFolder);
  await expect(ingestExtracts(ledger, settings, silentTools())).rejects.toMatchObject({
    code: "disk-full",
    exitCode: 1,
  });
  await ledger.close();
  const again = await outcomeOf(await filesIn(asFiles(smallExtracts())), { outFolder });
  expect([again.summary.isRead, again.decisions]).toEqual([false, good.decisions]);
});

test("only the first employers by codice fiscale are given for a trial", async () => {
  const lines = smallExtracts();
  lines.contributions.pop();
  const outFolder = await temporaryFolder();
  const folder = await filesIn(asFiles(lines));
  const { plan } = await outcomeOf(folder, { outFolder });
  const ledger = await ledgerIn(outFolder);
  const idsWith = (limit: number | null) =>
    [...employersOf(ledger, { ...plan, limit })].map(({ employerId }) => employerId);
  expect(idsWith(null)).toEqual([mario, anna].toSorted());
  expect(idsWith(1)).toEqual([mario, anna].toSorted().slice(0, 1));
  expect(idsWith(9)).toHaveLength(2);
});

test("a ledger that is none is named, with exit code 1 and the next step", async () => {
  const outFolder = await temporaryFolder();
  await writeFile(
    path.join(outFolder, "ledger.sqlite"),
    "this is no database, but it is long enough to be taken for one".repeat(30),
  );
  await expect(openLedger(outFolder)).rejects.toMatchObject({
    code: "damaged-ledger",
    exitCode: 1,
    message: expect.stringContaining(path.join(outFolder, "ledger.sqlite")),
    nextStep: expect.stringContaining("Put it aside"),
  });
});

test("a ledger of a newer version is left alone, with exit code 1", async () => {
  const outFolder = await temporaryFolder();
  const ledger = await openLedger(outFolder);
  await ledger.knex("knex_migrations").insert({ name: "999-from-the-future", batch: 9, migration_time: 0 });
  await ledger.close();
  const contents = () => {
    const database = new Database(ledger.file);
    const found = ["sqlite_master", "knex_migrations"].map((table) => database.prepare(`select * from ${table}`).all());
    database.close();
    return found;
  };
  const before = contents();
  await expect(openLedger(outFolder)).rejects.toMatchObject({ code: "newer-ledger", exitCode: 1 });
  expect(contents()).toEqual(before);
});

/** An error that names a folder, and the next step. */
const named = (folder: string) => ({
  exitCode: 1,
  message: expect.stringContaining(folder),
  nextStep: expect.stringContaining("--out"),
});

test("a file where the folder should be is named, with exit code 1", async () => {
  const outFolder = path.join(await temporaryFolder(), "out");
  await writeFile(outFolder, "");
  await expect(openLedger(outFolder)).rejects.toMatchObject(named(outFolder));
});

test("a folder that may not be written is named, with exit code 1", async (context) => {
  // Root may write everywhere.
  if (process.getuid?.() === 0) context.skip();
  const outFolder = await temporaryFolder();
  await chmod(outFolder, 0o500);
  await expect(openLedger(outFolder)).rejects.toMatchObject(named(outFolder));
});

test("commands that go on from a ledger make none", async () => {
  const outFolder = await mkdtemp(path.join(tmpdir(), "videoguida-test-"));
  await expect(openExistingLedger(outFolder)).rejects.toMatchObject({ code: "no-ledger", exitCode: 2 });
  await expect(stat(path.join(outFolder, "ledger.sqlite"))).rejects.toThrow();
  await rm(outFolder, { recursive: true });
});

test("the ledger is found from any working folder, and has its tables once", async () => {
  const outFolder = await temporaryFolder();
  const before = process.cwd();
  for (const folder of [tmpdir(), "/"]) {
    process.chdir(folder);
    await (await openLedger(outFolder)).close();
  }
  process.chdir(before);
  expect(rowsIn(outFolder).employers).toBe(0);
});
