import type { ExtractName } from "../domain/extract.ts";
import type { ReadRow, RejectedRow, RowNames, RowsOfExtracts } from "../domain/extract-rows.ts";
import { cellAt, columnsOf, type Layout } from "./columns.ts";
import type { ExaminedExtract } from "./examine-extract.ts";
import type { RawRow } from "./raw-row.ts";
import { readBytes } from "./read-bytes.ts";
import { type RowReader, rowReaders } from "./row-readers.ts";
import { RowScanner } from "./row-scanner.ts";
import { splitLeniently, splitRows } from "./split-rows.ts";
import { decoderFor } from "./text-encoding.ts";

/** Files in which an exact repeat of a row is a duplicate; in the others it is a second payment, or says nothing new. */
const filesWithDuplicates: ReadonlySet<ExtractName> = new Set(["employers", "relationships"]);

/**
 * The rows of an examined file in the order of the file, a batch for each piece read. Every row is accepted or rejected; nothing in a
 * row makes it throw. Throws a `PipelineError` when a quote is never closed.
 */
export async function* readExtract<Name extends ExtractName>(
  name: Name,
  extract: ExaminedExtract,
): AsyncGenerator<ReadRow<RowsOfExtracts[Name]>[]> {
  const layout = extract.layout as Layout<Name>;
  let isHeaderPassed = false;
  for await (const rows of scannedRows(extract)) {
    const body = isHeaderPassed ? rows : rows.slice(1);
    isHeaderPassed ||= rows.length > 0;
    if (body.length > 0) yield readRows(name, body, layout, extract.delimiter);
  }
}

async function* scannedRows(extract: ExaminedExtract): AsyncGenerator<RawRow[]> {
  const scanner = new RowScanner(extract.fileName, extract.delimiter, decoderFor(extract.encoding));
  for await (const chunk of readBytes(extract)) yield scanner.push(chunk);
  yield scanner.end();
}

function readRows<Name extends ExtractName>(
  name: Name,
  rows: RawRow[],
  layout: Layout<Name>,
  delimiter: string,
): ReadRow<RowsOfExtracts[Name]>[] {
  const read: RowReader<Name> = rowReaders[name];
  const cellsOfRows = splitRows(rows, delimiter);
  return rows.map((row, index) => {
    const cells = cellsOfRows[index] as string[];
    if (row.fault === "continued") return { rejected: rejection(row, null, "", cells, layout, delimiter) };
    if (row.fault !== null || cells.length !== layout.width) {
      return { rejected: rejection(row, "malformed-row", "", cells, layout, delimiter) };
    }
    const reading = read(cells, layout.places);
    if (reading.refusal) {
      return { rejected: rejection(row, reading.refusal.code, reading.refusal.column, cells, layout, delimiter) };
    }
    const fingerprint = filesWithDuplicates.has(name) ? fingerprintOf(name, cells, layout) : "";
    return { accepted: { line: row.line, row: reading.row, issues: reading.issues, fingerprint } };
  });
}

/** Every recognised cell without the blanks around it. */
function fingerprintOf<Name extends ExtractName>(name: Name, cells: readonly string[], layout: Layout<Name>): string {
  const places: Record<string, number> = layout.places;
  const known = Object.keys(columnsOf[name]).map((column) => {
    const cell = cellAt(cells, places[column] as number);
    return column === "employer_id" ? cell.toUpperCase() : cell;
  });
  return known.join("\u001f");
}

function rejection(
  row: RawRow,
  code: RejectedRow["code"],
  column: string,
  cells: readonly string[],
  layout: Layout,
  delimiter: string,
): RejectedRow {
  return { line: row.line, code, column, names: namesIn(row, cells, layout, delimiter) };
}

/**
 * Whom a rejected row may be about. A row over several lines may have swallowed other rows through a stray quote:
 * then everybody named in one of its lines counts.
 */
function namesIn(row: RawRow, cells: readonly string[], layout: Layout, delimiter: string): RowNames[] {
  const lines = row.text.includes("\n") ? row.text.split("\n").map((line) => splitLeniently(line, delimiter)) : [];
  return [cells, ...lines].map((of) => namesAt(of, layout)).filter((names) => names.employerId || names.relationshipId);
}

function namesAt(cells: readonly string[], layout: Layout): RowNames {
  const places: Partial<Record<string, number>> = layout.places;
  return {
    employerId: cellAt(cells, places.employer_id ?? -1).toUpperCase(),
    relationshipId: cellAt(cells, places.relationship_id ?? -1),
  };
}
