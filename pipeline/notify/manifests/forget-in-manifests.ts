import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { syncFolder, writeFileAtomically } from "../../support/atomic-file.ts";
import { byteOrderMark, csvLine } from "../../support/csv-writer.ts";
import { sha256Hex } from "../../support/hash.ts";
import { openHashedFile } from "../../support/hashed-file.ts";
import { changeColumns } from "./change-lists.ts";
import { type FilteredFile, filterFile } from "./filter-file.ts";
import {
  changesFileName,
  correctionsFileName,
  manifestFileName,
  readManifest,
  supersededFolder,
  withdrawnFileName,
} from "./manifest-files.ts";
import type { Manifest, ManifestFile } from "./manifest-schema.ts";
import { finishInterruptedChange, publishStaged, stagingFolder } from "./manifest-versions.ts";
import { assertFilesUndamaged } from "./restore-files.ts";

/**
 * Removes a person from the manifests in a folder and from every version that they replaced, and publishes a version
 * without them; each keeps its number, and the hash of the one before. `forgotten` is how many people were removed from
 * the folder, with this one; a newest version that says so already is left as it is. After a kill at any point the next
 * call ends the same. Throws a `PipelineError` when a file was altered.
 */
export async function forgetInManifests(folder: string, code: string, forgotten: number): Promise<void> {
  await finishInterruptedChange(folder);
  let before: Version | null = null;
  for (const older of await supersededFolders(folder)) before = await filterVersion(older, code, before);
  await filterVersion(folder, code, before);
  const current = await readManifest(folder);
  if (current !== null && current.manifest.totals.forgotten !== forgotten)
    await publishWithout(folder, current, forgotten);
}

/** A version as the one after it knows it. */
type Version = { version: number; sha256: string };

/** Oldest first. */
async function supersededFolders(folder: string): Promise<string[]> {
  const root = path.join(folder, path.dirname(supersededFolder(1)));
  const names = existsSync(root) ? await readdir(root) : [];
  const versions = names.map(Number).filter(Number.isInteger);
  return versions.sort((a, b) => a - b).map((version) => path.join(folder, supersededFolder(version)));
}

/** Where a version is made without somebody, until it has its manifest.json. */
const asideFolder = (folder: string) => path.join(folder, ".without");

/**
 * A version without a person, made aside and moved in whole; `before` is the version that stands before it. Returns
 * itself, or null where there is none.
 */
async function filterVersion(folder: string, code: string, before: Version | null): Promise<Version | null> {
  const aside = asideFolder(folder);
  const finished = await readManifest(aside);
  if (finished !== null) await moveIn(folder, finished.manifest);
  else await rm(aside, { recursive: true, force: true });
  const standing = await readManifest(folder);
  if (standing === null) return null;
  await assertFilesUndamaged(folder, standing.manifest);
  await mkdir(aside, { recursive: true });
  const filtered: FilteredFile[] = [];
  for (const { name } of standing.manifest.files) filtered.push(await filterFile(folder, aside, name, code));
  const { supersedes, version } = standing.manifest;
  const replaced = before !== null && before.version === supersedes?.version ? before.sha256 : null;
  const isSame = filtered.every(({ removed }) => removed === 0);
  if (isSame && (replaced === null || replaced === supersedes?.manifest_sha256)) {
    await rm(aside, { recursive: true, force: true });
    return { version, sha256: standing.sha256 };
  }
  const manifest = manifestWithout(standing.manifest, filtered, replaced);
  const text = manifestText(manifest);
  await writeFileAtomically(path.join(aside, manifestFileName), text);
  syncFolder(aside);
  await moveIn(folder, manifest);
  return { version, sha256: sha256Hex(text) };
}

const manifestText = (manifest: Manifest) => `${JSON.stringify(manifest, null, 2)}\n`;

/** Lists that are there only when there is something to list. */
const optionalFiles = [withdrawnFileName, correctionsFileName];

function manifestWithout(standing: Manifest, filtered: readonly FilteredFile[], replaced: string | null): Manifest {
  const files = filtered.map(({ file }) => file).filter(({ name, rows }) => rows > 0 || !optionalFiles.includes(name));
  const rowsOf = (channel: string) => files.find(({ name }) => name === `${channel}.ndjson`)?.rows ?? 0;
  const channels = Object.keys(standing.totals.by_channel);
  const byChannel = Object.fromEntries(channels.map((channel) => [channel, rowsOf(channel)]));
  const notifications = Object.values(byChannel).reduce((sum, rows) => sum + rows, 0);
  const {
    added = 0,
    changed = 0,
    withdrawn = 0,
  } = filtered.find(({ file }) => file.name === changesFileName)?.changes ?? {};
  const { supersedes } = standing;
  return {
    ...standing,
    files,
    totals: {
      ...standing.totals,
      employers: rowsOf("myinps"),
      notifications,
      by_channel: byChannel as Manifest["totals"]["by_channel"],
    },
    supersedes: supersedes && {
      ...supersedes,
      manifest_sha256: replaced ?? supersedes.manifest_sha256,
      changes: { added, changed, withdrawn, unchanged: notifications - added - changed },
    },
  };
}

/** Every step can be repeated: the manifest.json moves last, and a file that is still aside is the new one. */
async function moveIn(folder: string, next: Manifest): Promise<void> {
  const aside = asideFolder(folder);
  for (const { name } of next.files)
    if (existsSync(path.join(aside, name))) await rename(path.join(aside, name), path.join(folder, name));
  for (const name of optionalFiles)
    if (!next.files.some((file) => file.name === name)) await rm(path.join(folder, name), { force: true });
  syncFolder(folder);
  await rename(path.join(aside, manifestFileName), path.join(folder, manifestFileName));
  syncFolder(folder);
  await rm(aside, { recursive: true, force: true });
}

/** The next version, which says the same of everybody else: nothing is added, changed or withdrawn by it. */
async function publishWithout(
  folder: string,
  { manifest, sha256 }: { manifest: Manifest; sha256: string },
  forgotten: number,
): Promise<void> {
  const staging = stagingFolder(folder);
  await mkdir(staging, { recursive: true });
  const files: ManifestFile[] = [];
  for (const file of manifest.files) {
    if (file.name === changesFileName) files.push(await emptyChanges(staging));
    else {
      await copyFile(path.join(folder, file.name), path.join(staging, file.name));
      files.push(file);
    }
  }
  const { version, totals } = manifest;
  await publishStaged(folder, {
    ...manifest,
    version: version + 1,
    files,
    totals: { ...totals, forgotten },
    supersedes: {
      version,
      manifest_sha256: sha256,
      folder: supersededFolder(version),
      changes: { added: 0, changed: 0, withdrawn: 0, unchanged: totals.notifications },
    },
  });
}

async function emptyChanges(folder: string): Promise<ManifestFile> {
  const changes = await openHashedFile(folder, changesFileName);
  await changes.add(byteOrderMark + csvLine(changeColumns), { isHeader: true });
  return changes.finish();
}
