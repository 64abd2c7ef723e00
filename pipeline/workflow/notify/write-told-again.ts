import { rm } from "node:fs/promises";
import path from "node:path";
import { toldAgain } from "../../ledger/bulk/corrections.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { campaignFolder } from "../../settings/campaign-settings.ts";
import { writeCsv } from "../../support/csv-file.ts";
import type { Warn } from "../../support/progress.ts";

/**
 * Writes `told-again.csv`: whom a notification stands for that was taken back once by a correction. A dispatcher that has
 * sent it does not send it a second time, so these people have to be told in another way. No file when there is nobody.
 */
export async function writeToldAgain(
  ledger: Ledger,
  campaign: { outFolder: string; campaign: string },
  warn: Warn,
): Promise<void> {
  const file = path.join(campaignFolder(campaign), "told-again.csv");
  const lines = [...toldAgain(ledger, campaign.campaign)];
  if (lines.length === 0) return rm(file, { force: true });
  const cells = lines.map(({ employerId, channel, notificationId }) => [employerId, channel, notificationId]);
  await writeCsv(file, ["employer_id", "channel", "notification_id"], cells);
  const people = new Set(lines.map(({ employerId }) => employerId)).size;
  warn(
    `${people} ${people === 1 ? "person" : "people"} read in a correction that their notice was wrong, and owe again: no dispatcher sends the same notification twice, so tell them in another way (told-again.csv)`,
  );
}
