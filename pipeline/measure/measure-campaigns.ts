import type { Ledger } from "../ledger/open-ledger.ts";
import { campaignRecords } from "../ledger/queries/campaigns.ts";
import { findCampaign } from "../ledger/queries/plans.ts";
import { fewestPeopleIn } from "../settings/config.ts";
import { shownComments } from "./comments/shown-comments.ts";
import { countCampaign } from "./count-campaign.ts";
import type { EventSource } from "./event-source.ts";
import type { Measure } from "./measure.ts";
import { measuresOf } from "./measures.ts";

/** What may be shown of a campaign. */
export type CampaignMeasures = {
  campaign: string;
  /** How many people a figure speaks of at least. */
  fewest: number;
  /** Whether its personal data are gone; the measures are those that were kept, or what events still tell. */
  isPurged: boolean;
  measures: Measure[];
  /** What people wrote when they rated, without anything that tells who they are; the latest first. */
  comments: string[];
};

/** Comments that are kept for people to read. */
const mostComments = 100;

/** The measures of every campaign that was planned, the latest first. */
export async function measureCampaigns(ledger: Ledger, source: EventSource): Promise<CampaignMeasures[]> {
  const measured: CampaignMeasures[] = [];
  for (const { campaign, measures, purgedOn } of (await campaignRecords(ledger)).reverse()) {
    const found = measures === null ? await measureCampaign(ledger, source, campaign) : JSON.parse(measures);
    measured.push({ ...found, isPurged: purgedOn !== null });
  }
  return measured;
}

/** The measures of one campaign, as they are now. */
export async function measureCampaign(
  ledger: Ledger,
  source: EventSource,
  campaign: string,
): Promise<Omit<CampaignMeasures, "isPurged">> {
  const plan = await findCampaign(ledger, campaign);
  const fewest = fewestPeopleIn(plan?.settings ?? "{}");
  const counts = await countCampaign(ledger, source, campaign, plan);
  const comments = await source.events?.latestComments(campaign, mostComments);
  return {
    ...{ campaign, fewest },
    measures: measuresOf(counts, fewest),
    comments: shownComments(comments ?? [], fewest),
  };
}
