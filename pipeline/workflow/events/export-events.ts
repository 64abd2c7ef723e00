import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type EventRow, type EventStore, eventColumns } from "../../events/event-store.ts";
import { openAtomicFile } from "../../support/atomic-file.ts";
import { byteOrderMark, csvLine } from "../../support/csv-writer.ts";

/**
 * Writes events by `event_id`, under their pseudonyms, and returns how many: as CSV when `to` ends in `.csv`, otherwise
 * as JSON lines, to the file or, when `to` is null, to standard output.
 *
 * `events import` takes both, but only JSON lines come back exactly as they were. CSV is for people: a comment that a
 * spreadsheet would take for a formula gets an apostrophe (`csvLine`), which stays.
 */
export async function exportEvents(
  store: EventStore,
  { campaign, to }: { campaign: string | null; to: string | null },
): Promise<number> {
  let count = 0;
  async function* counted() {
    for await (const row of store.all(campaign)) {
      count += 1;
      yield row;
    }
  }
  const lines = to?.endsWith(".csv") ? csvLines(counted()) : jsonLines(counted());
  await (to === null ? printLines(lines) : writeLines(to, lines));
  return count;
}

/** To standard output, until its reader has enough: `events export | head` is no error. */
async function printLines(lines: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(lines), process.stdout, { end: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
  }
}

async function writeLines(to: string, lines: AsyncIterable<string>): Promise<void> {
  const file = await openAtomicFile(to);
  try {
    for await (const line of lines) await file.write(line);
    await file.commit();
  } catch (error) {
    await file.abort();
    throw error;
  }
}

async function* csvLines(rows: AsyncIterable<EventRow>): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(eventColumns);
  for await (const row of rows) yield csvLine(eventColumns.map((column) => row[column]));
}

async function* jsonLines(rows: AsyncIterable<EventRow>): AsyncGenerator<string> {
  for await (const row of rows) {
    const said = eventColumns.filter((column) => row[column] !== null).map((column) => [column, row[column]]);
    yield `${JSON.stringify(Object.fromEntries(said))}\n`;
  }
}
