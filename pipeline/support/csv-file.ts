import path from "node:path";
import { byteOrderMark, csvLine } from "./csv-writer.ts";
import { openHashedFile } from "./hashed-file.ts";
import { yieldToEventLoop } from "./yield-to-event-loop.ts";

export type Cells = readonly (string | number | null)[];

/** A CSV for people in the making; it is seen under its name only when it is finished. */
export type CsvFile = {
  add(cells: Cells): Promise<void>;
  /** Returns the SHA-256 of the file. */
  finish(): Promise<string>;
  abort(): Promise<void>;
};

export async function openCsv(location: string, header: readonly string[]): Promise<CsvFile> {
  const file = await openHashedFile(path.dirname(location), path.basename(location));
  await file.add(byteOrderMark + csvLine(header), { isHeader: true });
  return {
    add: (cells) => file.add(csvLine(cells)),
    finish: async () => (await file.finish()).sha256,
    abort: () => file.abort(),
  };
}

/** Writes a CSV for people and returns its SHA-256. Appears whole. */
export async function writeCsv(location: string, header: readonly string[], lines: Iterable<Cells>): Promise<string> {
  const file = await openCsv(location, header);
  try {
    for await (const cells of yieldToEventLoop(lines)) await file.add(cells);
    return await file.finish();
  } catch (error) {
    await file.abort();
    throw error;
  }
}
