import type { RowNames } from "../domain/extract-rows.ts";
import { isFiscalCode } from "../domain/fiscal-code.ts";
import { cellAt, type Layout } from "./columns.ts";
import type { RawRow } from "./raw-row.ts";
import { splitLeniently } from "./split-rows.ts";

/**
 * Whom a rejected row may be about. A row over several lines may have swallowed other rows through a stray quote:
 * then everybody named in one of its lines counts.
 */
export function namesIn(row: RawRow, cells: readonly string[], layout: Layout, delimiter: string): RowNames[] {
  const lines = row.text.includes("\n") ? row.text.split("\n").map((line) => splitLeniently(line, delimiter)) : [];
  return [cells, ...lines].map((of) => namesAt(of, layout)).filter((names) => names.employerId || names.relationshipId);
}

/** What stands where the header has the two names. */
function namesAt(cells: readonly string[], layout: Layout): RowNames {
  const places: Partial<Record<string, number>> = layout.places;
  const employerId = cellAt(cells, places.employer_id ?? -1).toUpperCase();
  return {
    // What is no codice fiscale names nobody.
    employerId: isFiscalCode(employerId) ? employerId : "",
    relationshipId: cellAt(cells, places.relationship_id ?? -1),
  };
}
