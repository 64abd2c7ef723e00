import { existsSync, readdirSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { type Day, isDay } from "../../domain/day.ts";
import { exitCodes, PipelineError } from "../../domain/errors.ts";
import { availableUntil } from "../../domain/retention.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { campaignRecord, campaignRecords, keepMeasures } from "../../ledger/queries/campaigns.ts";
import { forgetCampaign } from "../../ledger/queries/forget-campaign.ts";
import { findCampaign } from "../../ledger/queries/plans.ts";
import { writeCampaignSummary } from "../../report/campaign-summary-file.ts";
import { withoutPeople } from "../../report/summarise-campaign.ts";
import { type CampaignSettings, campaignFolder, dossiersFolder } from "../../settings/campaign-settings.ts";
import type { Progress } from "../../support/progress.ts";
import { campaignPlan, hasUsableSettings } from "../../workflow/plan/campaign-plan.ts";
import { summarise } from "../../workflow/report/summarise.ts";
import type { ListFailures } from "../command-tools.ts";

export type PurgeOptions = {
  today: Day;
  /** Campaigns whose guides were available until a day before this one; today by default, and never later. */
  olderThan: Day | null;
  /** Without it nothing is removed, only named. */
  yes: boolean;
  /** What is to be kept of what was measured of a campaign: JSON about nobody in particular. */
  measuresOf: (campaign: string) => Promise<string>;
};

/** What was (or without `--yes` would be) removed of one campaign. */
export type PurgedCampaign = { campaign: string; files: number; bytes: number };

/** A campaign that could not be purged, and why. */
export type UnclearCampaign = { campaign: string; reason: string };

export type PurgeOutcome = { purged: PurgedCampaign[]; unclear: UnclearCampaign[] };

/** Everything beside `campaign.json` is about people, or carries their first names. */
const keptFile = "campaign.json";

/**
 * Removes the personal data of campaigns whose guides are no longer available, as the ledger says: decisions, rejected
 * rows, manifests with all their versions, videos. What stays is `campaign.json`, without the ids of employers: counts
 * only. A campaign whose end the ledger does not know is kept and reported. If interrupted, the next call finishes.
 */
export async function purgeCampaigns(
  ledger: Ledger,
  settings: CampaignSettings,
  options: PurgeOptions,
): Promise<PurgeOutcome> {
  const limit = limitOf(options);
  const outcome: PurgeOutcome = { purged: [], unclear: [] };
  for (const campaign of await campaignsIn(settings.outFolder, ledger)) {
    const settingsOfIt = { ...settings, campaign };
    const folder = campaignFolder(settingsOfIt);
    const removable = await sizeOf(folder);
    const end = await endOf(ledger, settingsOfIt);
    if (end === null && removable.files > 0) outcome.unclear.push({ campaign, reason: unknownEnd });
    const isPurged = (await campaignRecord(ledger, campaign))?.purgedOn != null;
    if (end === null || end >= limit || (isPurged && removable.files === 0)) continue;
    outcome.purged.push({ campaign, ...removable });
    if (options.yes) await purgeCampaign(ledger, settingsOfIt, options);
  }
  // They tell of all campaigns, also of those that are gone now, and can be written again.
  if (options.yes && outcome.purged.length > 0) await rm(dossiersFolder(settings), { recursive: true, force: true });
  return outcome;
}

const unknownEnd = "the ledger does not know it, so nobody can say until when its guides may be watched";

/** Writes the counts while the ledger has them, then clears the ledger, then deletes the files. */
async function purgeCampaign(
  ledger: Ledger,
  settings: CampaignSettings,
  { today, measuresOf }: PurgeOptions,
): Promise<void> {
  const folder = campaignFolder(settings);
  const found = await findCampaign(ledger, settings.campaign);
  // Kept settings that this version refuses must not prevent the purge: the counts do not need them.
  const plan = found && (hasUsableSettings(found) ? found : { ...found, settings: "{}" });
  if (plan) {
    await writeCampaignSummary(folder, withoutPeople(await summarise(ledger, campaignPlan(plan, settings)), today));
    await keepMeasures(ledger, settings.campaign, await measuresOf(settings.campaign));
  }
  await forgetCampaign(ledger, settings.campaign, today);
  await emptyFolder(folder);
}

/** Last day on which the guides of a campaign can be watched, or null when the ledger does not know it. */
async function endOf(ledger: Ledger, settings: CampaignSettings): Promise<Day | null> {
  const known = (await campaignRecord(ledger, settings.campaign))?.availableUntil ?? null;
  const plan = await findCampaign(ledger, settings.campaign);
  return known ?? (plan && availableUntil(plan.asOf));
}

/** Says on standard output what was removed or would be, and gives the exit code. */
export async function purgeAndSay(
  ledger: Ledger,
  settings: CampaignSettings,
  tools: { progress: Progress; listFailures: ListFailures },
  options: PurgeOptions,
): Promise<number> {
  const { purged, unclear } = await purgeCampaigns(ledger, settings, options);
  process.stdout.write(purgeScreen(purged, options.yes));
  if (purged.length > 0 && options.yes) {
    tools.progress.say(
      "Rendered scenes with first names stay in the cache for later campaigns: «videoguida cache prune» removes them",
    );
  }
  if (unclear.length === 0) return exitCodes.done;
  tools.listFailures(
    "Not purged; restore the ledger that made them, or delete their folders by hand:",
    unclear.map(({ campaign, reason }) => `  ${campaign}: ${reason}`),
  );
  return exitCodes.someFailed;
}

/** The result for a person. */
export function purgeScreen(purged: PurgedCampaign[], isDone: boolean): string {
  if (purged.length === 0) return "No campaign has personal data whose time is over.\n";
  const lines = purged.map(
    ({ campaign, files, bytes }) => `  ${campaign}  ${files} files, ${Math.ceil(bytes / 1e6)} MB`,
  );
  const first = isDone ? "Removed, counts stay in campaign.json:" : "Would be removed, counts stay in campaign.json:";
  const last = isDone ? [] : ["Nothing was removed. Run the same command with --yes to remove it."];
  return [first, ...lines, ...last, ""].join("\n");
}

function limitOf({ today, olderThan }: PurgeOptions): Day {
  if (olderThan !== null && olderThan > today) {
    throw new PipelineError("wrong-option", "--older-than must not be after today", {
      nextStep: "Guides that people can still watch are never removed; give an earlier day",
    });
  }
  return olderThan ?? today;
}

/** Campaigns that have a folder or that the ledger knows. */
async function campaignsIn(outFolder: string, ledger: Ledger): Promise<string[]> {
  const root = path.join(outFolder, "campaigns");
  const folders = existsSync(root) ? readdirSync(root) : [];
  const names = folders.filter((name) => /^\d{4}-\d{2}$/.test(name) && isDay(`${name}-01`));
  const known = (await campaignRecords(ledger)).map(({ campaign }) => campaign);
  return [...new Set([...names, ...known])].sort();
}

async function sizeOf(folder: string): Promise<{ files: number; bytes: number }> {
  const total = { files: 0, bytes: 0 };
  if (!existsSync(folder)) return total;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const isKept = entry.parentPath === folder && entry.name === keptFile;
    if (!entry.isFile() || isKept) continue;
    total.files += 1;
    total.bytes += (await stat(path.join(entry.parentPath, entry.name))).size;
  }
  return total;
}

async function emptyFolder(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder)) {
    if (name !== keptFile) await rm(path.join(folder, name), { recursive: true, force: true });
  }
}
