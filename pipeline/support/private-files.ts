import { chmodSync, lstatSync, readdirSync } from "node:fs";
import path from "node:path";

/**
 * Everything this process and its children make from now on is for its owner alone (folders 0700, files 0600), or may
 * be read by the group (0750, 0640). For the main thread only; threads and children inherit it.
 */
export function keepPrivate(isGroupReadable: boolean): void {
  process.umask(isGroupReadable ? 0o027 : 0o077);
}

/** What others may still read in an output folder of an earlier version; a folder protects what is in it. */
const names = ["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm", "run.lock"];
const folderNames = ["campaigns", "cache", "launch", "refused", "dossiers"];

/**
 * Gives the entries of an output folder the mode they would be made with today. The folder itself is the user's own.
 * Returns the paths that could not be changed, because they belong to somebody else.
 */
export function tightenOutput(outFolder: string, isGroupReadable: boolean): string[] {
  const [fileMode, folderMode] = isGroupReadable ? [0o640, 0o750] : [0o600, 0o700];
  return [
    ...names.filter((name) => !ensureMode(path.join(outFolder, name), fileMode)),
    ...folderNames.filter((name) => !ensureMode(path.join(outFolder, name), folderMode)),
  ].map((name) => path.join(outFolder, name));
}

/**
 * Lets the group read a folder that was made without `--group-readable`, with all that is in it. Skips what belongs to
 * somebody else.
 */
export function openToGroup(folder: string): void {
  ensureMode(folder, 0o750);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) openToGroup(file);
    else ensureMode(file, 0o640);
  }
}

/** True when nothing is there, or it has the mode now. A link is left alone: the user made it. */
function ensureMode(file: string, mode: number): boolean {
  const entry = lstatSync(file, { throwIfNoEntry: false });
  if (!entry || entry.isSymbolicLink() || (entry.mode & 0o777) === mode) return true;
  try {
    // The bits above the permissions (a group that is inherited, for instance) stay.
    chmodSync(file, (entry.mode & 0o7000) | mode);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") throw error;
    return false;
  }
}
