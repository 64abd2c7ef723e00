import { PipelineError } from "../domain/errors.ts";
import type { RowIssue } from "../domain/rejection.ts";
import type { ExaminedExtract } from "./examine-extract.ts";

/** Shorter files are written by hand, and people forget the last line break. */
const fewestRows = 10;

/**
 * A file without a line break at its end, whose last row is no good or ends in a bad field, stopped in the middle:
 * `rows` counts its rows, `last` is where the last one starts and what is wrong with it. Throws a `PipelineError`
 * (exit 2) for such a file.
 */
export function assertNotCutOff(
  extract: ExaminedExtract,
  rows: number,
  last: { line: number; issues: readonly RowIssue[] },
): void {
  if (extract.endsWithLineBreak || rows < fewestRows) return;
  const lastColumn = nameOfLastColumn(extract.layout);
  const isCutOff = last.issues.some(({ severity, column }) => severity === "row" || column === lastColumn);
  if (!isCutOff) return;
  throw new PipelineError("cut-off", `${extract.fileName}, line ${last.line}: the file ends in the middle of a row`, {
    nextStep:
      "Ask the sender for the whole file, or if it is whole end its last line with a line break, and run the same command again",
  });
}

/** Undefined when it is a column that nobody asked for. */
function nameOfLastColumn({ places, width }: ExaminedExtract["layout"]): string | undefined {
  return Object.entries(places).find(([, place]) => place === width - 1)?.[0];
}
