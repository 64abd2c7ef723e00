import { readFile } from "node:fs/promises";
import path from "node:path";
import { writeFileAtomically } from "../support/atomic-file.ts";
import { type CampaignSummary, campaignSummarySchema } from "./campaign-summary.ts";

const fileName = "campaign.json";

/** Writes `campaign.json` into the campaign's folder, whole or not at all. */
export async function writeCampaignSummary(campaignFolder: string, summary: CampaignSummary): Promise<void> {
  await writeFileAtomically(path.join(campaignFolder, fileName), `${JSON.stringify(summary, null, 2)}\n`);
}

/**
 * The summary that is there, for comparing it with what it sums up; null when there is none or it cannot be read. No
 * stage depends on it: the ledger is authoritative.
 */
export async function readCampaignSummary(campaignFolder: string): Promise<CampaignSummary | null> {
  const text = await readFile(path.join(campaignFolder, fileName), "utf8").catch(() => "null");
  try {
    return campaignSummarySchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
