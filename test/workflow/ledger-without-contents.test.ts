import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contributionsIn } from "../../pipeline/ledger/bulk/contribution-list.ts";
import { commandSession, currentRows, prepareScenes, rowsIn, sessionOnCopy } from "../cli/commands/command-session.ts";
import { extractsOfThen, turnIntoLedgerWithoutContents } from "../ledger/earlier-ledger.ts";
import { treeOf } from "../notify/manifest-folder.ts";

/** A published campaign of which one has paid late, with a draft beside it, in a ledger of the version before plans held everything. */
const earlier = mkdtempSync(path.join(tmpdir(), "without-contents-"));
afterAll(() => rmSync(earlier, { recursive: true }));
const extracts = extractsOfThen(path.join(earlier, "extracts"));
const run = ["--extracts", extracts, "--package", "both"];
let rowsThen: Record<string, unknown[]>;
beforeAll(async () => {
  await prepareScenes(earlier, { extracts, package: "both" });
  const { type } = commandSession(earlier);
  expect(await type("run", ...run)).toMatchObject({ exitCode: 0 });
  const late = path.join(earlier, "late.csv");
  writeFileSync(late, "relationship_id,quarter,amount_due,amount_paid,paid_on\nRL0001,2026-Q1,,5000,2026-06-03\n");
  expect(await type("notify", "--late-payments", late)).toMatchObject({ exitCode: 0 });
  const corrected = extractsOfThen(path.join(earlier, "corrected"), {
    "contributions.csv": (text) => text.replace("RL0002;2026-Q1;287,30;;", "RL0002;2026-Q1;287,30;287,30;"),
  });
  expect(await type("plan", "--extracts", corrected)).toMatchObject({ exitCode: 0 });
  await turnIntoLedgerWithoutContents(earlier);
  const ledger = new Database(path.join(earlier, "ledger.sqlite"));
  rowsThen = rowsIn(ledger);
  ledger.close();
});

type Row = Record<string, unknown> & { plan: number; employer_id: string };

/** Tables that have another name now. */
const newNames: Record<string, string> = { settled: "suppressed", late_doubts: "late_ambiguous_rows" };

/** The rows of now as they were kept then. */
function asKeptThen(rows: Record<string, unknown[]>): Record<string, unknown[]> {
  const videos = (rows.plan_videos ?? []) as { plan: number; video: number; video_id: string }[];
  const quarters = (rows.unpaid_quarters ?? []) as (Row & Record<"relationship_id" | "quarter" | "state", string>)[];
  const changed: Record<string, (row: Row) => object> = {
    decisions: (row) => ({
      unpaid: quarters
        .filter(({ plan, employer_id }) => plan === row.plan && employer_id === row.employer_id)
        .map(({ relationship_id, quarter, state }) => `${relationship_id}:${quarter}:${state}`)
        .join("|"),
    }),
    guides: (row) => ({
      video_id: videos.find(({ plan, video }) => plan === row.plan && video === row.video)?.video_id,
    }),
  };
  return Object.fromEntries(
    Object.entries(rowsThen).map(([table, then]) => {
      const columns = Object.keys(then[0] ?? {});
      const kept = table === "contributions" ? oneByOne(rows.contributions ?? []) : rows[newNames[table] ?? table];
      const now = ((kept ?? []) as Row[]).map((row) => ({ ...row, ...changed[table]?.(row) }) as Row);
      return [table, now.map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])))];
    }),
  );
}

/** Contributions of a relationship are kept together now. */
function oneByOne(lists: unknown[]): object[] {
  return (lists as { relationship_key: number; content: string }[]).flatMap(({ relationship_key, content }) =>
    contributionsIn([content]).map(({ quarter, line, dueCents, paidCents, paidOn, noticeNumber }) => ({
      ...{ relationship_key, quarter, line, due_cents: dueCents, paid_cents: paidCents, paid_on: paidOn },
      notice_number: noticeNumber,
    })),
  );
}

/** What made a plan is not known of those of the version before. */
const withoutDigest = ({ plans, ...rows }: Record<string, unknown[]>) => ({
  ...rows,
  plans: (plans as Row[]).map(({ decided_by: _digest, ...plan }) => plan),
});

test("every row outlives the migration, and what made the plans is not known", async () => {
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
  expect(rowsThen.guides?.[0]).toHaveProperty("video_id");
  const migrated = await sessionOnCopy(earlier).ledgerRows();
  expect(withoutDigest(asKeptThen(migrated))).toEqual(withoutDigest(rowsThen));
  expect(new Set((migrated.plans as { inputs: string | null }[]).map(({ inputs }) => inputs))).toEqual(new Set([null]));
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

test.each(["render", "notify"])("%s asks for the plan to be made again, and changes nothing", async (command) => {
  const { type, folder } = sessionOnCopy(earlier);
  expect(await type(command)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("videoguida run") });
  for (const made of ["manifests", "videos"])
    expect(treeOf(path.join(folder, made)), made).toEqual(treeOf(path.join(earlier, "campaigns", "2026-05", made)));
});

test("run makes the plan again, renders and assembles nothing, and changes no manifest, address or video", async () => {
  const { type, out, folder, read, ledgerRows } = sessionOnCopy(earlier);
  const ended = await type("run", ...run);
  expect(ended, ended.stderr).toMatchObject({ exitCode: 0 });
  expect(JSON.parse(read("campaign.json")).timings).toMatchObject({
    scenes: { rendered: 0 },
    videos: { assembled: 0, kept: 12 },
  });
  for (const made of ["manifests", "videos"])
    expect(treeOf(path.join(folder, made)), made).toEqual(treeOf(path.join(earlier, "campaigns", "2026-05", made)));
  const key = "guide-token.key";
  expect(readFileSync(path.join(out, key))).toEqual(readFileSync(path.join(earlier, key)));
  const withoutPlans = (of: Record<string, unknown[]>) => {
    const { current: _current, ...rows } = currentRows(of);
    const withoutNumber = (table: unknown[] = []) => (table as Row[]).map(({ plan: _plan, ...row }) => row);
    return { ...rows, decisions: withoutNumber(rows.decisions), guides: withoutNumber(rows.guides) };
  };
  expect(withoutPlans(asKeptThen(await ledgerRows()))).toEqual(withoutPlans(rowsThen));
  expect(await type("verify")).toMatchObject({ exitCode: 0 });
});
