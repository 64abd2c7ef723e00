import path from "node:path";
import { PipelineError } from "../domain/errors.ts";
import { type Connection, openLocked } from "./bulk/sqlite.ts";
import { ledgerTrouble } from "./ledger-trouble.ts";

/** A lock whose connection nobody refers to any more would be opened by the garbage collector. */
const held = new Set<Connection>();

/**
 * Makes sure that one process at a time writes to an output folder. The operating system keeps the lock and
 * opens it when the process ends, however it ends. Returns the function that opens it earlier.
 * Throws a `PipelineError` when another run is at work (exit 2), or this user may not write there (exit 1).
 */
export function lockOutput(outFolder: string): () => void {
  const file = path.join(outFolder, "run.lock");
  try {
    const locked = openLocked(file);
    held.add(locked);
    return () => {
      locked.close();
      held.delete(locked);
    };
  } catch (cause) {
    if ((cause as { code?: string }).code !== "SQLITE_BUSY") throw ledgerTrouble(cause, file);
    throw new PipelineError("output-in-use", `Another run is writing to ${outFolder}`, {
      nextStep: "Wait until it has ended, or choose another folder with --out",
      cause,
    });
  }
}
