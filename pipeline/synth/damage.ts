import { readFile } from "node:fs/promises";
import path from "node:path";
import type { ExtractName } from "../domain/extract.ts";
import { writeFileAtomically } from "../support/atomic-file.ts";
import { fileDamages } from "./file-damages.ts";
import { rowDamages } from "./row-damages.ts";
import { seededRandom } from "./seeded-random.ts";

/** Damages that files may arrive with: each leaves one that a lenient reader would accept. */
const damages = { ...fileDamages, ...rowDamages };

export type DamageName = keyof typeof damages;
export const damageNames = Object.keys(damages) as DamageName[];

/**
 * Damages one file of a folder of plain extracts (`synthExtracts` without hostile rows, not gzipped) in its place. The
 * same seed does the same. `control.csv` stays as it is.
 */
export async function damageExtract(
  folder: string,
  { file, damage, seed }: { file: ExtractName; damage: DamageName; seed: string },
): Promise<void> {
  const target = path.join(folder, `${file}.csv`);
  const bytes = await readFile(target);
  const [header = [], ...rows] = bytes
    .toString("utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
  const random = seededRandom(`damage ${damage} ${file} ${seed}`);
  await writeFileAtomically(target, damages[damage]({ file, bytes, header, rows }, random));
}
