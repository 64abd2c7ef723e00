import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import path from "node:path";
import { hasEnded, type ProcessIdentity, thisProcess } from "./process-identity.ts";

const prefix = "videoguida-work-";

/** Says whose a work folder is (`ProcessIdentity` as JSON). */
const ownerFile = "owner.json";

/**
 * Makes this process's own temporary folder and sends everything temporary of the renderer and its
 * browsers there. What a killed run has left (folders, and browsers that still use them) is removed first.
 * Returns the function that removes the folder again.
 */
export function enterWorkFolder(): () => void {
  const base = tmpdir();
  removeLeftovers(base);
  const folder = mkdtempSync(path.join(base, `${prefix}${process.pid}-`));
  writeFileSync(path.join(folder, ownerFile), JSON.stringify(thisProcess()), { mode: 0o600 });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  const remove = () => removeQuietly(folder);
  // Also when the process exits before the returned function is called.
  process.once("exit", remove);
  return () => {
    process.removeListener("exit", remove);
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    remove();
  };
}

/**
 * Removes the work folders whose process has certainly ended, and ends what still runs in them. The temporary folder is
 * shared: folders of other users, containers and hosts are left alone, and nothing about them throws. So is a folder
 * without an owner file: it is empty (killed before the file was written) or of an earlier version, and nothing in it
 * tells whether its process runs in another container.
 */
export function removeLeftovers(base: string): void {
  for (const name of entriesIn(base)) {
    const folder = path.join(base, name);
    if (!name.startsWith(prefix) || !isAbandoned(folder)) continue;
    endProcessesIn(folder);
    removeQuietly(folder);
  }
}

function isAbandoned(folder: string): boolean {
  try {
    const status = lstatSync(folder);
    if (!status.isDirectory() || status.uid !== userInfo().uid) return false;
    return hasEnded(JSON.parse(readFileSync(path.join(folder, ownerFile), "utf8")) as ProcessIdentity);
  } catch {
    return false;
  }
}

function removeQuietly(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // A browser that is just ending still writes there; the next start removes the folder.
  }
}

/** Browsers carry the folder of their profile on their command line. Linux only; elsewhere they end with their parent. */
function endProcessesIn(folder: string): void {
  if (process.platform !== "linux") return;
  for (const pid of entriesIn("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const isOurs = statSync(`/proc/${pid}`).uid === userInfo().uid;
      if (isOurs && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(folder)) process.kill(Number(pid), "SIGKILL");
    } catch {
      // It has ended meanwhile, or may not be read.
    }
  }
}

function entriesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // A temporary folder may be writable but not listable.
    return [];
  }
}
