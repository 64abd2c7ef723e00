import type { EventStore } from "../events/event-store.ts";
import { countGuides, countScenes } from "../ledger/bulk/plan-contents.ts";
import { countNotificationsByReceipt, countTold } from "../ledger/bulk/receipts.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import { campaignRecords } from "../ledger/queries/campaigns.ts";
import { findCampaign, type Plan } from "../ledger/queries/plans.ts";
import { snapshotFiles } from "../ledger/queries/snapshots.ts";
import { stageResults } from "../ledger/queries/stage-results.ts";
import { countVisits } from "./count-visits.ts";
import type { Measure } from "./measure.ts";
import { measuresOf, type ProcessCounts } from "./measures.ts";
import { visitsIn } from "./visit.ts";

/** What may be shown of a campaign; `comments` are cleaned. */
export type CampaignMeasures = { campaign: string; measures: Measure[]; comments: string[] };

/** The measures of every campaign that was planned, the latest first. */
export async function measureCampaigns(
  ledger: Ledger,
  events: Pick<EventStore, "inOrder">,
): Promise<CampaignMeasures[]> {
  const measured: CampaignMeasures[] = [];
  for (const { campaign } of (await campaignRecords(ledger)).reverse())
    measured.push({ campaign, measures: await measureCampaign(ledger, events, campaign), comments: [] });
  return measured;
}

/** The measures of one campaign. Of a purged one only what people did on its pages is known. */
async function measureCampaign(
  ledger: Ledger,
  events: Pick<EventStore, "inOrder">,
  campaign: string,
): Promise<Measure[]> {
  const plan = await findCampaign(ledger, campaign);
  return measuresOf({
    told: plan && { selected: countGuides(ledger, plan), available: countTold(ledger, campaign) },
    channels: countNotificationsByReceipt(ledger, campaign),
    visits: await countVisits(visitsIn(events.inOrder(campaign))),
    process: await countProcess(ledger, plan),
  });
}

async function countProcess(ledger: Ledger, plan: Plan | null): Promise<ProcessCounts> {
  if (plan === null) return { rows: {}, rejected: {}, seconds: {} };
  const files = await snapshotFiles(ledger, plan.snapshot);
  const stages = await stageResults(ledger, plan.plan);
  const rendering = JSON.parse(stages.find(({ stage }) => stage === "render")?.result ?? "{}") as {
    scenes?: { rendered: number };
  };
  return {
    rows: Object.fromEntries(files.map(({ file, rows }) => [file, rows])),
    rejected: Object.fromEntries(files.map(({ file, rejected }) => [file, rejected])),
    seconds: Object.fromEntries(stages.map(({ stage, seconds }) => [stage, seconds])),
    scenes: countScenes(ledger, plan.plan),
    ...(rendering.scenes ? { rendered: rendering.scenes.rendered } : {}),
  };
}
