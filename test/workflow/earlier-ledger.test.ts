import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findCampaign } from "../../pipeline/ledger/queries/plans.ts";
import { commandSession, fixtures, runFixtures, sessionOnCopy } from "../cli/commands/command-session.ts";
import { turnIntoEarlier } from "../ledger/earlier-ledger.ts";
import { temporaryFolder, treeOf } from "../notify/manifest-folder.ts";

/** A published campaign with a ledger as the version before plans left it. */
const earlier = mkdtempSync(path.join(tmpdir(), "earlier-"));
afterAll(() => rmSync(earlier, { recursive: true }));
let key: Buffer;
let rows: Record<string, unknown[]>;
beforeAll(async () => {
  await runFixtures(earlier);
  rows = await commandSession(earlier).ledgerRows();
  key = await turnIntoEarlier(earlier);
});

type Rows = Record<string, unknown[]>;

/** employer_id → video_id. */
function videosByEmployer({ guides = [], plan_videos: videos = [] }: Rows): Map<string, string> {
  const ids = new Map(
    (videos as { video: number; video_id: string }[]).map(({ video, video_id }) => [video, video_id] as const),
  );
  return new Map(
    (guides as { employer_id: string; video: number }[]).map(({ employer_id, video }) => [
      employer_id,
      ids.get(video) ?? "",
    ]),
  );
}

const withoutPlan = (table: unknown[] = []) => (table as { plan: number }[]).map(({ plan: _plan, ...row }) => row);

test("campaign, decisions, guides and notifications outlive the migration; the plan is to be decided anew", async () => {
  const { withLedger, ledgerRows } = sessionOnCopy(earlier);
  expect(await withLedger((ledger) => findCampaign(ledger, "2026-05"))).toMatchObject({
    asOf: "2026-05-31",
    audience: "all",
    packaging: "mp4",
    inputs: null,
    checks: null,
  });
  const migrated = await ledgerRows();
  for (const table of ["decisions", "unpaid_quarters"])
    expect(withoutPlan(migrated[table]), table).toEqual(withoutPlan(rows[table]));
  expect(videosByEmployer(migrated)).toEqual(videosByEmployer(rows));
  for (const table of ["employers", "contributions", "rejections", "withholdings"])
    expect(migrated[table], table).toEqual(rows[table]);
  // By which day they were told is not known of those of the version before.
  expect(migrated.notifications).toEqual((rows.notifications as object[]).map((row) => ({ ...row, told_as_of: null })));
  expect(migrated.campaigns).toMatchObject([
    { campaign: "2026-05", recorded_manifest: 1, addresses: null, purged_on: null },
  ]);
});

test.each(["notify", "report", "render", "run"])(
  "%s takes the key out of the ledger; the plan is made anew by run, and the same people are told under the same ids and addresses",
  async (stage) => {
    const { type, out, folder, withLedger } = sessionOnCopy(earlier);
    const manifests = treeOf(path.join(folder, "manifests"));
    const isRefused = stage === "notify" || stage === "render";
    const ended = await type(stage, ...(stage === "run" ? ["--extracts", fixtures] : []));
    expect(ended, ended.stderr).toMatchObject({
      exitCode: isRefused ? 2 : 0,
      stderr: isRefused
        ? expect.stringMatching(/planned with other rules or texts.*videoguida run/)
        : expect.anything(),
    });
    expect(treeOf(path.join(folder, "manifests"))).toEqual(manifests);
    expect(await type("run", "--extracts", fixtures)).toMatchObject({ exitCode: 0 });
    const keyFile = path.join(out, "guide-token.key");
    expect(readFileSync(keyFile).equals(key)).toBe(true);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    for (const file of ["ledger.sqlite", "ledger.sqlite-wal"].map((name) => path.join(out, name)))
      expect(existsSync(file) && readFileSync(file).includes(key), file).toBe(false);
    expect(await withLedger((ledger) => findCampaign(ledger, "2026-05"))).toMatchObject({
      inputs: expect.stringMatching(/^[0-9a-f]{64}$/),
      checks: expect.stringContaining("coverage"),
    });
    expect((await type("notify")).exitCode).toBe(0);
    expect(treeOf(path.join(folder, "manifests"))).toEqual(manifests);
    expect(await type("verify")).toMatchObject({ exitCode: 0 });
  },
);

test.each([
  { name: "a trial", words: ["--limit", "3"], limit: 3 },
  { name: "a whole campaign", words: [], limit: null },
])("the limit of $name is known from its guides, also where campaign.json is gone", async ({ words, limit }) => {
  const { type, out, folder, withLedger } = commandSession(temporaryFolder());
  expect(await type("plan", "--extracts", fixtures, ...words)).toMatchObject({ exitCode: 0 });
  await turnIntoEarlier(out);
  rmSync(path.join(folder, "campaign.json"));
  expect(await withLedger((ledger) => findCampaign(ledger, "2026-05"))).toMatchObject({ limit });
  const reported = await type("report");
  expect(reported).toMatchObject({ exitCode: 0 });
  expect(reported.stdout.includes("only the first 3 selected employers (--limit)")).toBe(limit !== null);
});

test("a key that was put beside an earlier ledger and is another one is refused, and both stay", async () => {
  const { type, out } = sessionOnCopy(earlier);
  const keyFile = path.join(out, "guide-token.key");
  writeFileSync(keyFile, "0123456789abcdef0123456789abcdef");
  const run = () => type("run", "--extracts", fixtures);
  expect(await run()).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("still holds a key") });
  rmSync(keyFile);
  expect(await run()).toMatchObject({ exitCode: 0 });
  expect(readFileSync(keyFile).equals(key)).toBe(true);
});
