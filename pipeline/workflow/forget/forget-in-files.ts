import { existsSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { keepOnlyVideos, videosInUse } from "../../ledger/bulk/plan-leftovers.ts";
import { inTransaction } from "../../ledger/bulk/transaction.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { addressesIn } from "../../media/hls.ts";
import { filterFile } from "../../notify/manifests/filter-file.ts";
import { channelFileName, supersededFolder } from "../../notify/manifests/manifest-files.ts";
import { readManifestLines } from "../../notify/manifests/manifest-lines.ts";
import { campaignFolder, dossiersFolder } from "../../settings/campaign-settings.ts";
import { removeTemporaryFiles } from "../../support/atomic-file.ts";
import type { CampaignPlan } from "../plan/campaign-plan.ts";
import { videosFolder } from "../render/guide-plans.ts";

/** Removes the lines about a person from every CSV file of a folder; returns the SHA-256 of each, by name. */
export async function forgetInTables(folder: string, code: string): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  if (!existsSync(folder)) return digests;
  await removeTemporaryFiles(folder);
  for (const name of (await readdir(folder)).filter((name) => name.endsWith(".csv")))
    digests[name] = (await filterFile(folder, folder, name, code)).file.sha256;
  return digests;
}

/** The pictures for approval name employers in the commands beside them. */
export async function forgetInContactSheet(campaign: string, code: string): Promise<void> {
  const folder = path.join(campaign, "contact-sheet");
  const page = path.join(folder, "index.html");
  if (existsSync(page) && (await readFile(page, "utf8")).includes(code)) await rm(folder, { recursive: true });
}

/** The dossiers that `dossier` wrote into the output folder, also half-written ones. */
export async function removeDossiers(outFolder: string, code: string): Promise<void> {
  const folder = dossiersFolder({ outFolder });
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder))
    if (name.startsWith(`${code}.`)) await rm(path.join(folder, name), { force: true });
}

/**
 * Removes the videos that no guide and no manifest of a campaign has any more, with their texts, and the segments that
 * no playlist has: what only one person had goes with them, what others share stays.
 */
export async function removeUnusedVideos(ledger: Ledger, plan: CampaignPlan): Promise<void> {
  const folder = videosFolder(plan);
  const videos = videosInUse(ledger.writer, plan.campaign);
  for await (const video of videosInManifests(path.join(campaignFolder(plan), "manifests"))) videos.add(video);
  const segments = new Set<string>();
  for (const name of existsSync(folder) ? await readdir(folder) : []) {
    const [video = ""] = name.split(".");
    const file = path.join(folder, name);
    if (!name.includes(".")) continue;
    if (!videos.has(video)) await rm(file, { recursive: true });
    else if (name.endsWith(".m3u8"))
      for (const segment of segmentsIn(await readFile(file, "utf8"))) segments.add(segment);
  }
  await removeSegments(path.join(folder, "segments"), segments);
  await inTransaction(ledger, () => keepOnlyVideos(ledger.writer, plan.campaign, { videos, segments }));
}

function segmentsIn(playlist: string): string[] {
  const { init, segments } = addressesIn(playlist);
  return [...(init === null ? [] : [init]), ...segments].map((address) => path.basename(address));
}

async function removeSegments(folder: string, used: ReadonlySet<string>): Promise<void> {
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder)) if (!used.has(name)) await rm(path.join(folder, name));
}

/** What people were told to watch, in any version. */
async function* videosInManifests(folder: string): AsyncGenerator<string> {
  const root = path.join(folder, path.dirname(supersededFolder(1)));
  const older = existsSync(root) ? (await readdir(root)).map((name) => path.join(root, name)) : [];
  for (const version of [folder, ...older]) {
    const file = path.join(version, channelFileName("myinps"));
    if (!existsSync(file)) continue;
    for await (const { notification } of readManifestLines(file))
      if (notification.video_id !== null) yield notification.video_id;
  }
}
