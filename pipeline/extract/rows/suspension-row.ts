import type { SuspensionRow } from "../../domain/extract-rows.ts";
import { readQuarter } from "./cell-formats.ts";
import { cellAt, type Layout, type RowReading } from "./columns.ts";

/** A row of suspensions.csv; whether its relationship is known is seen later. */
export function readSuspension(
  cells: readonly string[],
  places: Layout<"suspensions">["places"],
): RowReading<SuspensionRow> {
  const relationshipId = cellAt(cells, places.relationship_id);
  if (relationshipId === "") return { refusal: { code: "blank-relationship-id", column: "relationship_id" } };
  const quarter = readQuarter(cellAt(cells, places.quarter));
  if (quarter === null) return { refusal: { code: "invalid-quarter", column: "quarter" } };
  return { row: { relationshipId, quarter }, issues: [] };
}
