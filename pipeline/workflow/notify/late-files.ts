import path from "node:path";
import { assertRejectionRate } from "../../decide/rejection-rate.ts";
import type { ExtractName, RowCounts } from "../../domain/extract.ts";
import type { ReadRow, RowsOfExtracts } from "../../domain/extract-rows.ts";
import type { LateFileKind } from "../../domain/late-file.ts";
import { type RowCode, rejectionMessages } from "../../domain/rejection.ts";
import { examineExtract } from "../../extract/examine-extract.ts";
import { readExtract } from "../../extract/read-extract.ts";
import { assertNotCutOff } from "../../extract/scan/cut-off.ts";
import type { LateFileWriter, LateRejection } from "../../ledger/bulk/late-files.ts";
import { latePaymentsWriter } from "../../ledger/bulk/late-payments.ts";
import { lateRequestsWriter } from "../../ledger/bulk/late-requests.ts";
import { inTransaction } from "../../ledger/bulk/transaction.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { campaignFolder } from "../../settings/campaign-settings.ts";
import { writeCsv } from "../../support/csv-file.ts";
import type { Progress } from "../../support/progress.ts";
import { withProgress } from "../../support/with-progress.ts";
import { forgottenPeople } from "../forget/forgotten-people.ts";
import type { CampaignPlan } from "../plan/campaign-plan.ts";
import { type SuppressionCounts, suppressByLateFiles } from "./suppress-by-late-files.ts";

/** Result of reading a file that came after the extracts. */
export type LateFileSummary = RowCounts & { sha256: string; suppressed: SuppressionCounts };

/** How a kind of late file is read, and where its rows are kept. */
type LateReading<Name extends ExtractName> = {
  kind: LateFileKind;
  /** It has the columns of this extract. */
  columnsOf: Name;
  writerOf(ledger: Ledger, file: CampaignPlan & { sha256: string }): LateFileWriter<ReadRow<RowsOfExtracts[Name]>>;
};

/** People who are not in the campaign are no fault of a file that came after its extracts. */
const ofOthers: readonly string[] = ["unknown-relationship", "unknown-employer"] satisfies RowCode[];

/** Reads one late file of a kind: see `recordLatePayments`. */
type LateFileRecorder = (
  ledger: Ledger,
  plan: CampaignPlan,
  file: string,
  progress: Progress,
  signal?: AbortSignal,
) => Promise<LateFileSummary>;

/**
 * Reads a file of payments made since the extracts, with the columns of contributions.csv, keeps its rows in the ledger
 * and suppresses whom they concern. Rows that cannot be used are listed in `late-payments-rejected.csv`; whom such a
 * row may concern is not notified either. The same file again adds nothing. Throws a `PipelineError` for a file that
 * cannot be read.
 */
export const recordLatePayments = lateFileRecorder({
  kind: "payments",
  columnsOf: "contributions",
  writerOf: latePaymentsWriter,
});

/** The same for requests opened since the extracts, with the columns of requests.csv, and `late-requests-rejected.csv`. */
export const recordLateRequests = lateFileRecorder({
  kind: "requests",
  columnsOf: "requests",
  writerOf: lateRequestsWriter,
});

function lateFileRecorder<Name extends ExtractName>(reading: LateReading<Name>): LateFileRecorder {
  return (ledger, plan, file, progress, signal) =>
    recordLateFile(ledger, plan, { ...reading, file }, { progress, signal });
}

async function recordLateFile<Name extends ExtractName>(
  ledger: Ledger,
  plan: CampaignPlan,
  { kind, columnsOf, writerOf, file }: LateReading<Name> & { file: string },
  { progress, signal }: { progress: Progress; signal: AbortSignal | undefined },
): Promise<LateFileSummary> {
  const fileName = path.basename(file);
  const extract = await examineExtract(columnsOf, { path: file, fileName, isGzipped: file.endsWith(".gz") });
  const { isForgotten } = await forgottenPeople(ledger, plan);
  const rejections: LateRejection[] = [];
  let rows = 0;
  let lastLine = 0;
  const lateFile = await inTransaction(ledger, async () => {
    const writer = writerOf(ledger, { ...plan, sha256: extract.sha256 });
    await withProgress(progress, [`Reading ${fileName}`, extract.lineBreaks, "rows"], async (task) => {
      for await (const batch of readExtract(columnsOf, extract)) {
        signal?.throwIfAborted();
        rejections.push(...writer.add(isForgotten ? batch.map((row) => withoutForgotten(row, isForgotten)) : batch));
        lastLine = batch.at(-1)?.accepted?.line ?? batch.at(-1)?.rejected?.line ?? lastLine;
        rows += batch.filter(({ rejected }) => rejected?.code !== null).length;
        task.advance(batch.length);
      }
    });
    const rejected = rejections.filter(({ severity, code }) => severity === "row" && !ofOthers.includes(code));
    assertNotCutOff(extract, { rows, rowsBefore: 0 }, lastRow(lastLine, rejections));
    assertRejectionRate({ fileName, rows, rejected: rejected.length }, plan.maxRejectedPercent);
    return writer.lateFile;
  });
  const { counts, conflicting } = await suppressByLateFiles(ledger, plan, signal);
  for (const row of conflicting.filter((row) => row.lateFile === lateFile))
    rejections.push({ line: row.line, severity: "row", code: "conflicting-amount-due", column: "amount_due" });
  await writeRejectedRows(plan, kind, rejections);
  const rejected = rejections.filter(({ severity }) => severity === "row").length;
  const fieldIssues = rejections.length - rejected;
  return { rows, accepted: rows - rejected, rejected, fieldIssues, sha256: extract.sha256, suppressed: counts };
}

/** Whoever was removed from the campaign is nobody whom a late file may name. */
function withoutForgotten<Row>(read: ReadRow<Row>, isForgotten: (code: string) => boolean): ReadRow<Row> {
  if (read.rejected) {
    const names = read.rejected.names.filter(({ employerId }) => !isForgotten(employerId));
    return { rejected: { ...read.rejected, names } };
  }
  const { employerId } = read.accepted.row as { employerId?: string };
  if (employerId === undefined || !isForgotten(employerId)) return read;
  return { rejected: { line: read.accepted.line, code: "unknown-employer", column: "employer_id", names: [] } };
}

/** An unknown relationship is no fault of the file, unless its cell is the one that was cut off. */
function lastRow(line: number, rejections: readonly LateRejection[]): { line: number; issues: LateRejection[] } {
  const asField = (issue: LateRejection): LateRejection =>
    ofOthers.includes(issue.code) ? { ...issue, severity: "field" } : issue;
  return { line, issues: rejections.filter((issue) => issue.line === line).map(asField) };
}

async function writeRejectedRows(plan: CampaignPlan, kind: LateFileKind, rejections: LateRejection[]): Promise<void> {
  const header = ["line", "severity", "code", "column", "message"];
  const inOrder = rejections.toSorted((a, b) => a.line - b.line || (a.column < b.column ? -1 : 1));
  const cells = inOrder.map(({ line, severity, code, column }) => [
    String(line),
    severity,
    code,
    column,
    rejectionMessages[code],
  ]);
  await writeCsv(rejectedLateRows(plan, kind), header, cells);
}

/** Rows of the late file of a kind given last that were not used. */
export function rejectedLateRows(plan: CampaignPlan, kind: LateFileKind): string {
  return path.join(campaignFolder(plan), `late-${kind}-rejected.csv`);
}
