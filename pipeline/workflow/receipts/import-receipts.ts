import path from "node:path";
import { saveReceipts } from "../../ledger/bulk/receipts.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { campaignRecords, saveCorrectionsWaiting } from "../../ledger/queries/campaigns.ts";
import { findCampaign } from "../../ledger/queries/plans.ts";
import { type ReceiptOnLine, readReceiptFile, receiptRejections } from "../../notify/receipts/read-receipt-file.ts";
import { keptConfig } from "../../settings/config.ts";
import type { Progress } from "../../support/progress.ts";
import { type Imported, importRows } from "../import-rows.ts";
import { countAwaitingCorrection } from "../notify/told-wrongly.ts";
import { hasUsableSettings } from "../plan/campaign-plan.ts";
import { writeUnreachable } from "./write-unreachable.ts";

/** Receipts kept in one transaction; so many are in memory at once. */
const receiptsAtOnce = 20_000;

/**
 * Keeps what dispatchers report of notifications, and writes anew whom nothing reached in the campaigns that something
 * new is reported of; the same receipt again adds nothing. Rows that cannot be used are listed in
 * `receipts-rejected.csv`. Throws a `PipelineError` (exit 2) for a file that cannot be read; what was read before is kept,
 * and comes to nothing new the next time.
 */
export async function importReceipts(
  ledger: Ledger,
  { file, outFolder }: { file: string; outFolder: string },
  progress: Progress,
): Promise<Imported> {
  const list = path.join(outFolder, "receipts-rejected.csv");
  const campaigns = new Set<string>();
  const keep = async (receipts: ReceiptOnLine[]) => {
    const { added, unknown, ...saved } = await saveReceipts(ledger, receipts);
    for (const campaign of saved.campaigns) campaigns.add(campaign);
    const reason = { code: "unknown-notification", column: "notification_id" } as const;
    return { added, rejected: unknown.map((line) => ({ line, ...reason })) };
  };
  try {
    return await importRows(
      { file, what: "receipts", list, messages: receiptRejections },
      readReceiptFile(file),
      { atOnce: receiptsAtOnce, keep },
      progress,
    );
  } finally {
    // Also after an error: rows that were read before it are not new the next time. A file that adds nothing may have been
    // imported by a process that was killed before it came to this.
    for (const campaign of campaigns.size > 0 ? campaigns : await publishedCampaigns(ledger)) {
      await writeUnreachable(ledger, { outFolder, campaign });
      await noteCorrectionsWaiting(ledger, campaign);
    }
  }
}

async function publishedCampaigns(ledger: Ledger): Promise<string[]> {
  const records = await campaignRecords(ledger);
  return records.filter((one) => one.purgedOn === null && one.recordedManifest > 0).map(({ campaign }) => campaign);
}

/** Now it may be known that something wrong has reached somebody; the dashboard says so until `notify` is run. */
async function noteCorrectionsWaiting(ledger: Ledger, campaign: string): Promise<void> {
  const plan = await findCampaign(ledger, campaign);
  if (plan === null || !hasUsableSettings(plan)) return;
  const waiting = await countAwaitingCorrection(ledger, { ...plan, config: keptConfig(plan.settings) });
  await saveCorrectionsWaiting(ledger, campaign, waiting);
}
