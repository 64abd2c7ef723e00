import { PipelineError } from "../domain/errors.ts";
import { agreementOnExtracts } from "../domain/extract.ts";

/** So many rejected rows are accepted at any rejection rate. */
const toleratedRejections = 100;

/**
 * Too many rejected rows mean that a file is wrong or damaged, and its other rows would mislead.
 * Throws a `PipelineError` (exit 2) when more than 100 and more than `maxPercent` of the rows are rejected.
 */
export function assertRejectionRate(
  { fileName, rows, rejected }: { fileName: string; rows: number; rejected: number },
  maxPercent: number,
): void {
  if (rejected <= toleratedRejections || rejected * 100 <= rows * maxPercent) return;
  const percent = ((rejected / rows) * 100).toFixed(1);
  throw new PipelineError("too-many-rejected", `${fileName}: ${rejected} of ${rows} rows (${percent} %) are rejected`, {
    nextStep: `Ask the sender for a better file, or allow more with --max-rejected; see ${agreementOnExtracts}`,
  });
}
