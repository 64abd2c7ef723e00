import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { silentProgress } from "../../pipeline/support/progress.ts";
import { readLines } from "../../pipeline/support/read-lines.ts";
import { synthExtracts } from "../../pipeline/synth/synth-extracts.ts";

/** Writes extracts of invented people of whom nobody has paid anything: nearly all of them get a guide. */
export async function writeUnpaidExtracts(folder: string, employers: number): Promise<void> {
  await synthExtracts({ employers, seed: "unpaid", folder, hostilePercent: 0 }, silentProgress);
  const contributions = path.join(folder, "contributions.csv");
  const header = await readLines(contributions).next();
  writeFileSync(contributions, `${header.value}\n`);
  // It would say that rows are missing.
  rmSync(path.join(folder, "control.csv"));
}
