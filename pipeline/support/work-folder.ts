import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const prefix = "videoguida-work-";

/**
 * Makes this process's own temporary folder and sends everything temporary of the renderer and its
 * browsers there. What a killed run has left (folders, and browsers that still use them) is removed first.
 * Returns the function that removes the folder again.
 */
export function enterWorkFolder(): () => void {
  const base = tmpdir();
  removeLeftovers(base);
  const folder = mkdtempSync(path.join(base, `${prefix}${process.pid}-`));
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  const remove = () => {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // A browser that is just ending still writes there; the next start removes the folder.
    }
  };
  // Also when something ends the process without coming back here.
  process.once("exit", remove);
  return () => {
    process.removeListener("exit", remove);
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    remove();
  };
}

/** Removes the folders of processes that are no more, and ends what still runs in them. Returns how many folders. */
export function removeLeftovers(base: string): number {
  const abandoned = readdirSync(base).filter((name) => name.startsWith(prefix) && !isStillUsed(pidIn(name)));
  for (const name of abandoned) {
    const folder = path.join(base, name);
    endProcessesIn(folder);
    rmSync(folder, { recursive: true, force: true });
  }
  return abandoned.length;
}

function pidIn(name: string): number {
  return Number(name.slice(prefix.length).split("-")[0]);
}

/** Process numbers come again: one that is no Node.js program is another's. */
function isStillUsed(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return process.platform !== "linux" || commandLineOf(String(pid)).includes("node");
}

/** Browsers carry the folder of their profile on their command line. Linux only; elsewhere they end with their parent. */
function endProcessesIn(folder: string): void {
  if (process.platform !== "linux") return;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    if (!commandLineOf(pid).includes(folder)) continue;
    try {
      process.kill(Number(pid), "SIGKILL");
    } catch {
      // It ended meanwhile, or is not ours.
    }
  }
}

function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}
