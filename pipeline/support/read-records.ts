import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { PipelineError } from "../domain/errors.ts";
import { type CsvRecord, CsvSplitter } from "./csv-splitter.ts";

/**
 * A record of a file of others: the line it begins on (the first of the file is 1), and its cells by column; null when
 * it is malformed.
 */
export type FileRecord = { line: number; cells: Record<string, string> | null };

/** Why the cells of a record are null, for lists of rejected rows; true for CSV and for JSON lines. */
export const malformedRecord =
  "The row cannot be read: over 64 KB, misplaced quotes, more or fewer cells than the header, or no flat JSON object";

/** Characters (UTF-16) of a record; what goes beyond is dropped while it is read. */
const largestRecord = 64 * 1024;

/**
 * The records of a file that another system wrote, with flat memory: CSV (comma, semicolon or tab, found from the
 * header; columns in any order and case) or one JSON object a line, gzipped when its name ends in `.gz`. Blank cells
 * and blank lines are left out.
 * Throws a `PipelineError` (exit 2) for a file that is missing, empty, no UTF-8 or damaged, or lacks one of `required`.
 */
export async function* readRecords(file: string, required: readonly string[]): AsyncGenerator<FileRecord> {
  const pieces = textOf(file);
  try {
    const first = await pieces.next();
    const beginning = first.done ? "" : first.value;
    if (beginning.trim() === "") throw unreadable(file, "is empty", "Give the file that the other system has written");
    const all = startingWith(beginning, pieces);
    if (beginning.trimStart().startsWith("{")) yield* readJsonLines(all);
    else yield* readCsv(file, all, required, delimiterIn(beginning));
  } catch (error) {
    throw troubleWith(file, error);
  } finally {
    await pieces.return(undefined);
  }
}

/** UTF-8, checked: letters that were lost would not come back. A byte order mark is left out; no piece is empty. */
async function* textOf(file: string): AsyncGenerator<string> {
  const bytes = createReadStream(file, { highWaterMark: 1 << 18 });
  const plain = file.endsWith(".gz") ? pipeline(bytes, createGunzip(), () => {}) : bytes;
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of plain as AsyncIterable<Uint8Array>) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== "") yield text;
  }
  // Throws when the file ends in the middle of a letter.
  decoder.decode();
}

async function* startingWith(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

async function* readJsonLines(pieces: AsyncIterable<string>): AsyncGenerator<FileRecord> {
  let line = 0;
  for await (const text of linesOf(pieces)) {
    line += 1;
    const json = text?.trim() ?? null;
    if (json !== "") yield { line, cells: json === null ? null : cellsIn(json) };
  }
}

/** Lines without their line feed; null for one that is too long, of which no more than `largestRecord` is held. */
async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string | null> {
  let line = "";
  const whole = () => (line.length > largestRecord ? null : line);
  for await (const piece of pieces) {
    const [end = "", ...others] = piece.split("\n");
    line += end.slice(0, largestRecord + 1 - line.length);
    for (const next of others) {
      yield whole();
      line = next.slice(0, largestRecord + 1);
    }
  }
  yield whole();
}

/** Texts and numbers by name; null when the line is no object of these. */
function cellsIn(json: string): FileRecord["cells"] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return null;
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return null;
  const cells = Object.entries(parsed).filter(([, value]) => value !== null && value !== "");
  const isSimple = cells.every(([, value]) => typeof value === "string" || typeof value === "number");
  return isSimple ? Object.fromEntries(cells.map(([name, value]) => [name, String(value)])) : null;
}

async function* readCsv(
  file: string,
  pieces: AsyncIterable<string>,
  required: readonly string[],
  delimiter: string,
): AsyncGenerator<FileRecord> {
  let columns: string[] | null = null;
  for await (const { line, cells } of csvRecords(file, pieces, delimiter)) {
    if (columns === null) columns = columnsIn(file, cells ?? [], required);
    else yield { line, cells: cells?.length === columns.length ? byColumn(columns, cells) : null };
  }
}

/** The separator that the header has most of. */
function delimiterIn(beginning: string): string {
  const [header = ""] = beginning.trimStart().split("\n", 1);
  const count = (mark: string) => header.split(mark).length;
  return [",", ";", "\t"].reduce((most, mark) => (count(mark) > count(most) ? mark : most));
}

function columnsIn(file: string, header: readonly string[], required: readonly string[]): string[] {
  const columns = header.map((name) => name.trim().toLowerCase());
  const missing = required.filter((name) => !columns.includes(name));
  const nextStep = "Give a file with the agreed columns in its first line";
  if (missing.length > 0) throw unreadable(file, `has no column ${missing.join(", ")}`, nextStep);
  if (new Set(columns).size < columns.length)
    throw unreadable(file, "has a column twice", "Give a file in which every column has a name of its own");
  return columns;
}

function byColumn(columns: readonly string[], record: readonly string[]): Record<string, string> {
  const cells = columns.map((name, index) => [name, record[index]?.trim() ?? ""] as const);
  return Object.fromEntries(cells.filter(([, cell]) => cell !== ""));
}

/** The records of CSV, without blank lines. Throws a `PipelineError` (exit 2) for a quote that is never closed. */
async function* csvRecords(file: string, pieces: AsyncIterable<string>, delimiter: string): AsyncGenerator<CsvRecord> {
  const splitter = new CsvSplitter(delimiter, largestRecord);
  for await (const piece of pieces) yield* splitter.split(piece);
  // A last line may have no line feed; where there was one, this is a blank line.
  yield* splitter.split("\n");
  if (splitter.openLine !== null)
    throw unreadable(
      file,
      `has in the row of line ${splitter.openLine} a quote that is never closed; the rows before that line were taken`,
      writtenAgain,
    );
}

const writtenAgain = "Have it written again: what follows cannot be trusted";

/** What is wrong with a file, when that is known; other errors are not the sender's. */
function troubleWith(file: string, error: unknown): unknown {
  const { code = "" } = error as { code?: string };
  if (code === "ENOENT" || code === "EISDIR")
    return unreadable(file, "is not there", "Give the path of a file that can be read");
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA")
    return unreadable(file, "is not in UTF-8", "Save it in UTF-8 and give it again");
  return code.startsWith("Z_") ? unreadable(file, "is damaged", writtenAgain) : error;
}

function unreadable(file: string, what: string, nextStep: string): PipelineError {
  return new PipelineError("unreadable-file", `The file ${file} ${what}`, { nextStep });
}
