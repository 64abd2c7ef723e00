import { rename, rm } from "node:fs/promises";
import path from "node:path";
import { sha256OfFile } from "../../support/hashed-file.ts";
import { writeChangeLists } from "./change-lists.ts";
import { damagedLineOf } from "./damaged-line.ts";
import { compareKeys, compareManifests, type ManifestKey } from "./manifest-changes.ts";
import { changesFileName, damagedFileOf, damagedManifest, supersededFolder } from "./manifest-files.ts";
import type { Manifest, ManifestFile } from "./manifest-schema.ts";
import { stagingFolder } from "./manifest-versions.ts";
import { readWithdrawnList } from "./withdrawn-list.ts";

/** Changes are counted against the files as written, so altered files are refused. */
export async function assertFilesUndamaged(folder: string, manifest: Manifest): Promise<void> {
  const damaged = await damagedFileOf(folder, manifest);
  if (damaged !== null) throw damagedManifest(damaged, await damagedLineOf(damaged));
}

/**
 * The notifications are unchanged: a file that was lost or altered meanwhile is replaced by the staged one.
 * `withdrawn.csv` has no replacement; `changes.csv` can be made again while the version before is kept.
 */
export async function restoreDamagedFiles(
  folder: string,
  manifest: Manifest,
  staged: readonly ManifestFile[],
): Promise<void> {
  const staging = stagingFolder(folder);
  const changes = manifest.files.find(({ name }) => name === changesFileName);
  const isListDamaged =
    changes !== undefined && (await sha256OfFile(path.join(folder, changes.name))) !== changes.sha256;
  const again = isListDamaged ? await changesAgain(folder, manifest) : null;
  for (const { name, sha256 } of [...staged, ...(again?.sha256 === changes?.sha256 && again ? [again] : [])]) {
    const file = path.join(folder, name);
    if ((await sha256OfFile(file)) !== sha256) await rename(path.join(staging, name), file);
  }
  await rm(staging, { recursive: true, force: true });
}

/** `changes.csv` of the current version, made again in staging; null when the version before was moved away. */
async function changesAgain(folder: string, { version, supersedes }: Manifest): Promise<ManifestFile | null> {
  if (supersedes === null && version > 1) return null;
  const older = path.join(folder, supersededFolder(version - 1));
  const staging = stagingFolder(folder);
  const { changes } = compareManifests(older, staging);
  const sources = { previous: readWithdrawnList(older), changes };
  const [again] = await writeChangeLists(sources, { folder: staging, version, reasonFor: reasonsIn(folder) });
  return again ?? null;
}

/** The reasons that a folder's `withdrawn.csv` gives; asked in its order. */
function reasonsIn(folder: string): (key: ManifestKey) => Promise<string> {
  const rows = readWithdrawnList(folder);
  return async (key) => {
    for (;;) {
      const { value: row, done } = await rows.next();
      if (done || compareKeys(row, key) > 0) return "";
      if (compareKeys(row, key) === 0) return row.reason ?? "";
    }
  };
}
