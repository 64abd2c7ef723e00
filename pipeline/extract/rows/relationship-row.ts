import type { RelationshipRow } from "../../domain/extract-rows.ts";
import { isBlankName } from "../../domain/first-name.ts";
import { isFiscalCode } from "../../domain/fiscal-code.ts";
import { readDay } from "./cell-formats.ts";
import { cellAt, type Layout, type RowReading } from "./columns.ts";

const nothing: readonly never[] = [];

/** A row of relationships.csv; whether its employer is known is seen later. */
export function readRelationship(
  cells: readonly string[],
  places: Layout<"relationships">["places"],
): RowReading<RelationshipRow> {
  const employerId = cellAt(cells, places.employer_id).toUpperCase();
  if (!isFiscalCode(employerId)) return { refusal: { code: "invalid-fiscal-code", column: "employer_id" } };
  const workerFirstName = cellAt(cells, places.worker_first_name);
  if (isBlankName(workerFirstName)) return { refusal: { code: "blank-first-name", column: "worker_first_name" } };
  const relationshipId = cellAt(cells, places.relationship_id);
  if (relationshipId === "") return { refusal: { code: "blank-relationship-id", column: "relationship_id" } };
  const startedOn = readDay(cellAt(cells, places.started_on));
  if (startedOn === null) return { refusal: { code: "invalid-date", column: "started_on" } };
  const endText = cellAt(cells, places.ended_on);
  const endedOn = endText === "" ? null : readDay(endText);
  if (endText !== "" && endedOn === null) return { refusal: { code: "invalid-date", column: "ended_on" } };
  if (endedOn !== null && endedOn < startedOn) return { refusal: { code: "ends-before-start", column: "ended_on" } };
  return { row: { relationshipId, employerId, workerFirstName, startedOn, endedOn }, issues: nothing };
}
