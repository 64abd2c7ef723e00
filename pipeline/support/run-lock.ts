import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import path from "node:path";
import { exitCodes, PipelineError } from "../domain/errors.ts";

/**
 * Makes sure that one process at a time writes to an output folder. Returns the function that opens it again.
 * A lock whose process is gone is taken over. Throws a `PipelineError` when another run is at work.
 */
export function lockOutput(outFolder: string): () => void {
  mkdirSync(outFolder, { recursive: true });
  const file = path.join(outFolder, "run.lock");
  const holder = holderOf(file);
  if (holder !== null && isRunning(holder)) {
    throw new PipelineError("output-in-use", `Another run (process ${holder}) is writing to ${outFolder}`, {
      nextStep: "Wait until it has ended, or choose another folder with --out",
      exitCode: exitCodes.bug,
    });
  }
  rmSync(file, { force: true });
  const handle = openSync(file, "wx");
  writeSync(handle, String(process.pid));
  closeSync(handle);
  return () => rmSync(file, { force: true });
}

function holderOf(file: string): number | null {
  try {
    return Number(readFileSync(file, "utf8")) || null;
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
