import { noInstant } from "../../domain/instant.ts";
import { type ReceiptRow, receiptRow, receiptStatuses } from "../../domain/receipt.ts";
import { type FileRecord, malformedRecord, readRecords } from "../../support/read-records.ts";

/** Why a row of a file of receipts is not used. */
export const receiptRejections = {
  "malformed-row": malformedRecord,
  "unknown-notification": "No notification of ours has this id, or its campaign was purged",
  "invalid-status": `The status is none of ${receiptStatuses.join(", ")}`,
  "invalid-time": noInstant,
} as const;

type RejectionCode = keyof typeof receiptRejections;
type ReceiptRejection = { line: number; code: RejectionCode; column: string };

const codeOf: Record<string, RejectionCode> = {
  notification_id: "unknown-notification",
  status: "invalid-status",
  at: "invalid-time",
};

/** A receipt with the line of the file it stands on. */
export type ReceiptOnLine = ReceiptRow & { line: number };

/**
 * Reads a file of receipts (`readRecords`) row by row. A row that is not as agreed comes as a rejection. Throws a
 * `PipelineError` (exit 2) for a file that cannot be read.
 */
export async function* readReceiptFile(file: string): AsyncGenerator<ReceiptOnLine | ReceiptRejection> {
  for await (const record of readRecords(file, ["notification_id", "status", "at"])) yield receiptIn(record);
}

function receiptIn({ line, cells }: FileRecord): ReceiptOnLine | ReceiptRejection {
  if (cells === null) return { line, code: "malformed-row", column: "" };
  const row = receiptRow.safeParse({ ...cells, status: cells.status?.toLowerCase() });
  if (row.success) return { line, ...row.data };
  const column = String(row.error.issues[0]?.path[0] ?? "");
  return { line, code: codeOf[column] ?? "malformed-row", column };
}
