import { closeSync, existsSync, fsyncSync, openSync } from "node:fs";

/**
 * Brings the names of a folder to the disk: a renamed file that was synced itself may still be missing after a power cut.
 * A folder that is not there has none. Windows cannot sync folders.
 */
export function syncFolder(folder: string): void {
  if (process.platform === "win32" || !existsSync(folder)) return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
