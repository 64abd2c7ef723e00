import type { RowIdentifiers } from "../../domain/extract-rows.ts";
import { isFiscalCode } from "../../domain/fiscal-code.ts";
import type { RawRow } from "../scan/raw-row.ts";
import { splitLeniently } from "../scan/split-rows.ts";
import { cellAt, type Layout } from "./columns.ts";

/**
 * Whom a rejected row may be about: what stands in the places of the header, in each of its lines, and anything else in
 * it that may be a name. Cells shift (a decimal comma, another delimiter), and rows swallow others (a stray quote, a
 * lost line break): where a name stands proves nothing.
 */
export function identifiersIn(
  row: RawRow,
  cells: readonly string[],
  layout: Layout,
  delimiter: string,
): RowIdentifiers[] {
  const lines = row.text.includes("\n") ? row.text.split("\n").map((line) => splitLeniently(line, delimiter)) : [];
  const placed = [cells, ...lines, ...inAnotherDelimiter(row, cells, layout)].map((of) => namesAt(of, layout));
  const named = [...placed, ...piecesOf(row.text).map(namesFrom)].filter(
    (names) => names.employerId || names.relationshipId,
  );
  return eachOnce(named);
}

/** Of equal names the first is kept, which stands in its place. A row of thousands of lines may repeat a few names. */
function eachOnce(named: readonly RowIdentifiers[]): RowIdentifiers[] {
  const firsts = new Map<string, RowIdentifiers>();
  for (const names of named) {
    const key = `${names.employerId} ${names.relationshipId}`;
    if (!firsts.has(key)) firsts.set(key, names);
  }
  return [...firsts.values()];
}

/** A row that is one cell, and as many as the header with a delimiter of another file: they are in their places. */
function inAnotherDelimiter({ text }: RawRow, cells: readonly string[], { width }: Layout): string[][] {
  if (cells.length > 1) return [];
  return [",", ";", "\t", "|"]
    .map((delimiter) => splitLeniently(text, delimiter))
    .filter((others) => others.length > 1 && others.length === width);
}

/** What stands where the header has the two names. */
function namesAt(cells: readonly string[], layout: Layout): RowIdentifiers {
  const places: Partial<Record<string, number>> = layout.places;
  return {
    employerId: fiscalCodeIn(cellAt(cells, places.employer_id ?? -1)),
    relationshipId: cellAt(cells, places.relationship_id ?? -1),
    isInPlace: true,
  };
}

function namesFrom(piece: string): RowIdentifiers {
  return { employerId: fiscalCodeIn(piece), relationshipId: piece, isInPlace: false };
}

/** What is no codice fiscale names no employer. */
function fiscalCodeIn(text: string): string {
  const capitals = text.toUpperCase();
  return isFiscalCode(capitals) ? capitals : "";
}

/** The different texts between delimiters of any kind; a `|` may delimit, or belong to an id. Numbers as short as an amount in euro are no names. */
function piecesOf(text: string): string[] {
  const cells = text.split(/[,;\t\n]/);
  const pieces = [...cells, ...cells.filter((cell) => cell.includes("|")).flatMap((cell) => cell.split("|"))];
  const bare = pieces.map((piece) => piece.replace(/["\0]/g, "").trim());
  return [...new Set(bare)].filter((piece) => piece !== "" && !/^\d{1,4}$/.test(piece));
}
