import { createHash } from "node:crypto";
import { PipelineError } from "../domain/errors.ts";
import type { ExtractName } from "../domain/extract.ts";
import type { ReadRow, RowsOfExtracts } from "../domain/extract-rows.ts";
import type { RowCode } from "../domain/rejection.ts";
import type { ExaminedExtract } from "./examine-extract.ts";
import { cellAt, type Layout, type RowReader } from "./rows/columns.ts";
import { readContribution } from "./rows/contribution-row.ts";
import { readDelegation } from "./rows/delegation-row.ts";
import { readEmployer } from "./rows/employer-row.ts";
import { readProfile } from "./rows/profile-row.ts";
import { readRelationship } from "./rows/relationship-row.ts";
import { readRequest } from "./rows/request-row.ts";
import { identifiersIn } from "./rows/row-identifiers.ts";
import { readSuspension } from "./rows/suspension-row.ts";
import type { RawRow } from "./scan/raw-row.ts";
import { readBytes } from "./scan/read-bytes.ts";
import { RowScanner } from "./scan/row-scanner.ts";
import { splitLeniently, splitRows } from "./scan/split-rows.ts";
import { decoderFor } from "./scan/text-encoding.ts";

/** How the rows of each file are read. */
const rowReaders: { [Name in ExtractName]: RowReader<Name> } = {
  employers: readEmployer,
  relationships: readRelationship,
  contributions: readContribution,
  suspensions: readSuspension,
  requests: readRequest,
  delegations: readDelegation,
  profiles: readProfile,
};

/** Files in which a repeated row is a duplicate; in contributions it is another payment, in the others no change. */
const filesWithDuplicates: ReadonlySet<ExtractName> = new Set(["employers", "relationships", "requests"]);

/**
 * The rows of an examined file in the order of the file, a batch for each piece read. Every row is accepted or
 * rejected; nothing in a row makes it throw. Throws a `PipelineError` when a quote is never closed, or the file is no
 * longer the one that was examined.
 */
export async function* readExtract<Name extends ExtractName>(
  name: Name,
  extract: ExaminedExtract,
): AsyncGenerator<ReadRow<RowsOfExtracts[Name]>[]> {
  const readRows = rowsReader(name, extract);
  let isHeaderPassed = false;
  for await (const rows of scannedRows(extract)) {
    const body = isHeaderPassed ? rows : rows.slice(1);
    isHeaderPassed ||= rows.length > 0;
    if (body.length > 0) yield readRows(body);
  }
}

async function* scannedRows(extract: ExaminedExtract): AsyncGenerator<RawRow[]> {
  const scanner = new RowScanner(extract.fileName, extract.delimiter, decoderFor(extract.encoding));
  const hash = createHash("sha256");
  for await (const chunk of readBytes(extract, (bytes) => hash.update(bytes))) yield scanner.push(chunk);
  yield scanner.end();
  if (hash.digest("hex") === extract.sha256) return;
  throw new PipelineError("changed-file", `${extract.fileName} was changed while it was being read`, {
    nextStep: "Wait until it is written and run the same command again",
  });
}

function rowsReader<Name extends ExtractName>(
  name: Name,
  { layout: anyLayout, delimiter }: ExaminedExtract,
): (rows: RawRow[]) => ReadRow<RowsOfExtracts[Name]>[] {
  const layout = anyLayout as Layout<Name>;
  const read: RowReader<Name> = rowReaders[name];
  const fingerprintOf = filesWithDuplicates.has(name) ? fingerprinter(layout) : () => "";
  const reject = (row: RawRow, cells: string[], code: RowCode | null, column: string) => ({
    rejected: { line: row.line, code, column, names: identifiersIn(row, cells, layout, delimiter) },
  });
  const isRow = (cells: string[]) => cells.length === layout.width && read(cells, layout.places).row !== undefined;
  const containsAnotherRow = (row: RawRow, cells: string[]) =>
    partialLines(row, cells).some((line) => isRow(splitLeniently(line, delimiter)));
  const readRow = (row: RawRow, cells: string[]): ReadRow<RowsOfExtracts[Name]> => {
    if (row.fault === "continued") return reject(row, cells, null, "");
    if (row.fault !== null || cells.length !== layout.width) return reject(row, cells, "malformed-row", "");
    const reading = read(cells, layout.places);
    if (reading.refusal) return reject(row, cells, reading.refusal.code, reading.refusal.column);
    if (containsAnotherRow(row, cells)) return reject(row, cells, "malformed-row", "");
    return {
      accepted: { line: row.line, row: reading.row, issues: reading.issues, fingerprint: fingerprintOf(cells) },
    };
  };
  return (rows) => {
    const cellsOfRows = splitRows(rows, delimiter);
    return rows.map((row, index) => readRow(row, cellsOfRows[index] as string[]));
  };
}

/**
 * Lines of a well-formed row that cannot have a part of every column. One that still reads as a row was one: two stray
 * quotes have made it part of a cell.
 */
function partialLines({ text, isQuoted }: RawRow, cells: readonly string[]): string[] {
  if (!isQuoted || !text.includes("\n")) return [];
  const lines = text.split("\n");
  const isEndOfFirstCell = (index: number) => index === lines.length - 1 && cells[0]?.includes("\n");
  const isStartOfLastCell = (index: number) => index === 0 && cells.at(-1)?.includes("\n");
  return lines.filter((_, index) => !isEndOfFirstCell(index) && !isStartOfLastCell(index));
}

/** Joins the recognised cells, without the blanks around them. */
function fingerprinter(layout: Layout): (cells: readonly string[]) => string {
  const { employer_id: idPlace, ...others } = layout.places as Record<string, number>;
  const places = Object.values(others).filter((place) => place >= 0);
  return (cells) => {
    // A codice fiscale is the same in capitals and small letters.
    let joined = cellAt(cells, idPlace as number).toUpperCase();
    for (const place of places) joined += `\u001f${cellAt(cells, place)}`;
    return joined;
  };
}
