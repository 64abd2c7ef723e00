import path from "node:path";
import { saveReceipts } from "../../ledger/bulk/receipts.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { campaignRecords } from "../../ledger/queries/campaigns.ts";
import { type ReceiptOnLine, readReceiptFile, receiptRejections } from "../../notify/receipts/read-receipt-file.ts";
import { batchesOf } from "../../support/batches.ts";
import type { Progress } from "../../support/progress.ts";
import { withProgress } from "../../support/with-progress.ts";
import { withRejectedList } from "../rejected-list.ts";
import { writeUnreachable } from "./write-unreachable.ts";

/** What became of the rows of a file: `added` were new, `known` were there already, `rejected` are listed in `list`. */
export type ImportedReceipts = { rows: number; added: number; known: number; rejected: number; list: string };

/** Receipts kept in one transaction; so many are in memory at once. */
const receiptsAtOnce = 20_000;

/**
 * Keeps what dispatchers report of notifications, and writes anew whom nothing reached; the same receipt again adds nothing. Rows that cannot be used are
 * listed in `receipts-rejected.csv`. Throws a `PipelineError` (exit 2) for a file that cannot be read; what was read
 * before is kept, and comes to nothing new the next time.
 */
export async function importReceipts(
  ledger: Ledger,
  { file, outFolder }: { file: string; outFolder: string },
  progress: Progress,
): Promise<ImportedReceipts> {
  const list = path.join(outFolder, "receipts-rejected.csv");
  const counts = { rows: 0, added: 0, known: 0 };
  const rejected = await withRejectedList({ file, list, messages: receiptRejections }, async (rejections) => {
    await withProgress(progress, ["Reading receipts", null, "rows"], async (task) => {
      for await (const batch of batchesOf(readReceiptFile(file), receiptsAtOnce)) {
        const receipts: ReceiptOnLine[] = [];
        for (const row of batch) {
          if ("code" in row) await rejections.add(row);
          else receipts.push(row);
        }
        const { added, unknown } = await saveReceipts(ledger, receipts);
        for (const line of unknown)
          await rejections.add({ line, code: "unknown-notification", column: "notification_id" });
        counts.rows += batch.length;
        counts.added += added;
        counts.known += receipts.length - unknown.length - added;
        task.advance(batch.length);
      }
    });
    return rejections.count;
  });
  for (const { campaign, purgedOn, recordedManifest } of await campaignRecords(ledger))
    if (purgedOn === null && recordedManifest > 0) await writeUnreachable(ledger, { outFolder, campaign });
  return { ...counts, rejected, list };
}
