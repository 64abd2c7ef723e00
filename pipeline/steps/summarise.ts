import { findCampaign } from "../ledger/campaigns.ts";
import { countDecisions } from "../ledger/decisions.ts";
import { videosOf } from "../ledger/guides.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import { countRejections } from "../ledger/rejections.ts";
import { snapshotFiles } from "../ledger/snapshots.ts";
import { withdrawnFileName } from "../notify/manifest-files.ts";
import type { Manifest } from "../notify/manifest-schema.ts";
import type {
  CampaignSummary,
  ExtractSummary,
  Failure,
  GuideSummary,
  NotificationSummary,
  PlanSummary,
  Timings,
} from "../report/campaign-summary.ts";
import { readCampaignSummary, writeCampaignSummary } from "../report/campaign-summary-file.ts";
import { summariseCampaign } from "../report/summarise-campaign.ts";
import { type CampaignSettings, campaignFolder } from "../settings.ts";
import { type GuidesPlan, secondsOfVideo } from "./plan-guides.ts";
import { availableUntil } from "./storyboard-context.ts";

/** What the stages that ran have to say; the others are missing. */
export type StageResults = {
  plan?: PlanSummary;
  guides?: GuideSummary;
  notifications?: NotificationSummary;
  failed?: Failure[];
  timings: Timings;
};

/** Writes `campaign.json` from the ledger and what the stages say, and returns it. */
export async function writeSummary(
  ledger: Ledger,
  settings: CampaignSettings,
  results: StageResults,
): Promise<CampaignSummary> {
  const folder = campaignFolder(settings);
  const earlier = await readCampaignSummary(folder);
  const snapshot = findCampaign(ledger, settings.campaign)?.snapshot ?? null;
  const summary = summariseCampaign(
    {
      settings,
      availableUntil: availableUntil(settings),
      extracts: snapshot === null ? [] : snapshotFiles(ledger, snapshot).map(extractSummary),
      rejectedByCode: snapshot === null ? {} : countRejections(ledger, snapshot),
      decisions: countDecisions(ledger, settings.campaign),
      plan: results.plan ?? null,
      guides: results.guides ?? null,
      notifications: results.notifications ?? null,
      failed: results.failed ?? earlier?.failed ?? [],
      timings: results.timings,
    },
    earlier,
  );
  await writeCampaignSummary(folder, summary);
  return summary;
}

function extractSummary(file: ReturnType<typeof snapshotFiles>[number]): ExtractSummary {
  return {
    name: file.file,
    file: file.fileName,
    sha256: file.sha256,
    bytes: file.bytes,
    encoding: file.encoding,
    delimiter: file.delimiter,
    unknown_columns: [...file.unknownColumns],
    rows: file.rows,
    accepted: file.accepted,
    rejected: file.rejected,
    field_issues: file.fieldIssues,
  };
}

/** What the manifests of a campaign hold, as their seal says. */
export function notificationSummary({ version, totals, files }: Manifest): NotificationSummary {
  return {
    manifest_version: version,
    total: totals.notifications,
    by_channel: totals.by_channel,
    withdrawn: files.find(({ name }) => name === withdrawnFileName)?.rows ?? 0,
  };
}

/** What the guides of a campaign are, whether they were made now or stood there already. */
export function guideSummary(ledger: Ledger, campaign: string, plan: GuidesPlan): GuideSummary {
  const videos = [...videosOf(ledger, campaign)].filter(({ videoId }) => plan.videoIds.has(videoId));
  const bytesOf = (packaging: string) =>
    videos.filter((video) => video.packaging === packaging).reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    employers: plan.employers,
    videos: new Set(videos.map(({ videoId }) => videoId)).size,
    scenes: plan.scenes.size,
    seconds_of_video: secondsOfVideo(plan),
    bytes: { mp4: bytesOf("mp4"), hls: bytesOf("hls") },
  };
}
