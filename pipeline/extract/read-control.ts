import { isUtf8 } from "node:buffer";
import { open } from "node:fs/promises";
import path from "node:path";
import { PipelineError } from "../domain/errors.ts";
import { type Delimiter, delimiters } from "./scan/header.ts";
import type { RawRow } from "./scan/raw-row.ts";
import { type ExtractFile, readBytes } from "./scan/read-bytes.ts";
import { RowScanner } from "./scan/row-scanner.ts";
import { splitRows } from "./scan/split-rows.ts";
import { decoderFor } from "./scan/text-encoding.ts";

export const controlFileName = "control.csv";

/** It has a line for each of a few files; a larger file is something else. */
const largestBytes = 1 << 20;

/** What the sender says of one file. */
export type ControlLine = {
  /** As the sender wrote it. */
  file: string;
  /** Data rows, the header not counted. */
  rows: number;
  /** Lower case; null when it is not said. */
  sha256: string | null;
};

type Columns = Record<"file" | "rows" | "sha256", number>;

/** `control.csv` of a folder; null when there is none. Throws a `PipelineError` (exit 2) for an invalid one. */
export async function readControl(folder: string): Promise<ControlLine[] | null> {
  const text = await readText(folder);
  if (text === null) return null;
  for (const delimiter of delimiters) {
    const rows = scan(text, delimiter);
    const [header = [], ...cells] = splitRows(rows, delimiter);
    const columns = columnsIn(header);
    if (columns === null) continue;
    const lines = cells.map((of, index) => lineFrom(of, columns, header.length, rows[index + 1] as RawRow));
    return assertNamedOnce(lines);
  }
  throw badControl("does not begin with a CSV header that names file, rows, sha256");
}

async function readText(folder: string): Promise<Buffer | null> {
  const file: ExtractFile = { path: path.join(folder, controlFileName), fileName: controlFileName, isGzipped: false };
  const handle = await open(file.path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw badControl(`cannot be read (${error.code})`);
  });
  if (handle === null) return null;
  const { size } = await handle.stat().finally(() => handle.close());
  if (size > largestBytes) throw badControl("is longer than a mebibyte");
  return Buffer.concat(await Array.fromAsync(readBytes(file)));
}

function scan(text: Buffer, delimiter: Delimiter): RawRow[] {
  const scanner = new RowScanner(controlFileName, delimiter, decoderFor(isUtf8(text) ? "utf-8" : "windows-1252"));
  return [...scanner.push(text), ...scanner.end()];
}

/** Null when a column that must be there is missing, or one is there twice. */
function columnsIn(header: readonly string[]): Columns | null {
  const names = header.map((name) => name.trim().toLowerCase());
  const placeOf = (column: string) =>
    names.indexOf(column) === names.lastIndexOf(column) ? names.indexOf(column) : -2;
  const columns = { file: placeOf("file"), rows: placeOf("rows"), sha256: placeOf("sha256") };
  return columns.file < 0 || columns.rows < 0 || columns.sha256 === -2 ? null : columns;
}

function lineFrom(cells: readonly string[], columns: Columns, width: number, row: RawRow): ControlLine {
  const [file = "", rows = "", sha256 = ""] = [columns.file, columns.rows, columns.sha256].map(
    (place) => cells[place]?.trim() ?? "",
  );
  const bad = (what: string) => badControl(what, row.line);
  if (row.fault !== null || cells.length !== width) throw bad("the row cannot be read");
  if (file === "") throw bad("no file is named");
  if (!/^\d{1,12}$/.test(rows)) throw bad("the number of rows is not a whole number");
  if (!/^([0-9a-f]{64})?$/i.test(sha256)) throw bad("the hash is not 64 hexadecimal digits");
  return { file, rows: Number(rows), sha256: sha256 === "" ? null : sha256.toLowerCase() };
}

function assertNamedOnce(lines: ControlLine[]): ControlLine[] {
  if (new Set(lines.map(({ file }) => file)).size < lines.length) throw badControl("names a file twice");
  return lines;
}

function badControl(what: string, line?: number): PipelineError {
  const where = line === undefined ? controlFileName : `${controlFileName}, line ${line}:`;
  return new PipelineError("invalid-control", `${where} ${what}`, {
    nextStep: "Ask the sender for control.csv again, or move it away, and run the same command again",
  });
}
