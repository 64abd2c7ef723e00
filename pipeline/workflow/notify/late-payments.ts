import path from "node:path";
import { judgeLatePayments } from "../../decide/late-payments.ts";
import { assertRejectionRate } from "../../decide/rejection-rate.ts";
import type { RowCounts } from "../../domain/extract.ts";
import { rejectionMessages } from "../../domain/rejection.ts";
import { type SuppressionReason, suppressionReasons } from "../../domain/suppressed.ts";
import { examineExtract } from "../../extract/examine-extract.ts";
import { readExtract } from "../../extract/read-extract.ts";
import { assertNotCutOff } from "../../extract/scan/cut-off.ts";
import {
  hasLatePayments,
  type LateRejection,
  type LateRow,
  lateFileWriter,
  latePaymentsInOrder,
} from "../../ledger/bulk/late-payments.ts";
import { suppressionWriter } from "../../ledger/bulk/suppressed.ts";
import { inTransaction } from "../../ledger/bulk/transaction.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { campaignFolder } from "../../settings/campaign-settings.ts";
import { writeCsv } from "../../support/csv-file.ts";
import type { Progress } from "../../support/progress.ts";
import { withProgress } from "../../support/with-progress.ts";
import { yieldToEventLoop } from "../../support/yield-to-event-loop.ts";
import { type CampaignPlan, rulesOf } from "../plan/campaign-plan.ts";
import { selectedPositions } from "./selected-positions.ts";

/** Selected employers who are no longer told, by reason; those who were suppressed before are not counted again. */
type SuppressionCounts = Record<SuppressionReason, number>;

/** Result of reading a late payments file. */
export type LatePaymentsSummary = RowCounts & { sha256: string; suppressed: SuppressionCounts };

/**
 * Reads a file of payments made since the extracts, with the columns of contributions.csv, keeps its rows in the ledger
 * and suppresses whom they concern. Rows that cannot be used are listed in `late-payments-rejected.csv`; whom such a
 * row may concern is not notified either. The same file again adds nothing. Throws a `PipelineError` for a file that
 * cannot be read.
 */
export async function recordLatePayments(
  ledger: Ledger,
  plan: CampaignPlan,
  file: string,
  progress: Progress,
  signal?: AbortSignal,
): Promise<LatePaymentsSummary> {
  const fileName = path.basename(file);
  const extract = await examineExtract("contributions", { path: file, fileName, isGzipped: file.endsWith(".gz") });
  const rejections: LateRejection[] = [];
  let rows = 0;
  let lastLine = 0;
  const lateFile = await inTransaction(ledger, async () => {
    const writer = lateFileWriter(ledger, { ...plan, sha256: extract.sha256 });
    await withProgress(progress, [`Reading ${fileName}`, extract.lineBreaks, "rows"], async (task) => {
      for await (const batch of readExtract("contributions", extract)) {
        signal?.throwIfAborted();
        rejections.push(...writer.add(batch));
        lastLine = batch.at(-1)?.accepted?.line ?? batch.at(-1)?.rejected?.line ?? lastLine;
        rows += batch.filter(({ rejected }) => rejected?.code !== null).length;
        task.advance(batch.length);
      }
    });
    // Payments of people who are not in this campaign are no fault of the file.
    const rejected = rejections.filter(({ severity, code }) => severity === "row" && code !== "unknown-relationship");
    assertNotCutOff(extract, { rows, rowsBefore: 0 }, lastRow(lastLine, rejections));
    assertRejectionRate({ fileName, rows, rejected: rejected.length }, plan.maxRejectedPercent);
    return writer.lateFile;
  });
  const { counts, conflicting } = await suppressByLatePayments(ledger, plan, signal);
  for (const row of conflicting.filter((row) => row.lateFile === lateFile))
    rejections.push({ line: row.line, severity: "row", code: "conflicting-amount-due", column: "amount_due" });
  await writeRejectedPayments(plan, rejections);
  const rejected = rejections.filter(({ severity }) => severity === "row").length;
  const fieldIssues = rejections.length - rejected;
  return { rows, accepted: rows - rejected, rejected, fieldIssues, sha256: extract.sha256, suppressed: counts };
}

/**
 * Suppresses the selected employers whose guide is outdated by any late payments file of the campaign
 * (`suppressedEmployers`), those beyond `--limit` too. To be done whenever decisions may be new: an employer who was
 * withheld, or not yet known, when a payment was reported must not be told later that it is missing.
 */
export async function suppressByLatePayments(
  ledger: Ledger,
  plan: CampaignPlan,
  signal?: AbortSignal,
): Promise<{ counts: SuppressionCounts; conflicting: LateRow[] }> {
  const counts = Object.fromEntries(suppressionReasons.map((reason) => [reason, 0])) as SuppressionCounts;
  const conflicting: LateRow[] = [];
  if (!hasLatePayments(ledger, plan.campaign)) return { counts, conflicting };
  const rules = rulesOf(plan);
  const late = latePaymentsInOrder(ledger, plan.campaign, plan.snapshot);
  try {
    await inTransaction(ledger, async () => {
      const writer = suppressionWriter(ledger, plan.campaign);
      const selected = selectedPositions(ledger, { ...plan, limit: null });
      for await (const { employerKey, position } of yieldToEventLoop(selected, signal)) {
        const verdict = judgeLatePayments(position, late.of(employerKey), rules);
        conflicting.push(...verdict.conflicting);
        if (verdict.reason && writer.add({ employerId: position.employerId, reason: verdict.reason }))
          counts[verdict.reason] += 1;
      }
    });
  } finally {
    late.close();
  }
  return { counts, conflicting };
}

/** An unknown relationship is no fault of the file, unless its cell is the one that was cut off. */
function lastRow(line: number, rejections: readonly LateRejection[]): { line: number; issues: LateRejection[] } {
  const asField = (issue: LateRejection): LateRejection =>
    issue.code === "unknown-relationship" ? { ...issue, severity: "field" } : issue;
  return { line, issues: rejections.filter((issue) => issue.line === line).map(asField) };
}

async function writeRejectedPayments(plan: CampaignPlan, rejections: LateRejection[]): Promise<void> {
  const header = ["line", "severity", "code", "column", "message"];
  const inOrder = rejections.toSorted((a, b) => a.line - b.line || (a.column < b.column ? -1 : 1));
  const cells = inOrder.map(({ line, severity, code, column }) => [
    String(line),
    severity,
    code,
    column,
    rejectionMessages[code],
  ]);
  await writeCsv(rejectedPaymentsFile(plan), header, cells);
}

/** Rows of the late payments file given last that were not used. */
export function rejectedPaymentsFile(plan: CampaignPlan): string {
  return path.join(campaignFolder(plan), "late-payments-rejected.csv");
}
