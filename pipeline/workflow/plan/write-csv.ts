import path from "node:path";
import { type Rejection, rejectionMessages } from "../../domain/rejection.ts";
import { byteOrderMark, csvLine } from "../../support/csv-writer.ts";
import { openHashedFile } from "../../support/hashed-file.ts";
import { yieldToEventLoop } from "../../support/yield-to-event-loop.ts";

export type Cells = readonly (string | number | null)[];

/** Writes a CSV for people and returns its SHA-256. Appears whole. */
export async function writeCsv(location: string, header: readonly string[], lines: Iterable<Cells>): Promise<string> {
  const file = await openHashedFile(path.dirname(location), path.basename(location));
  try {
    await file.add(byteOrderMark + csvLine(header), { isHeader: true });
    for await (const cells of yieldToEventLoop(lines)) await file.add(csvLine(cells));
    return (await file.finish()).sha256;
  } catch (error) {
    await file.abort();
    throw error;
  }
}

export const rejectedHeader = ["file", "line", "severity", "code", "column", "message"];

/** Lines of `rejected.csv`. */
export function* rejectedCells(rejections: Iterable<Rejection>): Generator<Cells> {
  for (const { file, line, severity, code, column } of rejections)
    yield [`${file}.csv`, line, severity, code, column, rejectionMessages[code]];
}
