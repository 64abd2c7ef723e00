import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type PurgeOptions, purgeCampaigns, purgeScreen } from "../../../pipeline/cli/commands/purge.ts";
import { day } from "../../../pipeline/domain/day.ts";
import { campaignSummarySchema } from "../../../pipeline/report/campaign-summary.ts";
import { temporaryFolder, treeOf } from "../../notify/manifest-folder.ts";
import { videoguida } from "../program.ts";
import { rowsIn } from "./command-session.ts";
import { greyCampaign, toldGreyCampaign } from "./grey-campaign.ts";

/** A campaign as a run leaves it, told to everybody; its guides can be watched until 2026-11-30. */
const whole = mkdtempSync(path.join(tmpdir(), "purge-"));
afterAll(() => rmSync(whole, { recursive: true }));
beforeAll(() => toldGreyCampaign(whole));

async function copyOfCampaign() {
  const out = temporaryFolder();
  await cp(whole, out, { recursive: true });
  const campaign = greyCampaign(out);
  const folder = path.join(out, "campaigns", "2026-05");
  const purge = (changes: Partial<PurgeOptions> = {}) =>
    campaign.withLedger((ledger) =>
      purgeCampaigns(ledger, campaign.settings, {
        ...{ today: day("2026-12-01"), olderThan: null, yes: true, measuresOf: async () => "{}" },
        ...changes,
      }),
    );
  const names = async (changes: Partial<PurgeOptions> = {}) =>
    (await purge(changes)).purged.map(({ campaign: name }) => name);
  return { ...campaign, out, folder, purge, names };
}

test.each([
  { name: "on the last day guides can still be watched", today: "2026-11-30", purged: [] },
  { name: "the day after they cannot", today: "2026-12-01", purged: ["2026-05"] },
  { name: "a year on, but only what ended before that November", today: "2027-11-30", older: "2026-11-30", purged: [] },
])("$name", async ({ today, older, purged }) => {
  const { names } = await copyOfCampaign();
  const chosen = { today: day(today), olderThan: older ? day(older) : null, yes: false };
  expect(await names(chosen)).toEqual(purged);
});

test("only counts stay: no file, no id of anybody; what was purged stays a fact of the ledger", async () => {
  const { folder, names, withLedger, plan } = await copyOfCampaign();
  const idsOf = "select employer_id from employers union select employer_id from decisions";
  const ids = await withLedger(({ reader }) => reader.prepare(idsOf).pluck().all() as string[]);
  expect(ids).toHaveLength(21);
  expect(await names()).toEqual(["2026-05"]);
  expect(readdirSync(folder)).toEqual(["campaign.json"]);
  const text = readFileSync(path.join(folder, "campaign.json"), "utf8");
  expect(campaignSummarySchema.parse(JSON.parse(text))).toMatchObject({
    purged_on: "2026-12-01",
    failed: [],
    decisions: { total: 21 },
  });
  expect(ids.filter((id) => text.includes(id))).toEqual([]);
  expect(await names({ today: day("2027-01-01") })).toEqual([]);
  await withLedger(({ reader }) => {
    for (const table of ["employers", "decisions", "guides", "notifications", "videos", "segments", "plans"])
      expect([table, reader.prepare(`select count(*) from ${table}`).pluck().get()]).toEqual([table, 0]);
  });
  await expect(plan()).rejects.toMatchObject({ exitCode: 2, message: /was purged on 2026-12-01/ });
});

test.each([
  { name: "cannot be parsed", damage: (file: string) => writeFileSync(file, "{") },
  { name: "is missing", damage: (file: string) => rmSync(file) },
])("a campaign.json that $name changes nothing: purge purges, and a purged campaign is refused", async ({ damage }) => {
  const { folder, names, plan } = await copyOfCampaign();
  const file = path.join(folder, "campaign.json");
  damage(file);
  expect(await names()).toEqual(["2026-05"]);
  expect(readdirSync(folder)).toEqual(["campaign.json"]);
  damage(file);
  await expect(plan()).rejects.toMatchObject({ code: "purged-campaign", exitCode: 2 });
});

test("without --yes nothing goes, and the screen says what would", async () => {
  const { folder, purge, withLedger } = await copyOfCampaign();
  const [before, rows] = [treeOf(folder), await withLedger(({ reader }) => rowsIn(reader))];
  const { purged } = await purge({ yes: false });
  expect(treeOf(folder)).toEqual(before);
  expect(await withLedger(({ reader }) => rowsIn(reader))).toEqual(rows);
  const files = Object.keys(before).filter((name) => name !== "campaign.json");
  expect(purgeScreen(purged, false)).toMatch(new RegExp(`2026-05 +${files.length} files.*--yes`, "s"));
});

test("killed before the files went, the next call removes them", async () => {
  const { folder, names } = await copyOfCampaign();
  await names();
  mkdirSync(path.join(folder, "videos"));
  writeFileSync(path.join(folder, "videos", "left.mp4"), "x");
  expect(await names()).toEqual(["2026-05"]);
  expect(readdirSync(folder)).toEqual(["campaign.json"]);
});

test("a day in the future is refused", async () => {
  const { purge } = await copyOfCampaign();
  await expect(purge({ olderThan: day("2027-01-01") })).rejects.toThrow(/--older-than/);
});

test("from end to end: purge --yes removes it, a folder the ledger does not know is named with exit code 3, run refuses", async () => {
  const { out, folder } = await copyOfCampaign();
  const unknown = path.join(out, "campaigns", "2025-05");
  mkdirSync(unknown);
  writeFileSync(path.join(unknown, "decisions.csv"), "employer_id");
  // The machine's clock decides here, so the campaign's end is set long ago.
  await greyCampaign(out).withLedger(({ writer }) =>
    writer.exec("update campaigns set available_until = '2026-06-30'"),
  );
  const purged = await videoguida(["purge", "--yes", "--out", out]);
  expect(purged).toMatchObject({
    exitCode: 3,
    stderr: expect.stringContaining("2025-05: the ledger does not know it"),
  });
  expect(purged.stdout).toContain("2026-05");
  expect(purged.stderr).toContain("purge again with --events");
  // No events are kept there: nothing may be said of visits for good.
  const kept = await greyCampaign(out).withLedger(({ reader }) =>
    reader.prepare("select measures from campaigns where campaign = '2026-05'").pluck().get(),
  );
  const names = JSON.parse(kept as string).measures.map(({ measure }: { measure: string }) => measure);
  expect(names).toEqual(expect.arrayContaining(["selected", "available", "quarters_named_by_channels"]));
  for (const one of ["opened", "interactions", "rated", "quarters_named"]) expect(names).not.toContain(one);
  expect(readdirSync(folder)).toEqual(["campaign.json"]);
  expect(readdirSync(unknown)).toEqual(["decisions.csv"]);
  writeFileSync(path.join(folder, "campaign.json"), "not JSON");
  const run = await videoguida(["run", "--extracts", "fixtures/extracts", "--campaign", "2026-05", "--out", out]);
  expect(run).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("was purged on") });
  expect((await videoguida(["purge", "--yes", "--out", out])).stdout).not.toContain("2026-05");
});
