import { existsSync, readdirSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { type Day, isDay } from "../domain/day.ts";
import { exitCodes, PipelineError } from "../domain/errors.ts";
import { readCampaignSummary, writeCampaignSummary } from "../report/campaign-summary-file.ts";
import { withoutPeople } from "../report/summarise-campaign.ts";
import type { CampaignSettings } from "../settings.ts";
import type { Progress } from "../support/progress.ts";

export type PurgeOptions = {
  today: Day;
  /** Campaigns whose guides were available until a day before this one; today by default, and never later. */
  olderThan: Day | null;
  /** Without it nothing is removed, only named. */
  yes: boolean;
  /** Removes what the ledger knows of a campaign's people. */
  forgetCampaign: (campaign: string) => Promise<void>;
};

/** What was (or without `--yes` would be) removed of one campaign. */
export type PurgedCampaign = { campaign: string; files: number; bytes: number };

/** Everything beside `campaign.json` is about people, or carries their first names. */
const keptFile = "campaign.json";

/**
 * Removes the personal data of campaigns whose guides are no longer available: decisions, rejected rows, manifests with all
 * their versions, videos. What stays is `campaign.json`, without the ids of employers: counts only.
 * A campaign whose end is not known stays whole. Killed on the way, the next call finishes.
 */
export async function purgeCampaigns(settings: CampaignSettings, options: PurgeOptions): Promise<PurgedCampaign[]> {
  const limit = limitOf(options);
  const root = path.join(settings.outFolder, "campaigns");
  const purged: PurgedCampaign[] = [];
  for (const campaign of campaignsIn(root)) {
    const folder = path.join(root, campaign);
    const summary = await readCampaignSummary(folder);
    if (summary === null || summary.available_until >= limit) continue;
    const removable = await sizeOf(folder);
    if (summary.purged_on !== null && removable.files === 0) continue;
    purged.push({ campaign, ...removable });
    if (!options.yes) continue;
    // First the mark, so that a half emptied folder is never taken for a campaign; the ledger before the files it knows.
    await writeCampaignSummary(folder, withoutPeople(summary, options.today));
    await options.forgetCampaign(campaign);
    await emptyFolder(folder);
  }
  return purged;
}

/** Says on standard output what was removed or would be, and gives the exit code. */
export async function purgeCommand(
  settings: CampaignSettings,
  tools: { progress: Progress },
  options: PurgeOptions,
): Promise<number> {
  const purged = await purgeCampaigns(settings, options);
  process.stdout.write(purgeScreen(purged, options.yes));
  if (purged.length > 0 && options.yes) {
    tools.progress.say(
      "Rendered scenes with first names stay in the cache for later campaigns: «videoguida cache prune» removes them",
    );
  }
  return exitCodes.done;
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

function campaignsIn(root: string): string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .filter((name) => /^\d{4}-\d{2}$/.test(name) && isDay(`${name}-01`))
    .sort();
}

async function sizeOf(folder: string): Promise<{ files: number; bytes: number }> {
  const total = { files: 0, bytes: 0 };
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const isKept = entry.parentPath === folder && entry.name === keptFile;
    if (!entry.isFile() || isKept) continue;
    total.files += 1;
    total.bytes += (await stat(path.join(entry.parentPath, entry.name))).size;
  }
  return total;
}

async function emptyFolder(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name !== keptFile) await rm(path.join(folder, name), { recursive: true, force: true });
  }
}
