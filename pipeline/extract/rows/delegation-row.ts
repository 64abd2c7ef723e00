import { delegateKinds } from "../../domain/delegation.ts";
import { isEmail } from "../../domain/email.ts";
import type { DelegationRow, FieldIssue } from "../../domain/extract-rows.ts";
import { isFiscalCode } from "../../domain/fiscal-code.ts";
import { oneOf, readBoolean, readDay } from "./cell-formats.ts";
import { cellAt, type Layout, type RowReading } from "./columns.ts";

type Places = Layout<"delegations">["places"];

/** A row of delegations.csv; whether its employer is known is seen later. */
export function readDelegation(cells: readonly string[], places: Places): RowReading<DelegationRow> {
  const text = (column: keyof Places) => cellAt(cells, places[column]);
  const employerId = text("employer_id").toUpperCase();
  if (!isFiscalCode(employerId)) return { refusal: { code: "invalid-fiscal-code", column: "employer_id" } };
  const delegateId = text("delegate_id").toUpperCase();
  if (!isFiscalCode(delegateId)) return { refusal: { code: "invalid-fiscal-code", column: "delegate_id" } };
  const activeFrom = readDay(text("active_from"));
  if (activeFrom === null) return { refusal: { code: "invalid-date", column: "active_from" } };
  const activeTo = text("active_to") === "" ? null : readDay(text("active_to"));
  if (text("active_to") !== "" && activeTo === null) return { refusal: { code: "invalid-date", column: "active_to" } };
  if (activeTo !== null && activeTo < activeFrom) {
    return { refusal: { code: "ends-before-start", column: "active_to" } };
  }
  const delegateKind = oneOf(delegateKinds, text("delegate_kind"));
  if (delegateKind === null) return { refusal: { code: "invalid-category", column: "delegate_kind" } };

  const issues: FieldIssue[] = [];
  const email = isEmail(text("email")) ? text("email") : null;
  if (email === null && text("email") !== "") issues.push({ code: "invalid-email", column: "email" });
  const consent = readBoolean(text("email_consent"));
  if (consent === null) issues.push({ code: "invalid-boolean", column: "email_consent" });
  const row = { employerId, delegateId, delegateKind, delegateName: text("delegate_name"), activeFrom, activeTo };
  return { row: { ...row, email, hasEmailConsent: consent ?? false }, issues };
}
