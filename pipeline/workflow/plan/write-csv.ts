import { createHash } from "node:crypto";
import { type Rejection, rejectionMessages } from "../../domain/rejection.ts";
import { openAtomicFile } from "../../support/atomic-file.ts";
import { byteOrderMark, csvLine } from "../../support/csv-writer.ts";
import { yieldToEventLoop } from "../../support/yield-to-event-loop.ts";

export type Cells = readonly (string | number | null)[];

/** Writes a CSV for people and returns its SHA-256. Appears whole. */
export async function writeCsv(location: string, header: readonly string[], lines: Iterable<Cells>): Promise<string> {
  const file = await openAtomicFile(location);
  const hash = createHash("sha256");
  const write = async (text: string) => {
    const content = Buffer.from(text);
    hash.update(content);
    await file.write(content);
  };
  try {
    let piece = byteOrderMark + csvLine(header);
    for await (const cells of yieldToEventLoop(lines)) {
      piece += csvLine(cells);
      if (piece.length < 1 << 16) continue;
      await write(piece);
      piece = "";
    }
    await write(piece);
    await file.commit();
  } catch (error) {
    await file.abort();
    throw error;
  }
  return hash.digest("hex");
}

export const rejectedHeader = ["file", "line", "severity", "code", "column", "message"];

/** Lines of `rejected.csv`. */
export function* rejectedCells(rejections: Iterable<Rejection>): Generator<Cells> {
  for (const { file, line, severity, code, column } of rejections)
    yield [`${file}.csv`, line, severity, code, column, rejectionMessages[code]];
}
