import type { ExtractName } from "./extract.ts";

/** `row`: the row is not used. `field`: that field counts as blank. */
export type Severity = "row" | "field";

/**
 * Why a row is not used; `pipeline/extract/README.md`. When several apply, what is wrong with the row itself comes first,
 * in this order, and then what other rows show.
 */
export const rowCodes = [
  "malformed-row",
  "invalid-fiscal-code",
  "blank-first-name",
  "blank-relationship-id",
  "invalid-date",
  "ends-before-start",
  "invalid-quarter",
  "invalid-amount",
  "invalid-category",
  "invalid-state",
  "blank-request-id",
  "duplicate-employer",
  "duplicate-relationship",
  "duplicate-request",
  "unknown-employer",
  "unknown-relationship",
  "foreign-relationship",
  "conflicting-amount-due",
] as const;
export type RowCode = (typeof rowCodes)[number];

export const fieldCodes = [
  "invalid-boolean",
  "invalid-mobile",
  "invalid-email",
  "invalid-notice-number",
  "invalid-birth-date",
] as const;
export type FieldCode = (typeof fieldCodes)[number];

/** What is wrong with a row or with one field of it. */
export type RowIssue = {
  severity: Severity;
  code: RowCode | FieldCode;
  /** The sender's column name; empty when the row as a whole is at fault. */
  column: string;
};

/** One line of rejected.csv. */
export type Rejection = RowIssue & {
  file: ExtractName;
  /** Where the row starts in the file, header = 1. */
  line: number;
};

/** What a person is told about each code: plain words, never a cell's content. */
export const rejectionMessages: Record<RowCode | FieldCode, string> = {
  "malformed-row": "The row cannot be read: its quotes, its number of fields or its length are wrong",
  "invalid-fiscal-code": "Not a codice fiscale: 16 characters with their check character, or 11 digits",
  "blank-first-name": "The first name is missing",
  "blank-relationship-id": "The number of the relationship is missing",
  "invalid-date": "Not a date written 2026-04-05 or 05/04/2026, no such day, or one that cannot be beside the others",
  "ends-before-start": "The last day is before the first",
  "invalid-quarter": "Not a quarter written 2026-Q1 or 2026Q1",
  "invalid-amount": "Not an amount in euro such as 312, 312.5, 312,50 or 1.312,50",
  "invalid-category": "Not one of the agreed words, or not in lower-case letters, digits and hyphens",
  "invalid-state": "Not one of the agreed states, or an outcome of a request that is not closed",
  "blank-request-id": "The number of the request is missing",
  "duplicate-employer": "An earlier row has the same employer",
  "duplicate-relationship": "An earlier row has the same relationship",
  "duplicate-request": "An earlier row has the same request",
  "unknown-employer": "No accepted row of the employers has this employer",
  "unknown-relationship": "No accepted row of the relationships has this relationship",
  "foreign-relationship": "The relationship is another employer's",
  "conflicting-amount-due": "An earlier row states another amount due for the same relationship and quarter",
  "invalid-boolean": "Not yes or no: the field counts as blank",
  "invalid-mobile": "Not a number that can receive an SMS: the field counts as blank",
  "invalid-email": "Not an e-mail address: the field counts as blank",
  "invalid-notice-number": "Not a pagoPA notice number of 18 digits: the field counts as blank",
  "invalid-birth-date": "Not a date written 2026-04-05 or 05/04/2026, or no such day: the field counts as blank",
};
