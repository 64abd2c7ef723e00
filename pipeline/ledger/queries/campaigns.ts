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
  /** JSON: what was measured of it when it was purged. */
  measures: string | null;
  /** Employers who were told wrongly and are not told so yet, when receipts or manifests were written last. */
  correctionsWaiting: number;
};

const columns = {
  campaign: "campaign",
  recordedManifest: "recorded_manifest",
  availableUntil: "available_until",
  addresses: "addresses",
  purgedOn: "purged_on",
  figures: "figures",
  measures: "measures",
  correctionsWaiting: "corrections_waiting",
};

export async function campaignRecord({ knex }: Ledger, campaign: string): Promise<CampaignRecord | null> {
  const record: CampaignRecord | undefined = await knex("campaigns").where({ campaign }).first(columns);
  return record ?? null;
}

/** Every campaign that was planned, oldest first. */
export async function campaignRecords({ knex }: Ledger): Promise<CampaignRecord[]> {
  return knex("campaigns").select(columns).orderBy("campaign");
}

/** The latest campaign before this one of which figures are known, or null. */
export async function campaignBefore({ knex }: Ledger, campaign: string): Promise<CampaignRecord | null> {
  const record: CampaignRecord | undefined = await knex("campaigns")
    .where("campaign", "<", campaign)
    .whereNotNull("figures")
    .orderBy("campaign", "desc")
    .first(columns);
  return record ?? null;
}

/** Notes what the addresses of a campaign's guides are made with; from the first manifest on. */
export async function saveAddresses({ knex }: Ledger, campaign: string, addresses: string): Promise<void> {
  await knex("campaigns").where({ campaign }).update({ addresses });
}

/** The newest manifest of a campaign whose notifications are written down here; 0 before the first. */
export async function recordedManifest(ledger: Ledger, campaign: string): Promise<number> {
  return (await campaignRecord(ledger, campaign))?.recordedManifest ?? 0;
}

/** Keeps what was measured of a campaign that is about to be purged. */
export async function keepMeasures({ knex }: Ledger, campaign: string, measures: string): Promise<void> {
  await knex("campaigns").where({ campaign }).update({ measures });
}

/** Notes how many employers of a campaign await a correction. */
export async function saveCorrectionsWaiting({ knex }: Ledger, campaign: string, count: number): Promise<void> {
  await knex("campaigns").where({ campaign }).update({ corrections_waiting: count });
}
