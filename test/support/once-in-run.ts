import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { inject } from "vitest";
import { sha256Hex } from "../../pipeline/support/hash.ts";

/**
 * A folder that `make` has filled, once for all files of tests of a run; to be copied, not changed. Two workers that need it
 * at the same time both make it, and one of them throws its own away.
 */
export async function onceInRun(name: string, make: (folder: string) => Promise<unknown>): Promise<string> {
  const folder = path.join(inject("runFolder"), sha256Hex(name).slice(0, 16));
  if (existsSync(folder)) return folder;
  const staging = mkdtempSync(`${folder}-`);
  await make(staging);
  try {
    renameSync(staging, folder);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
