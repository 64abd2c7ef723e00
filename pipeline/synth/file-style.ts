import { gzipSync } from "node:zlib";
import type { SeededRandom } from "./seeded-random.ts";

/** How one file is written, within what the contract allows. */
export type FileStyle = {
  delimiter: "," | ";" | "\t";
  lineBreak: "\n" | "\r\n";
  hasByteOrderMark: boolean;
  encoding: "utf-8" | "windows-1252" | "mixed";
  isGzipped: boolean;
  /** Every field in quotes, not only those that need them. */
  quotesAll: boolean;
  /** Column names with blanks and capitals. */
  hasLooseHeader: boolean;
  /** Where each column goes: `order[place]` is its place in the usual order; -1 is an unknown column. */
  order: number[];
};

/** Comma, LF, UTF-8, columns in the usual order. */
export function plainStyle(columns: number): FileStyle {
  return {
    delimiter: ",",
    lineBreak: "\n",
    hasByteOrderMark: false,
    encoding: "utf-8",
    isGzipped: false,
    quotesAll: false,
    hasLooseHeader: false,
    order: Array.from({ length: columns }, (_, place) => place),
  };
}

/** Any style; a byte order mark only on UTF-8. */
export function randomStyle(columns: number, random: SeededRandom): FileStyle {
  const encoding = random.pick(["utf-8", "utf-8", "windows-1252", "mixed"] as const);
  const order = plainStyle(columns).order;
  if (random.chance(0.5)) order.sort(() => random.next() - 0.5);
  if (random.chance(0.5)) order.splice(random.below(order.length + 1), 0, -1);
  return {
    delimiter: random.pick([",", ";", "\t"] as const),
    lineBreak: random.pick(["\n", "\r\n"] as const),
    hasByteOrderMark: encoding === "utf-8" && random.chance(0.5),
    encoding,
    isGzipped: random.chance(0.3),
    quotesAll: random.chance(0.2),
    hasLooseHeader: random.chance(0.5),
    order,
  };
}

export function headerText(header: readonly string[], style: FileStyle): string {
  const names = header.map((name) => (style.hasLooseHeader ? ` ${name.toUpperCase()} ` : name));
  return rowText(names, style, "sportello");
}

/** One row without its line break; `filler` goes into unknown columns. */
export function rowText(cells: readonly string[], style: FileStyle, filler = "x"): string {
  const placed = style.order.map((from) => (from === -1 ? filler : (cells[from] ?? "")));
  return placed.map((cell) => quoted(cell, style)).join(style.delimiter);
}

function quoted(cell: string, { quotesAll, delimiter }: FileStyle): string {
  const needsQuotes = quotesAll || cell.includes(delimiter) || /["\r\n]/.test(cell);
  return needsQuotes ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** The bytes of some whole rows. A gzip may have several members, one after the other. */
export function bytesOf(rows: readonly string[], style: FileStyle, isFirst: boolean): Buffer {
  const mark = isFirst && style.hasByteOrderMark ? ["\ufeff"] : [];
  const lines = [...mark, ...rows.flatMap((row) => [row, style.lineBreak])];
  const bytes = Buffer.concat(lines.map((line, index) => encode(line, style, index)));
  return style.isGzipped ? gzipSync(bytes) : bytes;
}

/** In a mixed file every other row is UTF-8, as when two files were put together. */
function encode(line: string, { encoding }: FileStyle, index: number): Buffer {
  const isUtf8 = encoding === "utf-8" || (encoding === "mixed" && index % 4 < 2);
  return isUtf8 ? Buffer.from(line, "utf8") : Buffer.from(inWindows1252(line), "latin1");
}

/** Letters that Windows-1252 lacks become question marks. */
function inWindows1252(line: string): string {
  return line
    .replace(/’/g, "\u0092")
    .replace(/€/g, "\u0080")
    .replace(/[^\u0000-\u00ff]/gu, "?");
}
