import type { ExtractName } from "../domain/extract.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** A plain extract in memory. */
export type PlainTable = { file: ExtractName; bytes: Buffer; header: string[]; rows: string[][] };

/** The new content of the file. */
export type Damage = (table: PlainTable, random: SeededRandom) => string | Buffer;

export function textOf(header: readonly string[], rows: readonly string[][], delimiter = ","): string {
  const line = (cells: readonly string[], separator: string) =>
    cells.map((cell) => quoted(cell, separator)).join(separator);
  return [line(header, ","), ...rows.map((cells) => line(cells, delimiter))].map((text) => `${text}\n`).join("");
}

function quoted(cell: string, delimiter: string): string {
  return cell.includes(delimiter) ? `"${cell}"` : cell;
}
