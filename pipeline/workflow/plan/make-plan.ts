import type { FolderFindings } from "../../decide/plausibility.ts";
import { PipelineError } from "../../domain/errors.ts";
import type { CheckResult } from "../../domain/plausibility.ts";
import { availableUntil } from "../../domain/retention.ts";
import { inTransaction } from "../../ledger/bulk/transaction.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { recordedManifest } from "../../ledger/queries/campaigns.ts";
import {
  addPendingPlan,
  adoptPlan,
  findCampaign,
  findPlan,
  makeCurrent,
  type Plan,
  removePlans,
} from "../../ledger/queries/plans.ts";
import { removeUnusedSnapshots } from "../../ledger/queries/snapshots.ts";
import { placeholderWarnings } from "../../notify/messages/placeholders.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { canonicalJson } from "../../support/hash.ts";
import { ingestExtracts, planSettings } from "../ingest/ingest-extracts.ts";
import { removeRefused } from "../ingest/refused.ts";
import type { RunLog } from "../report/run-log.ts";
import type { RunTools } from "../run-tools.ts";
import { assertHeldOutNotTold, assertHoldoutNotRaised } from "./assert-holdout-stands.ts";
import { assertLimitCoversPublished } from "./assert-limit-covers-published.ts";
import { assertPlausible } from "./assert-plausible.ts";
import { type CampaignPlan, campaignPlan, hasUsableSettings, removeDraftFolder } from "./campaign-plan.ts";
import { decidePlan } from "./decide-plan.ts";
import { planInputs } from "./plan-inputs.ts";
import { assertSettingsWork } from "./preflight.ts";
import { type DecisionFiles, haveDecisionFiles, openDecisionFiles, writeDecisionFiles } from "./write-decisions.ts";

/**
 * `beside`: what was published stays as it is, and the plan is a draft beside it; as long as nothing was published, it is
 * the current one at once. `take-over`: the plan becomes the one that guides and manifests are made from.
 */
export type Adoption = "beside" | "take-over";

/**
 * Reads, decides and holds all of it against the checks before anything of the campaign changes. Throws a
 * `PipelineError` (exit 2) when settings cannot work, extracts cannot be trusted, or a check fails that was not accepted;
 * nothing has changed then.
 */
export async function makePlan(
  settings: CampaignSettings,
  tools: RunTools,
  adoption: Adoption,
  log: RunLog,
): Promise<CampaignPlan> {
  await assertHoldoutNotRaised(settings, tools);
  await assertSettingsWork(settings, tools);
  return planExtracts(settings, tools, adoption, log);
}

/** The same for settings that were tried before. */
export async function planExtracts(
  settings: CampaignSettings,
  tools: RunTools,
  adoption: Adoption,
  log: RunLog,
): Promise<CampaignPlan> {
  const source = await log.time("ingest", () => ingestExtracts(tools.ledger, settings, tools));
  return decideAndAdopt(settings, source, tools, adoption, log);
}

/** Decides the extracts of the current plan anew, by other settings or other rules; nothing is read. */
export async function remakePlan(
  settings: CampaignSettings,
  tools: RunTools,
  adoption: Adoption,
  log: RunLog,
): Promise<CampaignPlan> {
  const current = await findCampaign(tools.ledger, settings.campaign);
  if (!current) throw new RangeError("there is no plan to make anew");
  await assertSettingsWork(settings, tools);
  return decideAndAdopt(settings, { snapshot: current.snapshot, folder: null }, tools, adoption, log);
}

async function decideAndAdopt(
  settings: CampaignSettings,
  { snapshot, folder }: { snapshot: number; folder: FolderFindings | null },
  tools: RunTools,
  adoption: Adoption,
  log: RunLog,
): Promise<CampaignPlan> {
  const { ledger } = tools;
  const isBeside = adoption === "beside" && (await isPublished(ledger, settings.campaign));
  if (!isBeside) await assertLimitCoversPublished(ledger, settings);
  const { plan, files } = await log.time("decide", () => wholePlan(settings, snapshot, isBeside, tools, log));
  try {
    const isDraft = isBeside && plan.state !== "current";
    const planned = { ...campaignPlan(plan, settings), isDraft };
    assertHeldOutNotTold(ledger, planned);
    const checks = await assertPlausible(planned, plan, folder, tools);
    await adopt(ledger, planned, checks);
    if (!isDraft) await removeDraftFolder(settings);
    if (files) await files.finish(ledger);
    else if (!(await haveDecisionFiles(ledger, planned))) await writeDecisionFiles(ledger, planned);
    else tools.progress.say("Planned before with the same extracts and settings: nothing is decided again");
    for (const sentence of placeholderWarnings(planned.config)) tools.warn(sentence);
    return planned;
  } catch (error) {
    await files?.abort();
    if (error instanceof PipelineError) await forgetPending(ledger, settings.campaign);
    throw error;
  }
}

/** A plan that was refused leaves nothing behind. */
async function forgetPending(ledger: Ledger, campaign: string): Promise<void> {
  await inTransaction(ledger, async () => {
    await removePlans(ledger, campaign, "pending");
    await removeUnusedSnapshots(ledger);
  });
}

/** Makes a plan that was held against the checks the draft or the current one of its campaign. */
async function adopt(ledger: Ledger, plan: CampaignPlan, checks: readonly CheckResult[]): Promise<void> {
  await inTransaction(ledger, async () => {
    await adoptPlan(ledger, plan, plan.isDraft ? "draft" : "current", {
      ...planSettings(plan),
      checks: JSON.stringify(checks),
      accepted: plan.accepted.join(","),
      availableUntil: availableUntil(plan.asOf),
    });
    await removePlans(ledger, plan.campaign, "pending");
    await removeUnusedSnapshots(ledger);
  });
  await removeRefused(plan);
}

/** Makes a draft the current plan of its campaign, once manifests were written by it. */
export async function takeOverDraft(ledger: Ledger, draft: CampaignPlan): Promise<CampaignPlan> {
  const plan = { ...draft, isDraft: false };
  await inTransaction(ledger, async () => {
    await makeCurrent(ledger, plan, availableUntil(plan.asOf));
    await removeUnusedSnapshots(ledger);
  });
  await removeDraftFolder(plan);
  await writeDecisionFiles(ledger, plan);
  return plan;
}

/** Forgets a draft that nothing came of. */
export async function dropDraft(ledger: Ledger, draft: CampaignPlan): Promise<void> {
  await inTransaction(ledger, async () => {
    await removePlans(ledger, draft.campaign, "draft");
    await removeUnusedSnapshots(ledger);
  });
  await removeDraftFolder(draft);
}

/** True when manifests of the campaign went out, or may have. */
export async function isPublished(ledger: Ledger, campaign: string): Promise<boolean> {
  return (await recordedManifest(ledger, campaign)) > 0;
}

/**
 * The plan that these settings and extracts make: one that was made before, or a new one, which is pending until it was
 * held against the checks; its files are written but not yet to be seen. Beside a published plan only that very plan or a
 * draft is used again.
 */
async function wholePlan(
  settings: CampaignSettings,
  snapshot: number,
  isBeside: boolean,
  tools: RunTools,
  log: RunLog,
): Promise<{ plan: Plan; files: DecisionFiles | null }> {
  const { ledger } = tools;
  const noted = { ...planSettings(settings), snapshot };
  const inputs = await planInputs(ledger, settings, snapshot);
  const current = await findPlan(ledger, settings.campaign, "current");
  const draft = await findPlan(ledger, settings.campaign, "draft");
  const candidates = isBeside ? [current && isSamePlan(current, settings) ? current : null, draft] : [current, draft];
  const known = candidates.find((plan) => plan?.inputs === inputs);
  if (known) return { plan: { ...known, ...noted }, files: null };
  const number = await inTransaction(ledger, () => addPendingPlan(ledger, noted));
  const planned = { ...settings, plan: number, snapshot, isDraft: isBeside };
  const files = await openDecisionFiles(planned);
  try {
    const { storyboardSeconds } = await decidePlan(ledger, planned, inputs, files, tools);
    log.seconds("storyboards", storyboardSeconds);
    return { plan: (await findPlan(ledger, settings.campaign, "pending")) as Plan, files };
  } catch (error) {
    await files.abort();
    throw error;
  }
}

/** True when a plan was made with these very settings. */
function isSamePlan(plan: Plan, settings: CampaignSettings): boolean {
  if (!hasUsableSettings(plan)) return false;
  const { config, packaging, limit } = campaignPlan(plan, settings);
  const text = (of: Pick<CampaignSettings, "config" | "packaging" | "limit">) =>
    canonicalJson([of.config, of.packaging, of.limit]);
  return text({ config, packaging, limit }) === text(settings);
}
