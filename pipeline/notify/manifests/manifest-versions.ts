import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { syncFolder, writeFileAtomically } from "../../support/atomic-file.ts";
import { contentFileNames, manifestFileName, readManifest, supersededFolder } from "./manifest-files.ts";
import type { Manifest } from "./manifest-schema.ts";

/** Where the next version is made, under a name nobody reads, until it has its manifest.json. */
export function stagingFolder(folder: string): string {
  return path.join(folder, ".next");
}

/**
 * Puts a folder in order after a kill. A finished next version is moved into its place, as it would have been;
 * one without its manifest.json was never finished and is thrown away.
 */
export async function finishInterruptedChange(folder: string): Promise<void> {
  const staged = await readManifest(stagingFolder(folder));
  if (staged) await promote(folder, staged.manifest);
  else await rm(stagingFolder(folder), { recursive: true, force: true });
}

/** Writes the manifest.json of the staged version, which makes it whole, and puts it into its place. */
export async function publishStaged(folder: string, manifest: Manifest): Promise<void> {
  await writeFileAtomically(
    path.join(stagingFolder(folder), manifestFileName),
    `${JSON.stringify(manifest, null, 2)}\n`,
  );
  syncFolder(stagingFolder(folder));
  await promote(folder, manifest);
}

/**
 * Moves the old version out, its manifest.json first, then the new one in, its manifest.json last: a manifest.json
 * never stands beside files of another version. Every step can be repeated: while a file is still in staging, the one
 * of that name in the folder is the old one.
 */
async function promote(folder: string, next: Manifest): Promise<void> {
  const staging = stagingFolder(folder);
  if (next.supersedes !== null) await setAside(folder, next);
  else await removeUnfinished(folder, next);
  for (const { name } of next.files) await moveIfThere(path.join(staging, name), path.join(folder, name));
  syncFolder(folder);
  await rename(path.join(staging, manifestFileName), path.join(folder, manifestFileName));
  syncFolder(folder);
  await rm(staging, { recursive: true, force: true });
}

/** Without an earlier manifest.json, nothing lists a file that the next version does not have. */
async function removeUnfinished(folder: string, next: Manifest): Promise<void> {
  const isInNext = (name: string) => next.files.some((file) => file.name === name);
  for (const name of contentFileNames.filter((name) => !isInNext(name)))
    await rm(path.join(folder, name), { force: true });
}

async function setAside(folder: string, next: Manifest): Promise<void> {
  const staging = stagingFolder(folder);
  const target = path.join(folder, supersededFolder(next.version - 1));
  await mkdir(target, { recursive: true });
  const isInNext = (name: string) => next.files.some((file) => file.name === name);
  for (const name of [manifestFileName, ...contentFileNames]) {
    const hasMovedIn = isInNext(name) && !existsSync(path.join(staging, name));
    if (!hasMovedIn) await moveIfThere(path.join(folder, name), path.join(target, name));
  }
  syncFolder(target);
}

async function moveIfThere(from: string, to: string): Promise<void> {
  if (existsSync(from)) await rename(from, to);
}
