import path from "node:path";
import { rejectionMessages } from "../domain/rejection.ts";
import { findCampaign } from "../ledger/campaigns.ts";
import { decisionsOf } from "../ledger/decisions.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import { rejectionsOf } from "../ledger/rejections.ts";
import type { CampaignSettings } from "../settings.ts";
import { openAtomicFile } from "../support/atomic-file.ts";
import { breathe } from "../support/breathe.ts";
import { byteOrderMark, csvLine } from "../support/csv-writer.ts";

type Cells = readonly (string | number)[];

/** Writes `decisions.csv`: every employer with an accepted row, by employer_id. Appears whole. */
export async function writeDecisionsCsv(ledger: Ledger, settings: CampaignSettings): Promise<void> {
  await writeCampaignCsv(
    settings,
    "decisions.csv",
    ["employer_id", "decision", "reason", "unpaid"],
    decisionCells(ledger, settings),
  );
}

function* decisionCells(ledger: Ledger, settings: CampaignSettings): Generator<Cells> {
  for (const line of decisionsOf(ledger, settings.campaign)) {
    yield [line.employerId, line.decision, line.reason, line.unpaid];
  }
}

/** Writes `rejected.csv`: every row and every field not used, file by file, by line. Appears whole. */
export async function writeRejectedCsv(ledger: Ledger, settings: CampaignSettings): Promise<void> {
  const header = ["file", "line", "severity", "code", "column", "message"];
  await writeCampaignCsv(settings, "rejected.csv", header, rejectedCells(ledger, settings));
}

function* rejectedCells(ledger: Ledger, settings: CampaignSettings): Generator<Cells> {
  const campaign = findCampaign(ledger, settings.campaign);
  if (!campaign) return;
  for (const { file, line, severity, code, column } of rejectionsOf(ledger, campaign.snapshot)) {
    yield [`${file}.csv`, line, severity, code, column, rejectionMessages[code]];
  }
}

/** Writes a CSV for people into a campaign's folder. Appears whole. */
export async function writeCampaignCsv(
  settings: CampaignSettings,
  fileName: string,
  header: string[],
  lines: Iterable<Cells>,
): Promise<void> {
  const file = await openAtomicFile(path.join(settings.outFolder, "campaigns", settings.campaign, fileName));
  try {
    let piece = byteOrderMark + csvLine(header);
    for await (const cells of breathe(lines)) {
      piece += csvLine(cells);
      if (piece.length < 1 << 16) continue;
      await file.write(piece);
      piece = "";
    }
    await file.write(piece);
    await file.commit();
  } catch (error) {
    await file.abort();
    throw error;
  }
}
