import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { type PurgeOptions, purgeCampaigns, purgeScreen } from "../../pipeline/commands/purge.ts";
import { verifyCampaign } from "../../pipeline/commands/verify.ts";
import { day } from "../../pipeline/domain/day.ts";
import type { Ledger } from "../../pipeline/ledger/open-ledger.ts";
import { readCampaignSummary } from "../../pipeline/report/campaign-summary-file.ts";
import { ingestExtracts } from "../../pipeline/steps/ingest-extracts.ts";
import { refusePurged } from "../../pipeline/steps/refuse-purged.ts";
import { silentProgress } from "../../pipeline/support/progress.ts";
import { temporaryFolder, treeOf } from "../notify/manifest-folder.ts";
import { person } from "../notify/manifest-people.ts";
import { settingsFor, writeCampaign } from "./campaign-folder.ts";

const people = [person("A"), person("B")];

function options(changes: Partial<PurgeOptions> = {}) {
  const forgotten: string[] = [];
  const forgetCampaign = async (campaign: string) => void forgotten.push(campaign);
  return { today: day("2026-12-01"), olderThan: null, yes: true, forgetCampaign, forgotten, ...changes };
}

test.each([
  { name: "on the last day guides can still be watched", today: "2026-11-30", purged: [] },
  { name: "the day after they cannot", today: "2026-12-01", purged: ["2026-05"] },
  {
    name: "a year on, but only what ended before that November",
    today: "2027-11-30",
    olderThan: "2026-11-30",
    purged: [],
  },
])("$name", async ({ today, olderThan, purged }) => {
  const settings = settingsFor(temporaryFolder());
  await writeCampaign(settings, people);
  const chosen = options({ today: day(today), olderThan: olderThan ? day(olderThan) : null });
  expect((await purgeCampaigns(settings, chosen)).map(({ campaign }) => campaign)).toEqual(purged);
  expect(chosen.forgotten).toEqual(purged);
});

test("only counts stay: no file, no id of anybody", async () => {
  const settings = settingsFor(temporaryFolder());
  const folder = await writeCampaign(settings, people, { failed: [person("B").employerId] });
  await purgeCampaigns(settings, options());
  expect(readdirSync(folder)).toEqual(["campaign.json"]);
  const summary = await readCampaignSummary(folder);
  expect(summary).toMatchObject({ purged_on: "2026-12-01", failed: [], decisions: { total: 2 } });
  expect((await verifyCampaign(settings, silentProgress)).problems).toEqual([]);
  expect(await purgeCampaigns(settings, options({ today: day("2027-01-01") }))).toEqual([]);
});

test("what was purged is not made again", async () => {
  const settings = settingsFor(temporaryFolder());
  await writeCampaign(settings, people);
  await refusePurged(settings);
  await purgeCampaigns(settings, options());
  await expect(refusePurged(settings)).rejects.toMatchObject({ exitCode: 2, message: /was purged on 2026-12-01/ });
  await expect(ingestExtracts({} as Ledger, settings, silentProgress)).rejects.toMatchObject({
    code: "purged-campaign",
  });
});

test("without --yes nothing goes, and the screen says what would", async () => {
  const settings = settingsFor(temporaryFolder());
  const folder = await writeCampaign(settings, people);
  const before = treeOf(folder);
  const purged = await purgeCampaigns(settings, options({ yes: false }));
  expect(treeOf(folder)).toEqual(before);
  expect(purgeScreen(purged, false)).toContain("--yes");
});

test("killed before the files went, the next call removes them", async () => {
  const settings = settingsFor(temporaryFolder());
  const folder = await writeCampaign(settings, people);
  const failing = options({ forgetCampaign: () => Promise.reject(new Error("the power went")) });
  await expect(purgeCampaigns(settings, failing)).rejects.toThrow("the power went");
  await purgeCampaigns(settings, options());
  expect(readdirSync(folder)).toEqual(["campaign.json"]);
});

test("a day in the future is refused", async () => {
  const settings = settingsFor(temporaryFolder());
  await expect(purgeCampaigns(settings, options({ olderThan: day("2027-01-01") }))).rejects.toThrow(/--older-than/);
});
