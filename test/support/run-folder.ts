import { chmodSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** A folder for what several files of tests use. */
    runFolder: string;
    /** The temporary folder of the machine, on its disk. */
    machineTemporaryFolder: string;
  }
}

/**
 * Makes the folder before the first file of tests and removes it after the last: by the next run code may have changed.
 * All that is temporary goes there, of the programs that tests start too, so that nothing is left of those that are
 * killed.
 */
export function setup({ provide }: TestProject): () => void {
  const before = process.env.TMPDIR;
  provide("machineTemporaryFolder", tmpdir());
  const folder = mkdtempSync(path.join(fastestFolder(), "videoguida-test-run-"));
  // As temporary folders are: tests start programs as other users.
  chmodSync(folder, 0o1777);
  provide("runFolder", folder);
  process.env.TMPDIR = folder;
  // Where the program has it, too: threads that tests start need not compile what it is made of.
  process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL("../../node_modules/.cache/videoguida", import.meta.url));
  return () => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
}

/** Thousands of ledgers and guides are written and thrown away: a disk in memory does not sync them. */
export const inMemory = "/dev/shm";

/** Several times what a run of all tests has there at once. */
const neededBytes = 4 * 1024 ** 3;

function fastestFolder(): string {
  try {
    const { bavail, bsize } = statfsSync(inMemory);
    return bavail * bsize >= neededBytes ? inMemory : tmpdir();
  } catch {
    return tmpdir();
  }
}
