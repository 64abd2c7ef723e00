import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { PipelineError } from "../../domain/errors.ts";
import { type Channel, channels } from "../../domain/notification.ts";
import { channelFileName, readSeal, supersededFolder } from "../../notify/manifest-files.ts";
import { type Manifest, manifestLineSchema, type SealedFile } from "../../notify/manifest-schema.ts";
import { stagingFolder } from "../../notify/manifest-versions.ts";
import { notificationId } from "../../notify/notification-id.ts";
import { sha256OfFile } from "../../notify/sealed-file-writer.ts";
import { readCsvRows } from "../../support/csv-reader.ts";
import { readLines } from "../../support/read-lines.ts";
import type { Findings } from "./findings.ts";
import { type VideoExpectations, verifyVideo } from "./verify-videos.ts";

/**
 * Reads the manifests of a campaign and all they replaced, and the videos they name. Returns the newest, or null when
 * there is no seal to check against.
 */
export async function verifyManifests(
  campaignFolder: string,
  expected: VideoExpectations,
  findings: Findings,
  onLine: () => void,
): Promise<Manifest | null> {
  const { campaign } = expected;
  const folder = path.join(campaignFolder, "manifests");
  if (existsSync(stagingFolder(folder))) findings.add("manifests: a change was interrupted and not finished");
  const manifest = await sealOf(folder, findings);
  if (manifest === null) return null;
  if (manifest.campaign !== campaign) findings.add("manifests/manifest.json is of another campaign");

  const videoExists = verifyVideo(path.join(campaignFolder, "videos"), expected, findings);
  for (const file of manifest.files) {
    const channel = channels.find((candidate) => channelFileName(candidate) === file.name);
    const rows = channel
      ? await verifyChannel(folder, file, channel, campaign, findings, { onLine, videoExists })
      : await verifyTable(folder, file, findings);
    if (rows !== file.rows) findings.add(`manifests/${file.name} has ${rows} rows, sealed were ${file.rows}`);
  }
  verifyTotals(manifest, findings);
  await verifySuperseded(folder, manifest, findings);
  return manifest;
}

async function sealOf(folder: string, findings: Findings): Promise<Manifest | null> {
  try {
    const seal = await readSeal(folder);
    if (seal === null) findings.add("manifests/manifest.json is missing: the manifests were never finished");
    return seal?.manifest ?? null;
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    findings.add("manifests/manifest.json is not one that this program wrote");
    return null;
  }
}

type ChannelTools = { onLine: () => void; videoExists: (videoId: string) => void };

/** Hash, schema, order and ids of one channel, in one reading. Employers ascend, so no id can stand twice. */
async function verifyChannel(
  folder: string,
  file: SealedFile,
  channel: Channel,
  campaign: string,
  findings: Findings,
  tools: ChannelTools,
): Promise<number> {
  const where = `manifests/${file.name}`;
  if (!existsSync(path.join(folder, file.name))) return 0;
  const schema = manifestLineSchema(channel);
  const hash = createHash("sha256");
  let row = 0;
  let lastEmployer = "";
  for await (const line of readLines(path.join(folder, file.name), (bytes) => hash.update(bytes))) {
    row += 1;
    tools.onLine();
    const parsed = schema.safeParse(jsonOrNull(line));
    if (!parsed.success) {
      findings.add(`${where}, line ${row}: ${parsed.error.issues[0]?.path.join(".") || "the line"} is not as agreed`);
      continue;
    }
    const { notification_id, employer_id, campaign: stated, video_id } = parsed.data;
    if (stated !== campaign) findings.add(`${where}, line ${row}: another campaign`);
    if (notification_id !== notificationId(campaign, employer_id, channel))
      findings.add(`${where}, line ${row}: wrong id`);
    if (employer_id <= lastEmployer) findings.add(`${where}, line ${row}: employers not in order, or twice`);
    lastEmployer = employer_id;
    if (channel === "myinps") tools.videoExists(video_id);
  }
  if (hash.digest("hex") !== file.sha256) findings.add(`${where} was changed after it was sealed`);
  return row;
}

async function verifyTable(folder: string, file: SealedFile, findings: Findings): Promise<number> {
  const location = path.join(folder, file.name);
  if (!existsSync(location)) return 0;
  const hash = createHash("sha256");
  let rows = -1;
  for await (const _row of readCsvRows(location, (bytes) => hash.update(bytes))) rows += 1;
  if (hash.digest("hex") !== file.sha256) findings.add(`manifests/${file.name} was changed after it was sealed`);
  return rows;
}

function verifyTotals({ totals, files }: Manifest, findings: Findings): void {
  for (const channel of channels) {
    const rows = files.find(({ name }) => name === channelFileName(channel))?.rows;
    if (rows !== totals.by_channel[channel])
      findings.add(`manifests/manifest.json: the total of ${channel} is not its rows`);
  }
}

/** Each version names the one before with its hash: a chain that cannot be rewritten unseen. */
async function verifySuperseded(folder: string, newest: Manifest, findings: Findings): Promise<void> {
  let newer = newest;
  while (newer.supersedes !== null) {
    const name = supersededFolder(newer.supersedes.version);
    const older = await readSeal(path.join(folder, name)).catch(() => null);
    if (older?.sha256 !== newer.supersedes.manifest_sha256) {
      findings.add(`manifests/${name}/manifest.json is missing or was changed`);
      return;
    }
    for (const file of older.manifest.files) {
      const isWhole = (await sha256OfFile(path.join(folder, name, file.name))) === file.sha256;
      if (!isWhole) findings.add(`manifests/${name}/${file.name} is missing or was changed`);
    }
    newer = older.manifest;
  }
  if (newer.version > 1)
    findings.note(`The manifests before version ${newer.version} were moved away: they were not looked at.`);
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
