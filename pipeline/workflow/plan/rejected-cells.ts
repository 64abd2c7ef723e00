import { type Rejection, rejectionMessages } from "../../domain/rejection.ts";
import type { Cells } from "../../support/csv-file.ts";

export const rejectedHeader = ["file", "line", "severity", "code", "column", "message"];

/** Lines of `rejected.csv`. */
export function* rejectedCells(rejections: Iterable<Rejection>): Generator<Cells> {
  for (const { file, line, severity, code, column } of rejections)
    yield [`${file}.csv`, line, severity, code, column, rejectionMessages[code]];
}
