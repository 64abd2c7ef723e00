import type { Day } from "../../domain/day.ts";
import { isEmail } from "../../domain/email.ts";
import type { EmployerRow, FieldIssue } from "../../domain/extract-rows.ts";
import { isBlankName } from "../../domain/first-name.ts";
import { isFiscalCode } from "../../domain/fiscal-code.ts";
import type { FieldCode } from "../../domain/rejection.ts";
import { readBoolean, readDay } from "./cell-formats.ts";
import { cellAt, type Layout, type RowReading } from "./columns.ts";
import { readMobile } from "./mobile.ts";

type Places = Layout<"employers">["places"];

/**
 * A row of employers.csv. Only an invalid code or name rejects it; any other invalid field counts as blank.
 */
export function readEmployer(cells: readonly string[], places: Places): RowReading<EmployerRow> {
  const employerId = cellAt(cells, places.employer_id).toUpperCase();
  if (!isFiscalCode(employerId)) return { refusal: { code: "invalid-fiscal-code", column: "employer_id" } };
  const firstName = cellAt(cells, places.first_name);
  if (isBlankName(firstName)) return { refusal: { code: "blank-first-name", column: "first_name" } };

  const issues: FieldIssue[] = [];
  const field = <Value>(column: keyof Places, read: (text: string) => Value | null, code: FieldCode): Value | null => {
    const text = cellAt(cells, places[column]);
    const value = text === "" ? null : read(text);
    if (text !== "" && value === null) issues.push({ code, column });
    return value;
  };
  const flag = (column: keyof Places) => field(column, readBoolean, "invalid-boolean") ?? false;
  const row = {
    employerId,
    firstName,
    birthDate: field<Day>("birth_date", readDay, "invalid-birth-date"),
    mobile: field("mobile", readMobile, "invalid-mobile"),
    hasMobileConsent: flag("mobile_consent"),
    email: field("email", (text) => (isEmail(text) ? text : null), "invalid-email"),
    hasEmailConsent: flag("email_consent"),
    isOnIo: flag("io_enabled"),
    acceptsInpsMobile: flag("inps_mobile_enabled"),
  };
  return { row, issues };
}
