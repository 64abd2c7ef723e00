import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CampaignSummary } from "../../pipeline/report/campaign-summary.ts";
import {
  type CommandSession,
  commandSession,
  fixtures,
  prepareScenes,
  sessionOnCopy,
} from "../cli/commands/command-session.ts";
import { treeOf } from "../notify/manifest-folder.ts";
import { casesOf } from "../support/number-of.ts";

/** A whole campaign of three, stage by stage; the limit is typed once. */
const stages: [string, ...string[]][] = [
  ["plan", "--extracts", fixtures, "--limit", "3", "--package", "both"],
  ["render"],
  ["notify"],
  ["report"],
  ["run", "--extracts", fixtures, "--limit", "3", "--package", "both"],
  ["render"],
  ["notify"],
  ["report"],
];

const prepared = mkdtempSync(path.join(tmpdir(), "stages-"));
const undisturbed = mkdtempSync(path.join(tmpdir(), "stages-"));
afterAll(() => {
  for (const folder of [prepared, undisturbed]) rmSync(folder, { recursive: true });
});

async function goThrough({ type }: CommandSession, between: () => void = () => {}): Promise<void> {
  for (const [index, [stage, ...words]] of stages.entries()) {
    if (index > 0) between();
    const ended = await type(stage, ...words);
    expect(ended, `${stage}: ${ended.stderr}`).toMatchObject({ exitCode: 0 });
    if (stage !== "render") expect(ended.stdout).toContain("only the first 3 selected employers (--limit)");
  }
}

const summaryOf = ({ read }: CommandSession) => JSON.parse(read("campaign.json")) as CampaignSummary;

/** Without what only tells when something was done, and by another key. */
const untimed = ({ timings, ...summary }: CampaignSummary) => ({
  ...summary,
  stages: Object.keys(timings.seconds).sort(),
});

/** Segments are named with a secret of each output folder. */
const fileNamesIn = (folder: string) => Object.keys(treeOf(folder)).filter((name) => !name.includes("/segments/"));

const session = commandSession(undisturbed);
beforeAll(async () => {
  await prepareScenes(prepared, { limit: "3" });
  await prepareScenes(undisturbed, { limit: "3" });
  await goThrough(session);
});

const damages: { name: string; damage: (file: string) => void }[] = [
  { name: "is gone", damage: (file) => rmSync(file, { force: true }) },
  { name: "is no JSON", damage: (file) => writeFileSync(file, "{") },
  {
    name: "says something else",
    damage: (file) => writeFileSync(file, '{"settings":{"limit":null},"purged_on":"2026-01-01"}'),
  },
];

test.each(casesOf(damages, ({ name }) => name !== "is no JSON"))(
  "no stage misses campaign.json when it $name",
  async ({ damage }) => {
    const disturbed = sessionOnCopy(prepared);
    await goThrough(disturbed, () => damage(path.join(disturbed.folder, "campaign.json")));
    expect(untimed(summaryOf(disturbed))).toEqual(untimed(summaryOf(session)));
    expect(await disturbed.type("verify")).toMatchObject({ exitCode: 0 });
    expect(fileNamesIn(disturbed.folder)).toEqual(fileNamesIn(session.folder));
  },
);

test("verify says that campaign.json cannot be read, whatever stands in its place, and report puts it right", async () => {
  const { type, folder } = sessionOnCopy(undisturbed);
  const file = path.join(folder, "campaign.json");
  rmSync(file);
  mkdirSync(file);
  expect(await type("verify")).toMatchObject({
    exitCode: 3,
    stdout: expect.stringContaining("campaign.json is missing or cannot be read"),
  });
  rmSync(file, { recursive: true });
  expect(await type("report")).toMatchObject({ exitCode: 0 });
  expect(await type("verify")).toMatchObject({ exitCode: 0 });
});

test("campaign.json keeps figures and times of every stage when only one ran again; report --json prints it", async () => {
  const copy = sessionOnCopy(undisturbed);
  const before = summaryOf(copy);
  expect(Object.keys(before.timings.finished_at).sort()).toEqual(
    ["assemble", "decide", "ingest", "notify", "render", "storyboards"].sort(),
  );
  expect(before).toMatchObject({ guides: { employers: 3 }, notifications: { by_channel: { myinps: 3 } } });
  for (const stage of ["notify", "report"]) {
    await copy.type(stage);
    const after = summaryOf(copy);
    expect(untimed(after)).toEqual(untimed(before));
    const { notify: _now, ...others } = after.timings.finished_at;
    expect(before.timings.finished_at).toMatchObject(others);
    expect(after.timings.scenes).toEqual(before.timings.scenes);
  }
  const reported = await copy.type("report", "--json");
  expect(reported.exitCode).toBe(0);
  const { measures, ...summary } = JSON.parse(reported.stdout);
  expect(summary).toEqual(JSON.parse(copy.read("campaign.json")));
  expect(measures).toContainEqual({ measure: "rows", dimension: "contributions", value: expect.any(Number) });
});

test("what a plan said a run would take stands in campaign.json until there are guides to say so", async () => {
  const copy = sessionOnCopy(prepared);
  await copy.type("plan", "--extracts", fixtures, "--limit", "3");
  expect(summaryOf(copy)).toMatchObject({ plan: { guides: 3 }, guides: null, notifications: null });
});
