import type { ProfileRow } from "../../domain/extract-rows.ts";
import { isFiscalCode } from "../../domain/fiscal-code.ts";
import { isProfileCategory } from "../../domain/profile-category.ts";
import { cellAt, type Layout, type RowReading } from "./columns.ts";

/** A row of profiles.csv; whether its employer is known is seen later. */
export function readProfile(cells: readonly string[], places: Layout<"profiles">["places"]): RowReading<ProfileRow> {
  const employerId = cellAt(cells, places.employer_id).toUpperCase();
  if (!isFiscalCode(employerId)) return { refusal: { code: "invalid-fiscal-code", column: "employer_id" } };
  const category = cellAt(cells, places.category);
  if (!isProfileCategory(category)) return { refusal: { code: "invalid-category", column: "category" } };
  return { row: { employerId, category }, issues: [] };
}
