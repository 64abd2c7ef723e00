import { parse } from "csv-parse/sync";
import type { RawRow } from "./raw-row.ts";

/** The cells of each row, in the order of the rows. */
export function splitRows(rows: readonly RawRow[], delimiter: string): string[][] {
  const quoted = rows.filter((row) => row.isQuoted && row.fault === null);
  // One call for all, because each call costs as much as a few rows.
  const parsed = quoted.length === 0 ? [] : parseQuoted(quoted, delimiter);
  let next = 0;
  return rows.map((row) => {
    if (row.fault !== null) return splitLeniently(row.text, delimiter);
    // Without a quote a row is its text, split: there is nothing to unquote.
    return row.isQuoted ? (parsed[next++] as string[]) : row.text.split(delimiter);
  });
}

/** Rows that the scanner found well formed; csv-parse gives one record for each. */
function parseQuoted(rows: readonly RawRow[], delimiter: string): string[][] {
  const text = rows.map((row) => row.text).join("\n");
  const records: string[][] = parse(text, { delimiter, record_delimiter: "\n", relax_column_count: true });
  if (records.length !== rows.length) throw new Error("csv-parse and the row scanner disagree about quotes");
  return records;
}

/**
 * What can be read of a faulty row, to see whom it is about: fields in quotes where the quotes are right,
 * otherwise whatever stands up to the next delimiter, without stray quotes and NUL bytes.
 */
export function splitLeniently(text: string, delimiter: string): string[] {
  const cells: string[] = [];
  for (let at = 0; at <= text.length; ) {
    const end = endOfQuoted(text, at, delimiter) ?? endOfPlain(text, at, delimiter);
    cells.push(withoutStrayMarks(text.slice(at, end)));
    at = end + 1;
  }
  return cells;
}

/** Index after the closing quote when the field is well quoted, otherwise null. */
function endOfQuoted(text: string, from: number, delimiter: string): number | null {
  if (text[from] !== '"') return null;
  let close = text.indexOf('"', from + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close === -1) return null;
  const after = text[close + 1];
  return after === undefined || after === delimiter ? close + 1 : null;
}

function endOfPlain(text: string, from: number, delimiter: string): number {
  const end = text.indexOf(delimiter, from);
  return end === -1 ? text.length : end;
}

function withoutStrayMarks(cell: string): string {
  const text = cell.replaceAll("\0", "").trim();
  // `"RL01" and more` is about RL01.
  const inQuotes = /^"([^"]+)"/.exec(text)?.[1];
  return (inQuotes ?? text.replace(/^"+|"+$/g, "")).trim();
}
