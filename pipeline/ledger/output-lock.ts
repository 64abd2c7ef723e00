import path from "node:path";
import Database from "better-sqlite3";
import { PipelineError } from "../domain/errors.ts";

/**
 * Makes sure that one process at a time writes to an output folder. The operating system keeps the lock and
 * opens it when the process ends, however it ends. Returns the function that opens it earlier.
 * Throws a `PipelineError` when another run is at work.
 */
export function lockOutput(outFolder: string): () => void {
  const database = new Database(path.join(outFolder, "run.lock"), { timeout: 0 });
  try {
    database.exec("begin exclusive");
  } catch (cause) {
    database.close();
    if ((cause as { code?: string }).code !== "SQLITE_BUSY") throw cause;
    throw new PipelineError("output-in-use", `Another run is writing to ${outFolder}`, {
      nextStep: "Wait until it has ended, or choose another folder with --out",
      cause,
    });
  }
  return () => database.close();
}
