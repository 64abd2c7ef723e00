import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { PipelineError } from "../domain/errors.ts";
import { delegateChannel, manifestChannels } from "../domain/notification.ts";
import { standingDelegates } from "../ledger/bulk/delegate-notifications.ts";
import {
  changesFileName,
  channelFileName,
  correctionsFileName,
  readManifest,
  supersededFolder,
} from "../notify/manifests/manifest-files.ts";
import type { Manifest, ManifestFile } from "../notify/manifests/manifest-schema.ts";
import { stagingFolder } from "../notify/manifests/manifest-versions.ts";
import { canonicalJson } from "../support/hash.ts";
import { sha256OfFile } from "../support/hashed-file.ts";
import { readCsvRows } from "../support/read-csv-rows.ts";
import type { Findings } from "./findings.ts";
import { type ChannelTools, ledgerThatKnows, verifyChannel } from "./verify-channel.ts";
import { verifyCorrections, verifyWithoutCorrections } from "./verify-corrections.ts";
import { type VideoExpectations, verifyVideo } from "./verify-videos.ts";

/**
 * Reads the manifests of a campaign and all they replaced, and the videos they name. Returns the newest, or null when
 * there is no manifest.json to check against.
 */
export async function verifyManifests(
  campaignFolder: string,
  expected: VideoExpectations & { plan: number | null },
  findings: Findings,
  onLine: () => void,
): Promise<Manifest | null> {
  const { campaign } = expected;
  const folder = path.join(campaignFolder, "manifests");
  if (existsSync(stagingFolder(folder))) findings.add("manifests: a change was interrupted and not finished");
  const manifest = await manifestIn(folder, findings);
  if (manifest === null) return null;
  if (manifest.campaign !== campaign) findings.add("manifests/manifest.json is of another campaign");

  const videoExists = verifyVideo(path.join(campaignFolder, "videos"), expected, findings);
  const ledger = await ledgerThatKnows(manifest, campaign, expected.ledger, findings);
  const tools = { campaign, findings, onLine, videoExists, ledger, plan: expected.plan };
  for (const file of manifest.files) {
    const channel = manifestChannels.find((candidate) => channelFileName(candidate) === file.name);
    const rows = channel
      ? await verifyChannel(folder, file, channel, tools)
      : file.name === correctionsFileName
        ? await verifyCorrections(folder, file, tools)
        : await verifyTable(folder, file, manifest, findings);
    if (rows !== file.rows) findings.add(`manifests/${file.name} has ${rows} rows, manifest.json says ${file.rows}`);
  }
  verifyTotals(manifest, findings);
  verifyWithoutDelegates(manifest, tools);
  verifyWithoutCorrections(manifest, tools);
  await verifySuperseded(folder, manifest, findings);
  return manifest;
}

async function manifestIn(folder: string, findings: Findings): Promise<Manifest | null> {
  try {
    const read = await readManifest(folder);
    if (read === null) findings.add("manifests/manifest.json is missing: the manifests were never finished");
    return read?.manifest ?? null;
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    findings.add("manifests/manifest.json is not one that this program wrote");
    return null;
  }
}

/** Hash of a list for people, and that `changes.csv` lists what manifest.json counts. Returns the number of rows. */
async function verifyTable(
  folder: string,
  file: ManifestFile,
  manifest: Manifest,
  findings: Findings,
): Promise<number> {
  const location = path.join(folder, file.name);
  if (!existsSync(location)) return 0;
  const hash = createHash("sha256");
  const listed: Record<string, number> = { added: 0, changed: 0, withdrawn: 0 };
  let rows = -1;
  for await (const [, , , change = ""] of readCsvRows(location, (bytes) => hash.update(bytes))) {
    if (rows >= 0) listed[change] = (listed[change] ?? 0) + 1;
    rows += 1;
  }
  if (hash.digest("hex") !== file.sha256) findings.add(`manifests/${file.name} was changed after it was written`);
  if (file.name === changesFileName) verifyCounts(listed, manifest, findings);
  return rows;
}

/** The first version after the folder was moved away has no counts of changes in manifest.json. */
function verifyCounts(listed: Record<string, number>, { supersedes, version, totals }: Manifest, findings: Findings) {
  if (supersedes === null && version > 1) return;
  const { added, changed, withdrawn } = supersedes?.changes ?? {
    added: totals.notifications,
    changed: 0,
    withdrawn: 0,
  };
  if (canonicalJson(listed) !== canonicalJson({ added, changed, withdrawn }))
    findings.add(`manifests/${changesFileName} does not list as many changes as manifest.json counts`);
}

function verifyTotals({ totals, files }: Manifest, findings: Findings): void {
  for (const channel of manifestChannels) {
    const rows = files.find(({ name }) => name === channelFileName(channel))?.rows;
    if (rows !== totals.by_channel[channel])
      findings.add(`manifests/manifest.json: the total of ${channel} is not its rows`);
  }
}

/** A manifest.json without the file of delegates: the ledger must know none who are told either. */
function verifyWithoutDelegates({ files }: Manifest, { campaign, findings, ledger }: ChannelTools): void {
  if (ledger === null || files.some(({ name }) => name === channelFileName(delegateChannel))) return;
  const [known] = standingDelegates(ledger, campaign);
  if (known !== undefined)
    findings.add(
      `manifests/manifest.json lists no ${channelFileName(delegateChannel)}, the ledger knows delegates who are told`,
    );
}

/** Each version has the hash of the one before, so that a change of any of them is noticed. */
async function verifySuperseded(folder: string, newest: Manifest, findings: Findings): Promise<void> {
  let newer = newest;
  while (newer.supersedes !== null) {
    const name = supersededFolder(newer.supersedes.version);
    const older = await readManifest(path.join(folder, name)).catch(() => null);
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
