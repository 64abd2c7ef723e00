import path from "node:path";
import { whyUnreachable } from "../../domain/told-employer.ts";
import { reportedEmployers } from "../../ledger/bulk/reported-employers.ts";
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
  const file = path.join(campaignFolder(campaign), "unreachable.csv");
  await writeCsv(file, ["employer_id", "reason"], unreachable(ledger, campaign.campaign));
}

function* unreachable(ledger: Ledger, campaign: string): Generator<string[]> {
  for (const employer of reportedEmployers(ledger, campaign)) {
    const reason = whyUnreachable(employer);
    if (reason !== null) yield [employer.employerId, reason];
  }
}
