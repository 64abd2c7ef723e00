import path from "node:path";
import { unreachableEmployers } from "../../ledger/bulk/receipts.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { campaignFolder } from "../../settings/campaign-settings.ts";
import { writeCsv } from "../../support/csv-file.ts";

/**
 * Writes `unreachable.csv`: the employers of the newest manifests whom nothing but the notice in MyINPS could reach, and
 * why. Those are the people for whom a letter or a call is worth its price.
 */
export async function writeUnreachable(
  ledger: Ledger,
  campaign: { outFolder: string; campaign: string },
): Promise<void> {
  const lines = unreachableEmployers(ledger, campaign.campaign);
  const file = path.join(campaignFolder(campaign), "unreachable.csv");
  await writeCsv(file, ["employer_id", "reason"], cells(lines));
}

function* cells(employers: ReturnType<typeof unreachableEmployers>) {
  for (const { employerId, reason } of employers) yield [employerId, reason];
}
