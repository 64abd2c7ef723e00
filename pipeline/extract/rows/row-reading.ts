import type { ExtractName } from "../../domain/extract.ts";
import type { FieldIssue, RowsOfExtracts } from "../../domain/extract-rows.ts";
import type { RowCode } from "../../domain/rejection.ts";
import type { Layout } from "./columns.ts";

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
