import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { CsvError, parse } from "csv-parse";
import { PipelineError } from "../domain/errors.ts";

/** A record of a file of others: its line (the first is 1), and its cells by column; null when it cannot be read. */
export type FileRecord = { line: number; cells: Record<string, string> | null };

/** Bytes of a record; longer ones are not read. */
const largestRecord = 64 * 1024;

/**
 * The records of a file that another system wrote, with flat memory: CSV (comma, semicolon or tab, found from the
 * header; columns in any order and case) or one JSON object a line, gzipped when its name ends in `.gz`. Blank cells are
 * left out.
 * Throws a `PipelineError` (exit 2) for a file that is missing, empty, no UTF-8 or damaged, or lacks one of `required`.
 */
export async function* readRecords(file: string, required: readonly string[]): AsyncGenerator<FileRecord> {
  const beginning = await beginningOf(file);
  if (beginning.trim() === "") throw unreadable(file, "is empty", "Give the file that the other system has written");
  if (/^\ufeff?\s*\{/.test(beginning)) yield* readJsonLines(file);
  else yield* readCsv(file, delimiterIn(beginning), required);
}

async function* readJsonLines(file: string): AsyncGenerator<FileRecord> {
  let line = 0;
  try {
    for await (const text of linesOf(textOf(file))) {
      line += 1;
      const json = text.replace(/^\ufeff/, "").trim();
      if (json !== "") yield { line, cells: json.length > largestRecord ? null : cellsIn(json) };
    }
  } catch (error) {
    throw troubleWith(file, error);
  }
}

async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of pieces) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  yield rest;
}

/** Texts and numbers by name; null when the line is no object. */
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

async function* readCsv(file: string, delimiter: string, required: readonly string[]): AsyncGenerator<FileRecord> {
  let columns: string[] | null = null;
  const rows = parse({
    ...{ bom: true, delimiter, info: true, relax_column_count: true, skip_empty_lines: true },
    max_record_size: largestRecord,
  });
  pipeline(textOf(file), rows, () => {});
  try {
    for await (const { record, info } of rows as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (columns === null) {
        columns = record.map((name) => name.trim().toLowerCase());
        assertColumns(file, columns, required);
      } else yield { line: info.lines, cells: record.length === columns.length ? byColumn(columns, record) : null };
    }
  } catch (error) {
    throw troubleWith(file, error);
  }
}

function byColumn(columns: readonly string[], record: readonly string[]): Record<string, string> {
  const cells = columns.map((name, index) => [name, record[index]?.trim() ?? ""] as const);
  return Object.fromEntries(cells.filter(([, cell]) => cell !== ""));
}

function assertColumns(file: string, columns: readonly string[], required: readonly string[]): void {
  const missing = required.filter((name) => !columns.includes(name));
  if (missing.length > 0)
    throw unreadable(
      file,
      `has no column ${missing.join(", ")}`,
      "Give a file with the agreed columns in its first line",
    );
  if (new Set(columns).size < columns.length)
    throw unreadable(file, "has a column twice", "Give a file in which every column has a name of its own");
}

/** UTF-8, checked: letters that were lost would not come back. */
async function* textOf(file: string): AsyncGenerator<string> {
  const bytes = createReadStream(file, { highWaterMark: 1 << 18 });
  const plain = file.endsWith(".gz") ? pipeline(bytes, createGunzip(), () => {}) : bytes;
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of plain as AsyncIterable<Uint8Array>) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function beginningOf(file: string): Promise<string> {
  try {
    for await (const text of textOf(file)) return text;
    return "";
  } catch (error) {
    throw troubleWith(file, error);
  }
}

/** The separator that the header has most of. */
function delimiterIn(beginning: string): string {
  const [header = ""] = beginning.split(/\r?\n/, 1);
  const count = (mark: string) => header.split(mark).length;
  return [",", ";", "\t"].reduce((most, mark) => (count(mark) > count(most) ? mark : most));
}

/** What is wrong with a file, when that is known; other errors are not the sender's. */
function troubleWith(file: string, error: unknown): unknown {
  const { code = "", lines } = error as { code?: string; lines?: number };
  const again = "Have it written again: what follows cannot be trusted";
  if (code === "ENOENT" || code === "EISDIR")
    return unreadable(file, "is not there", "Give the path of a file that can be read");
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA")
    return unreadable(file, "is not in UTF-8", "Save it in UTF-8 and give it again");
  if (code.startsWith("Z_")) return unreadable(file, "is damaged", again);
  return error instanceof CsvError ? unreadable(file, `is no CSV near line ${lines ?? 1}`, again) : error;
}

function unreadable(file: string, what: string, nextStep: string): PipelineError {
  return new PipelineError("unreadable-file", `The file ${file} ${what}`, { nextStep });
}
