import { failedGuides } from "../ledger/bulk/plan-contents.ts";
import { saveCorrectionsWaiting } from "../ledger/queries/campaigns.ts";
import type { CampaignSummary, Failure } from "../report/campaign-summary.ts";
import type { CampaignSettings } from "../settings/campaign-settings.ts";
import type { UnrenderableName } from "../storyboard/unrenderable-names.ts";
import { writeNotifications } from "./notify/write-notifications.ts";
import { writeToldAgain } from "./notify/write-told-again.ts";
import { assertLimitCoversPublished } from "./plan/assert-limit-covers-published.ts";
import type { CampaignPlan } from "./plan/campaign-plan.ts";
import { estimateRun } from "./plan/estimate.ts";
import { makePlan } from "./plan/make-plan.ts";
import { guidesToMake } from "./plan/plan-guides.ts";
import { writeUnreachable } from "./receipts/write-unreachable.ts";
import { findMissingScenes, keptAfterRendering, saveSceneStates } from "./render/missing-scenes.ts";
import { assembleMissingGuides, renderMissingScenes } from "./render/render-guides.ts";
import { openRenderKit } from "./render/render-kit.ts";
import { type RunLog, startRunLog } from "./report/run-log.ts";
import { guideSummary, writeSummary, writtenSummary } from "./report/summarise.ts";
import type { RunTools } from "./run-tools.ts";

/** The whole campaign, from extracts to manifests. Idempotent. */
export async function runCampaign(settings: CampaignSettings, tools: RunTools): Promise<CampaignSummary> {
  const log = startRunLog();
  await assertLimitCoversPublished(tools.ledger, settings);
  const plan = await makePlan(settings, tools, "take-over", log);
  const guideFailures = await renderCampaign(plan, tools, log);
  return notifyCampaign(plan, tools, guideFailures, log);
}

/** What a plan found; why a name cannot be set is for the screen only. */
export type PlannedCampaign = {
  plan: CampaignPlan;
  summary: CampaignSummary;
  unrenderable: UnrenderableName[];
  /** Employers whose guide cannot be planned. */
  failed: Failure[];
};

/** Reads and decides; says what a run would take, and renders nothing. What was published stays as it is. */
export async function planCampaign(settings: CampaignSettings, tools: RunTools): Promise<PlannedCampaign> {
  const log = startRunLog();
  const plan = await makePlan(settings, tools, "beside", log);
  const kit = await openRenderKit(plan);
  const guides = guidesToMake(tools.ledger, plan, kit.keyOf);
  const check = await findMissingScenes(guides, kit.cache, tools.startedAt, tools.progress);
  await saveSceneStates(tools.ledger, plan, guides, { ...check, failed: [] });
  const failed = failedGuides(tools.ledger, plan).map(
    ({ employerId, failure }): Failure => ({ employer_id: employerId, reason: failure }),
  );
  log.note("storyboards", { plan: estimateRun(guides, check), ...(failed.length > 0 ? { failed } : {}) });
  await log.save(tools.ledger, plan.plan);
  return { plan, summary: await writeSummary(tools.ledger, plan), unrenderable: guides.unrenderable.sample, failed };
}

/** Makes every guide of a decided campaign; returns why some could not be made, by video id. */
export async function renderCampaign(
  plan: CampaignPlan,
  tools: RunTools,
  log: RunLog = startRunLog(),
): Promise<ReadonlyMap<string, string>> {
  const { ledger, progress } = tools;
  const kit = await openRenderKit(plan);
  const guides = guidesToMake(ledger, plan, kit.keyOf);
  const check = await findMissingScenes(guides, kit.cache, tools.startedAt, progress);
  const failed = await log.time("render", () => renderMissingScenes(check.missing, plan, kit, tools));
  log.note("render", { scenes: { rendered: check.missing.length - failed.length, from_cache: check.kept.size } });
  await saveSceneStates(ledger, plan, guides, { kept: await keptAfterRendering(check, kit.cache), failed });
  const assembly = await log.time("assemble", () => assembleMissingGuides(plan, guides, kit.cache, failed, tools));
  log.note("assemble", {
    videos: { assembled: assembly.assembled, kept: assembly.kept },
    guides: guideSummary(ledger, plan.campaign, guides),
  });
  await log.save(ledger, plan.plan);
  await writeSummary(ledger, plan);
  return assembly.failed;
}

/** Writes the manifests of a campaign whose guides are made. */
export async function notifyCampaign(
  plan: CampaignPlan,
  tools: RunTools,
  guideFailures: ReadonlyMap<string, string> = new Map(),
  log: RunLog = startRunLog(),
): Promise<CampaignSummary> {
  const { manifest, failures } = await log.time("notify", () => writeNotifications(plan, guideFailures, tools));
  log.note("notify", { ...writtenSummary(manifest), failed: failures });
  await log.save(tools.ledger, plan.plan);
  // Whoever was told wrongly has a line in them.
  await saveCorrectionsWaiting(tools.ledger, plan.campaign, 0);
  await writeUnreachable(tools.ledger, plan);
  await writeToldAgain(tools.ledger, plan, tools.warn);
  return writeSummary(tools.ledger, plan);
}
