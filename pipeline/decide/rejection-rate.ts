import { PipelineError } from "../domain/errors.ts";
import { agreementOnExtracts } from "../domain/extract.ts";

/** Up to so many rejected rows never make a file untrustworthy. */
const toleratedRejections = 100;

/**
 * Too many rejected rows say that a file is not what it should be, and what is left of it would mislead.
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
