import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inspectionSchema } from "../../pipeline/cli/inspect/inspection-json.ts";
import { campaignSummarySchema } from "../../pipeline/report/campaign-summary.ts";
import {
  type CommandSession,
  commandSession,
  extractsWith,
  fixtures,
  prepareScenes,
  runFixtures,
  sessionOnCopy,
  settingsFile,
} from "../cli/commands/command-session.ts";
import { parseCsv } from "../extract/campaign.ts";
import { readBack, temporaryFolder, treeOf } from "../notify/manifest-folder.ts";

/** Of the fixtures' selected employers this key holds out 2 of 12 by 20 percent and 6 by 50. */
const key = "0123456789abcdef0123456789abcdef";
const run = ["--extracts", fixtures];

const whole = mkdtempSync(path.join(tmpdir(), "holdout-"));
afterAll(() => rmSync(whole, { recursive: true }));
beforeAll(async () => {
  await prepareScenes(whole);
  writeFileSync(path.join(whole, "guide-token.key"), key);
  const ended = await commandSession(whole).type("run", ...run, "--holdout", "50");
  expect(ended, ended.stderr).toMatchObject({ exitCode: 0 });
});

/** Employers of decisions.csv by reason. */
function decided({ read }: CommandSession, reason: string): string[] {
  return parseCsv(read("decisions.csv")).flatMap(([id = "", , of]) => (of === reason ? [id] : []));
}

function told({ folder }: CommandSession): string[] {
  const { lines } = readBack(path.join(folder, "manifests"));
  return [...new Set(lines.map((line) => line.employer_id))].sort();
}

/** Everything of the campaign but what only says when something was done. */
function made({ folder }: CommandSession): Record<string, string> {
  const { "campaign.json": _summary, "log.ndjson": _log, ...files } = treeOf(folder);
  return Object.fromEntries(Object.entries(files).filter(([name]) => !name.startsWith("report/")));
}

/** What a campaign without a holdout selects. */
async function selectedWithout(): Promise<string[]> {
  const session = commandSession(temporaryFolder());
  expect(await session.type("plan", ...run)).toMatchObject({ exitCode: 0 });
  return decided(session, "unpaid");
}

test("a part of those who would be selected is told nothing, and every file says so", async () => {
  const session = sessionOnCopy(whole);
  const { type, read, withLedger } = session;
  const [selected, heldOut] = [decided(session, "unpaid"), decided(session, "holdout")];
  expect([...selected, ...heldOut].sort()).toEqual(await selectedWithout());
  expect([selected.length, heldOut.length]).toEqual([6, 6]);
  expect(told(session)).toEqual(selected);

  const rows = parseCsv(read("decisions.csv")).filter(([, , reason]) => reason === "holdout");
  expect(rows.map(([, ...cells]) => cells)).toEqual(heldOut.map(() => ["excluded", "holdout", "", ""]));
  const owed = parseCsv(read("owed.csv")).filter(([, , , , state]) => state !== "paid");
  for (const employerId of heldOut) expect(owed.some(([id]) => id === employerId)).toBe(true);
  const kept = withLedger(({ reader }) =>
    reader
      .prepare(
        "select distinct employer_id from unpaid_quarters join decisions using (plan, employer_id) where reason = 'holdout'",
      )
      .pluck()
      .all(),
  );
  expect(await kept).toEqual(heldOut);

  const summary = campaignSummarySchema.parse(JSON.parse(read("campaign.json")));
  expect(summary.settings.holdout_percent).toBe(50);
  expect(summary.decisions.excluded.holdout).toBe(6);
  expect(summary.guides?.employers).toBe(6);
  expect(await type("verify")).toMatchObject({ exitCode: 0 });

  const [employerId = ""] = heldOut;
  const inspected = await type("inspect", employerId, "--json");
  const { decision, channels, notifications } = inspectionSchema.parse(JSON.parse(inspected.stdout));
  expect(decision).toEqual({ decision: "excluded", reason: "holdout", unpaid: "", in_review: "" });
  expect(channels.every(({ reasons }) => reasons.includes("not-selected"))).toBe(true);
  expect(notifications).toEqual([]);
  expect((await type("inspect", employerId)).stdout).toContain("excluded: holdout");
});

test("without the option the share that was planned last counts, in every stage", async () => {
  const session = sessionOnCopy(whole);
  const before = made(session);
  for (const [stage, ...words] of [
    ["run", ...run],
    ["plan", ...run],
    ["render"],
    ["notify"],
    ["report"],
    ["verify"],
  ] as const) {
    const ended = await session.type(stage, ...words);
    expect(ended, stage).toMatchObject({ exitCode: 0, stderr: expect.not.stringContaining("--holdout") });
    expect(made(session), stage).toEqual(before);
  }
  expect((await session.type("plan", ...run)).stdout).toContain("50 % held out (--holdout)");
});

test("with other settings it counts too", async () => {
  const { type, read } = sessionOnCopy(whole);
  const config = settingsFile({ sms: { link: true } });
  expect(await type("plan", ...run, "--config", config)).toMatchObject({ exitCode: 0 });
  expect(JSON.parse(read("draft/campaign.json"))).toMatchObject({ settings: { holdout_percent: 50 } });
});

test.each(["run", "plan"])("%s takes no greater share once manifests went out, and changes nothing", async (stage) => {
  const session = sessionOnCopy(whole);
  const { type, ledgerRows, folder } = session;
  const [files, rows] = [made(session), await ledgerRows()];
  const ended = await type(stage, ...run, "--holdout", "60");
  expect(ended).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("published with 50 %") });
  expect(ended.stderr).toContain("--holdout 50 or less");
  expect(made(session)).toEqual(files);
  expect(await ledgerRows()).toEqual(rows);
  expect(existsSync(path.join(folder, "draft"))).toBe(false);
});

test("a campaign that was published without a holdout gets none, also when its manifests are not written down yet", async () => {
  const session = commandSession(temporaryFolder());
  const { type, withLedger } = session;
  await runFixtures(session.out);
  const files = made(session);
  const refused = () => type("run", ...run, "--holdout", "0.1");
  expect(await refused()).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("published with 0 %") });
  // As after a kill between the manifests and the ledger.
  await withLedger(({ writer }) =>
    writer.exec("update campaigns set recorded_manifest = 0; delete from notifications"),
  );
  expect(await refused()).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("published with 0 %") });
  expect(made(session)).toEqual(files);
});

test("before that the share may change as one likes", async () => {
  const session = commandSession(temporaryFolder());
  writeFileSync(path.join(session.out, "guide-token.key"), key);
  const counts: number[] = [];
  for (const share of ["20", "100", "50", "0"]) {
    expect(await session.type("plan", ...run, "--holdout", share)).toMatchObject({ exitCode: 0 });
    counts.push(decided(session, "holdout").length);
  }
  expect(counts).toEqual([2, 12, 6, 0]);
  expect(await session.type("plan", ...run)).toMatchObject({
    exitCode: 0,
    stdout: expect.not.stringContaining("held out"),
  });
});

test.each([
  { share: "20", heldOut: 2 },
  { share: "0", heldOut: 0 },
])(
  "a share of $share tells those who are let go, with a warning, and nobody is withdrawn",
  async ({ share, heldOut }) => {
    const session = sessionOnCopy(whole);
    const { type, folder } = session;
    const [before, heldOutBefore] = [told(session), decided(session, "holdout")];
    const planned = await type("plan", ...run, "--holdout", share);
    expect(planned).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("those let go are told now") });
    expect(told(session)).toEqual(before);

    const ended = await type("run", ...run, "--holdout", share);
    expect(ended).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining(`--holdout ${share} is less than the 50 %`),
    });
    const still = decided(session, "holdout");
    expect(still).toHaveLength(heldOut);
    expect(heldOutBefore).toEqual(expect.arrayContaining(still));
    expect(told(session)).toEqual([...before, ...heldOutBefore.filter((id) => !still.includes(id))].sort());
    expect(existsSync(path.join(folder, "manifests/withdrawn.csv"))).toBe(false);
    expect(await type("verify")).toMatchObject({ exitCode: 0 });
    const again = await type("run", ...run);
    expect(again).toMatchObject({ exitCode: 0, stderr: expect.not.stringContaining("--holdout") });
  },
);

const corrected = () =>
  extractsWith({
    "contributions.csv": (text) => text.replace("RL0002;2026-Q1;287,30;;", "RL0002;2026-Q1;287,30;287,30;"),
  });

test("corrected extracts hold out the same employers", async () => {
  const session = sessionOnCopy(whole);
  const before = decided(session, "holdout");
  const extracts = corrected();
  await prepareScenes(session.out, { extracts });
  expect(await session.type("run", "--extracts", extracts)).toMatchObject({ exitCode: 0 });
  expect(decided(session, "holdout")).toEqual(before);
  expect(await session.type("verify")).toMatchObject({ exitCode: 0 });
});

test("with another key others would be held out, who were told: refused, and nothing changes", async () => {
  const session = sessionOnCopy(whole);
  const { type, out, ledgerRows } = session;
  const [files, { snapshots: _, ...rows }] = [made(session), await ledgerRows()];
  writeFileSync(path.join(out, "guide-token.key"), "another key of thirty-two bytes.");
  const words = ["--extracts", corrected(), "--change-addresses", "--accept", "withdrawals"];
  for (const stage of ["plan", "run"]) {
    const ended = await type(stage, ...words);
    expect(ended).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/leave out \d employers .* who were told/),
    });
    expect(made(session)).toEqual(files);
    expect(await ledgerRows()).toMatchObject(rows);
  }
  expect(await type("plan", ...words, "--holdout", "0")).toMatchObject({ exitCode: 0 });
});

test("the same when the manifests are not written down yet: they are read before anybody is left out", async () => {
  const session = sessionOnCopy(whole);
  const { type, out, folder, withLedger } = session;
  const extracts = corrected();
  await prepareScenes(out, { extracts });
  await withLedger(({ writer }) =>
    writer.exec("update campaigns set recorded_manifest = 0; delete from notifications"),
  );
  writeFileSync(path.join(out, "guide-token.key"), "another key of thirty-two bytes.");
  const manifests = treeOf(path.join(folder, "manifests"));
  const ended = await type("run", "--extracts", extracts, "--change-addresses", "--accept", "withdrawals");
  expect(ended).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/leave out \d employers .* who were told/),
  });
  expect(treeOf(path.join(folder, "manifests"))).toEqual(manifests);
});

test("a trial of a few counts those who are selected", async () => {
  const session = commandSession(temporaryFolder());
  const { type, out } = session;
  await prepareScenes(out);
  writeFileSync(path.join(out, "guide-token.key"), key);
  const ended = await type("run", ...run, "--holdout", "50", "--limit", "3");
  expect(ended).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("(--limit), 50 % held out") });
  expect(told(session)).toEqual(decided(session, "unpaid").slice(0, 3));
  expect(await type("verify")).toMatchObject({ exitCode: 0 });
});

test.each(["-1", "101", "ten", "1e1", ""])("--holdout %j is no share", async (share) => {
  const { type } = commandSession(temporaryFolder());
  const ended = await type("plan", ...run, `--holdout=${share}`);
  expect(ended).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("--holdout must be a number from 0 to 100"),
  });
});
