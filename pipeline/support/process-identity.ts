import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** Identifies a process: its pid alone is reused, and means another process elsewhere. */
export type ProcessIdentity = {
  pid: number;
  /** Clock ticks between the start of the machine and that of the process; null where there is no /proc. */
  startedAtTick: string | null;
  /** Where the pid is valid: host, and on Linux the pid namespace, which every container has of its own. */
  place: string;
};

/** The process that this code runs in. */
export function thisProcess(): ProcessIdentity {
  return { pid: process.pid, startedAtTick: statusOf("self")?.startedAtTick ?? null, place: thisPlace() };
}

/** True when the process was one of this place and has certainly ended; false when that is unknown. */
export function hasEnded({ pid, startedAtTick, place }: ProcessIdentity): boolean {
  if (place !== thisPlace()) return false;
  if (statusOf("self") === null) return !isNumberInUse(pid);
  const status = statusOf(pid);
  return status === null || status.isZombie || status.startedAtTick !== startedAtTick;
}

function thisPlace(): string {
  try {
    return `${hostname()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return hostname();
  }
}

/** From /proc/<pid>/stat (proc(5)); null when there is no such process, or no /proc. */
function statusOf(pid: number | "self"): { isZombie: boolean; startedAtTick: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the name of the program, in brackets, and may itself hold blanks and brackets.
    const [state, ...others] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { isZombie: state === "Z", startedAtTick: others[18] ?? "" };
  } catch {
    return null;
  }
}

function isNumberInUse(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
