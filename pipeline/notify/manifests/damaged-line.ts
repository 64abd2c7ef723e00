import { existsSync } from "node:fs";
import path from "node:path";
import { readCsvRows } from "../../support/read-csv-rows.ts";
import { readLines } from "../../support/read-lines.ts";
import { parseCorrectionLine } from "./correction-lines.ts";
import { correctionsFileName } from "./manifest-files.ts";
import { parseManifestLine } from "./manifest-lines.ts";

/**
 * The first malformed line of a damaged file (header = 1); null when all are well-formed, so that only values were
 * changed or lines are missing.
 */
export async function damagedLineOf(file: string): Promise<number | null> {
  if (!existsSync(file)) return null;
  if (file.endsWith(".csv")) return firstRowOfOtherWidth(file);
  return firstUnreadableLine(
    file,
    path.basename(file) === correctionsFileName ? parseCorrectionLine : parseManifestLine,
  );
}

async function firstUnreadableLine(file: string, parse: (text: string) => unknown): Promise<number | null> {
  let line = 0;
  for await (const text of readLines(file)) {
    line += 1;
    if (parse(text) === null) return line;
  }
  return null;
}

/** A row with another number of cells than the header. Cells may hold line breaks, which count as lines too. */
async function firstRowOfOtherWidth(file: string): Promise<number | null> {
  let line = 1;
  let columns: number | null = null;
  for await (const cells of readCsvRows(file)) {
    columns ??= cells.length;
    if (cells.length !== columns) return line;
    line += cells.join("").split("\n").length;
  }
  return null;
}
