import { segmentKeyFrom } from "./assemble/hls.ts";
import type { Ledger } from "./ledger/open-ledger.ts";
import type { CampaignSummary } from "./report/campaign-summary.ts";
import type { CampaignSettings } from "./settings.ts";
import { decideAll } from "./steps/decide-all.ts";
import { estimateRun } from "./steps/estimate.ts";
import { ingestExtracts } from "./steps/ingest-extracts.ts";
import { findMissingScenes } from "./steps/missing-scenes.ts";
import { planGuides } from "./steps/plan-guides.ts";
import { refuseTrialOverWhole } from "./steps/refuse-trial.ts";
import { assembleMissingGuides, renderMissingScenes } from "./steps/render-guides.ts";
import { openRenderKit } from "./steps/render-kit.ts";
import { type RunLog, startRunLog } from "./steps/run-log.ts";
import { guideSummary, notificationSummary, writeSummary } from "./steps/summarise.ts";
import { writeDecisionsCsv, writeRejectedCsv } from "./steps/write-decisions.ts";
import { tokenKeyOf, writeNotifications } from "./steps/write-notifications.ts";
import type { UnsettableName } from "./storyboard/unsettable-names.ts";
import type { EventLog } from "./support/event-log.ts";
import type { Progress, Warn } from "./support/progress.ts";

/** What every stage is given beside its settings. */
export type RunTools = {
  ledger: Ledger;
  progress: Progress;
  warn: Warn;
  log: EventLog;
  signal: AbortSignal;
  startedAt: Date;
};

/** The whole campaign, from extracts to manifests. Done twice, it is the same as once. */
export async function runCampaign(settings: CampaignSettings, tools: RunTools): Promise<CampaignSummary> {
  const log = startRunLog(tools.startedAt);
  await refuseTrialOverWhole(tools.ledger, settings);
  await decideCampaign(settings, tools, log);
  const guideFailures = await renderCampaign(settings, tools, log);
  return notifyCampaign(settings, tools, guideFailures, log);
}

/** What a plan found; why a name cannot be set is for the screen only. */
export type PlannedCampaign = { summary: CampaignSummary; unsettable: UnsettableName[] };

/** Reads and decides; says what a run would take, and renders nothing. */
export async function planCampaign(settings: CampaignSettings, tools: RunTools): Promise<PlannedCampaign> {
  const log = startRunLog(tools.startedAt);
  await decideCampaign(settings, tools, log);
  const kit = await openRenderKit(settings);
  const plan = await log.time("storyboards", () => planGuides(tools.ledger, settings, kit.keyOf, tools));
  const check = await findMissingScenes(plan, kit.cache, tools.startedAt, tools.progress);
  const results = { plan: estimateRun(plan, check), timings: log.timings };
  const summary = await writeSummary(tools.ledger, settings, results);
  return { summary, unsettable: plan.unsettable.sample };
}

async function decideCampaign(settings: CampaignSettings, tools: RunTools, log: RunLog): Promise<void> {
  const { ledger, progress, signal } = tools;
  await log.time("ingest", () => ingestExtracts(ledger, settings, progress, signal));
  await log.time("decide", () => decideAll(ledger, settings, progress, signal));
  await writeDecisionsCsv(ledger, settings);
  await writeRejectedCsv(ledger, settings);
}

/** Makes every guide of a decided campaign; returns why some could not be made, by video id. */
export async function renderCampaign(
  settings: CampaignSettings,
  tools: RunTools,
  log: RunLog = startRunLog(tools.startedAt),
): Promise<ReadonlyMap<string, string>> {
  const { ledger, progress } = tools;
  const kit = await openRenderKit(settings);
  const plan = await log.time("storyboards", () => planGuides(ledger, settings, kit.keyOf, tools));
  const { missing, bytes } = await findMissingScenes(plan, kit.cache, tools.startedAt, progress);
  const failedScenes = await log.time("render", () => renderMissingScenes(missing, settings, kit, tools));
  const segmentKey = segmentKeyFrom(await tokenKeyOf(ledger, settings));
  const assembly = await log.time("assemble", () =>
    assembleMissingGuides(ledger, settings, kit, failedScenes, segmentKey, tools),
  );
  log.timings.scenes = { rendered: missing.length - failedScenes.length, from_cache: bytes.size };
  log.timings.videos = { assembled: assembly.assembled, kept: assembly.kept };
  await writeSummary(ledger, settings, {
    guides: guideSummary(ledger, settings.campaign, plan),
    timings: log.timings,
  });
  return assembly.failed;
}

/** Writes the manifests of a campaign whose guides are made. */
export async function notifyCampaign(
  settings: CampaignSettings,
  tools: RunTools,
  guideFailures: ReadonlyMap<string, string> = new Map(),
  log: RunLog = startRunLog(tools.startedAt),
): Promise<CampaignSummary> {
  const { ledger, progress } = tools;
  const { manifest, failures } = await log.time("notify", () =>
    writeNotifications(ledger, settings, guideFailures, progress),
  );
  return writeSummary(ledger, settings, {
    notifications: notificationSummary(manifest),
    failed: failures,
    timings: log.timings,
  });
}
