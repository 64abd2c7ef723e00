import type { Day } from "../../domain/day.ts";
import type { Ledger } from "../open-ledger.ts";

/** What the ledger knows of a campaign beside its plans, and keeps when it is purged. */
export type CampaignRecord = {
  campaign: string;
  /** The newest manifest whose notifications are written down; 0 before the first. */
  recordedManifest: number;
  /** Last day on which its guides can be watched, null before it was planned. */
  availableUntil: Day | null;
  /** Names what the addresses of its guides are made with, null before the first manifest. */
  addresses: string | null;
  purgedOn: Day | null;
  /** JSON: figures of its current plan, for the checks of the campaign after it. */
  figures: string | null;
};

const columns = `campaign, recorded_manifest as recordedManifest, available_until as availableUntil, addresses,
  purged_on as purgedOn, figures`;

export function campaignRecord({ reader }: Ledger, campaign: string): CampaignRecord | null {
  const select = reader.prepare<[string], CampaignRecord>(`select ${columns} from campaigns where campaign = ?`);
  return select.get(campaign) ?? null;
}

/** Every campaign that was planned, oldest first. */
export function campaignRecords({ reader }: Ledger): CampaignRecord[] {
  return reader.prepare<[], CampaignRecord>(`select ${columns} from campaigns order by campaign`).all();
}

/** The latest campaign before this one of which figures are known, or null. */
export function campaignBefore({ reader }: Ledger, campaign: string): CampaignRecord | null {
  const select = reader.prepare<[string], CampaignRecord>(
    `select ${columns} from campaigns where campaign < ? and figures is not null order by campaign desc limit 1`,
  );
  return select.get(campaign) ?? null;
}

/** Notes what the addresses of a campaign's guides are made with; from the first manifest on. */
export function saveAddresses({ writer }: Ledger, campaign: string, addresses: string): void {
  writer.prepare("update campaigns set addresses = ? where campaign = ?").run(addresses, campaign);
}

/** The newest manifest of a campaign whose notifications are written down here; 0 before the first. */
export function recordedManifest(ledger: Ledger, campaign: string): number {
  return campaignRecord(ledger, campaign)?.recordedManifest ?? 0;
}
