import type { CheckResult } from "../../domain/plausibility.ts";
import { availableUntil } from "../../domain/retention.ts";
import { countDecisions } from "../../ledger/bulk/decisions.ts";
import { countRejections } from "../../ledger/bulk/rejections.ts";
import { videosOf } from "../../ledger/bulk/videos.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { findPlan } from "../../ledger/queries/plans.ts";
import { type SnapshotFile, snapshotFiles } from "../../ledger/queries/snapshots.ts";
import { stageResults } from "../../ledger/queries/stage-results.ts";
import { correctionsFileName, withdrawnFileName } from "../../notify/manifests/manifest-files.ts";
import type { Manifest } from "../../notify/manifests/manifest-schema.ts";
import type { ManifestSummary } from "../../notify/manifests/write-manifests.ts";
import type {
  CampaignSummary,
  ExtractSummary,
  GuideSummary,
  NotificationSummary,
} from "../../report/campaign-summary.ts";
import { writeCampaignSummary } from "../../report/campaign-summary-file.ts";
import { type StageOutcome, summariseCampaign } from "../../report/summarise-campaign.ts";
import { type CampaignPlan, planFolder } from "../plan/campaign-plan.ts";
import { type GuidesPlan, secondsOfVideo } from "../plan/plan-guides.ts";

/** Writes `campaign.json` from the ledger and returns it. The file is for people; no stage reads it. */
export async function writeSummary(ledger: Ledger, plan: CampaignPlan): Promise<CampaignSummary> {
  const summary = await summarise(ledger, plan);
  await writeCampaignSummary(planFolder(plan), summary);
  return summary;
}

/** Everything about a campaign's plan and the results of its stages when they ran last. */
export async function summarise(ledger: Ledger, plan: CampaignPlan): Promise<CampaignSummary> {
  const kept = await findPlan(ledger, plan.campaign, plan.isDraft ? "draft" : "current");
  return summariseCampaign({
    settings: plan,
    availableUntil: availableUntil(plan.asOf),
    extracts: (await snapshotFiles(ledger, plan.snapshot)).map(extractSummary),
    rejectedByCode: countRejections(ledger, plan.snapshot),
    decisions: countDecisions(ledger, plan.plan),
    checks: JSON.parse(kept?.checks ?? "[]") as CheckResult[],
    accepted: (kept?.accepted ?? "").split(",").filter((name) => name !== ""),
    stages: (await stageResults(ledger, plan.plan)).map(
      ({ result, ...stage }): StageOutcome => ({ ...stage, result: JSON.parse(result) }),
    ),
  });
}

function extractSummary(file: SnapshotFile): ExtractSummary {
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

/** What the manifests of a campaign hold, as their manifest.json says. */
export function notificationSummary({ version, totals, files }: Manifest): NotificationSummary {
  const rowsOf = (list: string) => files.find(({ name }) => name === list)?.rows ?? 0;
  return {
    manifest_version: version,
    total: totals.notifications,
    by_channel: totals.by_channel,
    withdrawn: rowsOf(withdrawnFileName),
    corrections: rowsOf(correctionsFileName),
  };
}

/** The same, and what the last writing of them changed. */
export function writtenSummary(manifest: ManifestSummary) {
  const { added, changed, withdrawn } = manifest.changes;
  return { notifications: notificationSummary(manifest), changes: { added, changed, withdrawn } };
}

/** What the guides of a campaign are, whether they were made now or stood there already. */
export function guideSummary(ledger: Ledger, campaign: string, plan: GuidesPlan): GuideSummary {
  const videos = [...videosOf(ledger, campaign)].filter(({ videoId }) => plan.videos.has(videoId));
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
