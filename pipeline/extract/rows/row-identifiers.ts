import type { RowIdentifiers } from "../../domain/extract-rows.ts";
import { isFiscalCode } from "../../domain/fiscal-code.ts";
import type { RawRow } from "../scan/raw-row.ts";
import { splitLeniently } from "../scan/split-rows.ts";
import { cellAt, type Layout } from "./columns.ts";

/**
 * Whom a rejected row may be about: identifiers in the header's columns, in each of its lines, and anything else in it
 * that may be one. Cells shift (a decimal comma, another delimiter) and rows merge (a stray quote, a lost line break):
 * an identifier may be in any place.
 */
export function identifiersIn(
  row: RawRow,
  cells: readonly string[],
  layout: Layout,
  delimiter: string,
): RowIdentifiers[] {
  const lines = row.text.includes("\n") ? row.text.split("\n").map((line) => splitLeniently(line, delimiter)) : [];
  const placed = [cells, ...lines, ...inAnotherDelimiter(row, cells, layout)].map((of) => identifiersAt(of, layout));
  const named = [...placed, ...piecesOf(row.text).map(identifiersFrom)].filter(
    (names) => names.employerId || names.relationshipId,
  );
  return eachOnce(named);
}

/** Of equal identifiers the first is kept, which is in its column. A row of thousands of lines may repeat a few. */
function eachOnce(named: readonly RowIdentifiers[]): RowIdentifiers[] {
  const firsts = new Map<string, RowIdentifiers>();
  for (const names of named) {
    const key = `${names.employerId} ${names.relationshipId}`;
    if (!firsts.has(key)) firsts.set(key, names);
  }
  return [...firsts.values()];
}

/** The cells of a one-cell row that has as many as the header with another delimiter: all are in their columns. */
function inAnotherDelimiter({ text }: RawRow, cells: readonly string[], { width }: Layout): string[][] {
  if (cells.length > 1) return [];
  return [",", ";", "\t", "|"]
    .map((delimiter) => splitLeniently(text, delimiter))
    .filter((others) => others.length > 1 && others.length === width);
}

/** The identifiers in the columns of the header. */
function identifiersAt(cells: readonly string[], layout: Layout): RowIdentifiers {
  const places: Partial<Record<string, number>> = layout.places;
  return {
    employerId: fiscalCodeIn(cellAt(cells, places.employer_id ?? -1)),
    relationshipId: cellAt(cells, places.relationship_id ?? -1),
    isInPlace: true,
  };
}

function identifiersFrom(piece: string): RowIdentifiers {
  return { employerId: fiscalCodeIn(piece), relationshipId: piece, isInPlace: false };
}

/** Empty for what is no codice fiscale. */
function fiscalCodeIn(text: string): string {
  const capitals = text.toUpperCase();
  return isFiscalCode(capitals) ? capitals : "";
}

/**
 * The distinct texts between delimiters of any kind; a `|` may delimit or belong to an id. Numbers of up to four digits
 * are amounts.
 */
function piecesOf(text: string): string[] {
  const cells = text.split(/[,;\t\n]/);
  const pieces = [...cells, ...cells.filter((cell) => cell.includes("|")).flatMap((cell) => cell.split("|"))];
  const bare = pieces.map((piece) => piece.replace(/["\0]/g, "").trim());
  return [...new Set(bare)].filter((piece) => piece !== "" && !/^\d{1,4}$/.test(piece));
}
