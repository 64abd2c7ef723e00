import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";

/** Times a measurement is tried: on a busy machine a browser may be lost. */
const tries = 3;

/**
 * Makes one measurement in a folder of its own below `folder`, and makes it again when it fails, in a fresh one: what is
 * in a cache already would look cheap. Says so on standard error. Returns null when it failed every time.
 */
export async function measureRepeatedly<Result>(
  name: string,
  folder: string,
  measure: (folder: string) => Promise<Result>,
): Promise<Result | null> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const own = path.join(folder, `${name.replaceAll(" ", "-")}-${attempt}`);
    mkdirSync(own);
    try {
      return await measure(own);
    } catch (error) {
      const next = attempt < tries ? "it is measured again" : "it is left out";
      process.stderr.write(`${name}, attempt ${attempt} of ${tries} failed (${reasonOf(error)}): ${next}\n`);
    } finally {
      rmSync(own, { recursive: true, force: true });
    }
  }
  return null;
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
