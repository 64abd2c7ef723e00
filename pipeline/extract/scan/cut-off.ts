import { PipelineError } from "../../domain/errors.ts";
import type { RowIssue } from "../../domain/rejection.ts";
import type { ExaminedExtract } from "../examine-extract.ts";

/**
 * A shorter file may be written by hand, without the last line break; but not after files with
 * `rowsOfPrograms` rows in all, which a program wrote.
 */
const fewestRows = 10;
const rowsOfPrograms = 100;

/**
 * A file without a line break at its end, whose last row is rejected or ends in an invalid field, was cut off:
 * `rows` counts its rows and `rowsBefore` those of the files read before it, `last` is where its last row starts and
 * what is wrong with it. Throws a `PipelineError` (exit 2) for such a file.
 */
export function assertNotCutOff(
  extract: ExaminedExtract,
  { rows, rowsBefore }: { rows: number; rowsBefore: number },
  last: { line: number; issues: readonly RowIssue[] },
): void {
  if (extract.endsWithLineBreak) return;
  if (rows < fewestRows && rowsBefore < rowsOfPrograms) return;
  const lastColumn = nameOfLastColumn(extract.layout);
  const isCutOff = last.issues.some(({ severity, column }) => severity === "row" || column === lastColumn);
  if (!isCutOff) return;
  throw new PipelineError("cut-off", `${extract.fileName}, line ${last.line}: the file ends in the middle of a row`, {
    nextStep:
      "Ask the sender for the whole file, or if it is whole end its last line with a line break, and run the same command again",
  });
}

/** Undefined when it is an unknown column. */
function nameOfLastColumn({ places, width }: ExaminedExtract["layout"]): string | undefined {
  return Object.entries(places).find(([, place]) => place === width - 1)?.[0];
}
