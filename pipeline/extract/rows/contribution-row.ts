import type { ContributionRow, FieldIssue } from "../../domain/extract-rows.ts";
import { parseEuro } from "../../domain/money.ts";
import { isNoticeNumber, readDay, readQuarter } from "./cell-formats.ts";
import { cellAt, type Layout, type RowReading } from "./columns.ts";

const nothing: readonly never[] = [];
const invalidNotice: readonly FieldIssue[] = [{ code: "invalid-notice-number", column: "notice_number" }];

/** A row of contributions.csv; whether its relationship is known is seen later. */
export function readContribution(
  cells: readonly string[],
  places: Layout<"contributions">["places"],
): RowReading<ContributionRow> {
  const relationshipId = cellAt(cells, places.relationship_id);
  if (relationshipId === "") return { refusal: { code: "blank-relationship-id", column: "relationship_id" } };
  const paidOnText = cellAt(cells, places.paid_on);
  const paidOn = paidOnText === "" ? null : readDay(paidOnText);
  if (paidOnText !== "" && paidOn === null) return { refusal: { code: "invalid-date", column: "paid_on" } };
  const quarter = readQuarter(cellAt(cells, places.quarter));
  if (quarter === null) return { refusal: { code: "invalid-quarter", column: "quarter" } };
  const dueCents = readAmount(cellAt(cells, places.amount_due));
  if (dueCents === undefined) return { refusal: { code: "invalid-amount", column: "amount_due" } };
  const paidCents = readAmount(cellAt(cells, places.amount_paid));
  if (paidCents === undefined) return { refusal: { code: "invalid-amount", column: "amount_paid" } };
  const notice = cellAt(cells, places.notice_number);
  const noticeNumber = isNoticeNumber(notice) ? notice : null;
  return {
    row: { relationshipId, quarter, dueCents, paidCents: paidCents ?? 0, paidOn, noticeNumber },
    issues: notice === "" || noticeNumber !== null ? nothing : invalidNotice,
  };
}

/** Cents, null when blank, undefined when it is no amount. */
function readAmount(text: string): number | null | undefined {
  return text === "" ? null : (parseEuro(text) ?? undefined);
}
