import { PipelineError } from "../../domain/errors.ts";
import { agreementOnExtracts, type ExtractName } from "../../domain/extract.ts";
import { columnsOf, type Layout } from "../rows/columns.ts";
import type { RawRow } from "./raw-row.ts";
import { longestRowBytes, RowScanner } from "./row-scanner.ts";
import { splitRows } from "./split-rows.ts";

export const delimiters = [",", ";", "\t"] as const;
export type Delimiter = (typeof delimiters)[number];

/** What the first row of a file says about the others. */
export type Header = { delimiter: Delimiter; layout: Layout; unknownColumns: string[] };

/** Enough of a file's beginning to hold any header that is short enough. */
export const headBytes = longestRowBytes + 2;

/**
 * Reads the header from the beginning of a file (`headBytes`, or the whole file when it is shorter). The delimiter is
 * the one that shows the most columns we know. Throws a `PipelineError` when the file cannot be a CSV with the columns
 * required.
 */
export function readHeader(name: ExtractName, fileName: string, head: Buffer, isWholeFile: boolean): Header {
  const readings = delimiters.map((delimiter) => ({
    delimiter,
    columns: columnsIn(head, fileName, delimiter, isWholeFile),
  }));
  const known = (columns: string[]) => columns.filter((column) => isKnown(name, column)).length;
  const best = readings.reduce((a, b) => (known(b.columns) > known(a.columns) ? b : a));
  assertReadableHeader(name, fileName, best.columns);
  return {
    delimiter: best.delimiter,
    layout: layoutOf(name, best.columns),
    unknownColumns: best.columns.filter((column) => column !== "" && !isKnown(name, column)),
  };
}

/** Own keys only: a sender may call a column `constructor`. */
function isKnown(name: ExtractName, column: string): boolean {
  return Object.hasOwn(columnsOf[name], column);
}

/** Names in the first row that is not empty, lower case without blanks around; none when there is no such row. */
function columnsIn(head: Buffer, fileName: string, delimiter: Delimiter, isWholeFile: boolean): string[] {
  const row = firstRow(head, fileName, delimiter, isWholeFile);
  if (!row || row.fault !== null) return [];
  const cells = splitRows([row], delimiter)[0] ?? [];
  return cells.map((cell) => cell.trim().toLowerCase());
}

function firstRow(head: Buffer, fileName: string, delimiter: Delimiter, isWholeFile: boolean): RawRow | null {
  const scanner = new RowScanner(fileName, delimiter, (bytes) => bytes.toString("utf8"));
  try {
    return scanner.push(head)[0] ?? (isWholeFile ? scanner.end()[0] : undefined) ?? null;
  } catch (error) {
    // With the wrong delimiter quotes may make no sense.
    if (error instanceof PipelineError) return null;
    throw error;
  }
}

function assertReadableHeader(name: ExtractName, fileName: string, columns: string[]): void {
  const nextStep = `Ask the sender for the file with the agreed header and run the same command again; see ${agreementOnExtracts}`;
  const required = Object.entries(columnsOf[name]).flatMap(([column, need]) => (need === "required" ? [column] : []));
  if (columns.some((column) => column.includes("\r"))) {
    throw new PipelineError("not-a-csv", `${fileName} breaks its lines with CR alone`, { nextStep });
  }
  if (!columns.some((column) => isKnown(name, column))) {
    throw new PipelineError(
      "not-a-csv",
      `${fileName} does not begin with a CSV header that names ${required.join(", ")}`,
      { nextStep },
    );
  }
  const missing = required.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    throw new PipelineError("missing-column", `${fileName} lacks the column ${missing.join(" and the column ")}`, {
      nextStep,
    });
  }
  // An optional column twice is refused as well: which of the two holds the payments cannot be guessed.
  const doubled = Object.keys(columnsOf[name]).find((column) => columns.filter((other) => other === column).length > 1);
  if (doubled) throw new PipelineError("doubled-column", `${fileName} has the column ${doubled} twice`, { nextStep });
}

function layoutOf(name: ExtractName, columns: string[]): Layout {
  const places = Object.fromEntries(Object.keys(columnsOf[name]).map((column) => [column, columns.indexOf(column)]));
  return { places: places as Layout["places"], width: columns.length };
}
