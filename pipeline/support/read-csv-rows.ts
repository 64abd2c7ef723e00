import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { CsvError, parse } from "csv-parse";

/**
 * The rows of a CSV file that this program wrote (`csvLine`), with flat memory; the header is the first row. Cells come
 * as they stand in the file. `onBytes` sees every byte.
 *
 * A damaged file is read to its end, so that its hash is known and the odd row can be named: rows may have more or
 * fewer cells than the header, quotes in wrong places stay, and what follows a quote that is never closed is one row
 * without cells. Files of others are read by the stage `extract`, which validates them.
 */
export async function* readCsvRows(file: string, onBytes?: (bytes: Buffer) => void): AsyncGenerator<string[]> {
  const bytes = createReadStream(file, { highWaterMark: 1 << 18 });
  bytes.on("data", (piece) => onBytes?.(piece as Buffer));
  const rows = parse({ bom: true, record_delimiter: ["\r\n", "\n"], relax_column_count: true, relax_quotes: true });
  // The callback may do nothing: an error of either stream is thrown where the rows are read.
  pipeline(bytes, rows, () => {});
  try {
    yield* rows;
  } catch (error) {
    if (!(error instanceof CsvError && error.code === "CSV_QUOTE_NOT_CLOSED")) throw error;
    yield [];
  }
}
