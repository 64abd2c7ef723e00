import type { ExtractName } from "../../domain/extract.ts";
import type { FieldIssue, RowsOfExtracts } from "../../domain/extract-rows.ts";
import type { RowCode } from "../../domain/rejection.ts";

/** The sender's column names and which of them must be there; used in this folder only. */
export const columnsOf = {
  employers: {
    employer_id: "required",
    first_name: "required",
    birth_date: "optional",
    mobile: "optional",
    mobile_consent: "optional",
    email: "optional",
    email_consent: "optional",
    io_enabled: "optional",
    inps_mobile_enabled: "optional",
  },
  relationships: {
    relationship_id: "required",
    employer_id: "required",
    worker_first_name: "required",
    started_on: "required",
    ended_on: "optional",
  },
  contributions: {
    relationship_id: "required",
    quarter: "required",
    amount_due: "optional",
    amount_paid: "optional",
    paid_on: "optional",
    notice_number: "optional",
  },
  suspensions: { relationship_id: "required", quarter: "required" },
  requests: {
    request_id: "required",
    employer_id: "required",
    relationship_id: "optional",
    quarter: "optional",
    category: "required",
    state: "required",
    outcome: "optional",
    opened_on: "required",
    closed_on: "optional",
  },
  delegations: {
    employer_id: "required",
    delegate_id: "required",
    delegate_kind: "required",
    delegate_name: "required",
    active_from: "required",
    // Without it every delegation that has ended would be active.
    active_to: "required",
    email: "optional",
    email_consent: "optional",
  },
  profiles: { employer_id: "required", category: "required" },
} as const satisfies Record<ExtractName, Record<string, "required" | "optional">>;

/** Where a file keeps each column, counted from 0; -1 when the file has no such column. */
export type Layout<Name extends ExtractName = ExtractName> = {
  readonly places: Readonly<Record<keyof (typeof columnsOf)[Name], number>>;
  /** Fields in the header, and so in every row. */
  readonly width: number;
};

/** A cell without the blanks around it; empty when the file has no such column. */
export function cellAt(cells: readonly string[], place: number): string {
  return cells[place]?.trim() ?? "";
}

/** The first reason against a row, in the contract's order of codes, and the column it is about. */
export type Refusal = { code: RowCode; column: string };

/** What the cells of a well-formed row say, or why the row is not used. */
export type RowReading<Row> =
  | { row: Row; issues: readonly FieldIssue[]; refusal?: never }
  | { refusal: Refusal; row?: never };

export type RowReader<Name extends ExtractName> = (
  cells: readonly string[],
  places: Layout<Name>["places"],
) => RowReading<RowsOfExtracts[Name]>;
