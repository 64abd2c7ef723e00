import { rm } from "node:fs/promises";
import path from "node:path";
import { type DecisionRules, decisionRules } from "../../decide/decision-rules.ts";
import { PipelineError } from "../../domain/errors.ts";
import { availableUntil } from "../../domain/retention.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { findCampaign, type Plan } from "../../ledger/queries/plans.ts";
import { type CampaignSettings, campaignFolder } from "../../settings/campaign-settings.ts";
import { keptConfig } from "../../settings/config.ts";
import type { StoryboardContext } from "../../storyboard/context.ts";
import { loadTextSections } from "../../support/text-sections.ts";

/** The settings that a campaign was planned with, and where the ledger keeps what came of it. */
export type CampaignPlan = CampaignSettings & {
  plan: number;
  snapshot: number;
  /** Planned beside what was published, and not yet taken over. */
  isDraft: boolean;
};

/** A plan of the ledger as settings; what concerns no plan (folders, what may fail) is as it was typed now. */
export function campaignPlan(plan: Plan, settings: CampaignSettings): CampaignPlan {
  const { asOf, audience, packaging, limit, holdoutPercent, snapshot } = plan;
  const config = keptConfig(plan.settings);
  const isDraft = plan.state === "draft";
  const kept = { asOf, audience, packaging, limit, holdoutPercent, config };
  return { ...settings, ...kept, plan: plan.plan, snapshot, isDraft };
}

/** False for settings that an earlier version took and that are refused now. */
export function hasUsableSettings({ settings }: Pick<Plan, "settings">): boolean {
  try {
    keptConfig(settings);
    return true;
  } catch (error) {
    if (error instanceof PipelineError) return false;
    throw error;
  }
}

/** The current plan of a campaign. Throws a `PipelineError` (exit 2) when it is not decided yet. */
export async function currentPlan(ledger: Ledger, settings: CampaignSettings): Promise<CampaignPlan> {
  const plan = await findCampaign(ledger, settings.campaign);
  if (!plan) throw notDecided(settings.campaign);
  return campaignPlan(plan, settings);
}

/** Where the files about a plan are written: those of a draft beside what was published. */
export function planFolder(settings: CampaignSettings & { isDraft?: boolean }): string {
  return settings.isDraft ? path.join(campaignFolder(settings), "draft") : campaignFolder(settings);
}

/** What was drafted goes when its campaign has another current plan. */
export async function removeDraftFolder(settings: CampaignSettings): Promise<void> {
  await rm(planFolder({ ...settings, isDraft: true }), { recursive: true, force: true });
}

/** By which rules the employers of a campaign are decided, but for who is held out (`holdoutOf`). */
export function rulesOf({
  asOf,
  audience,
  config,
}: Pick<CampaignSettings, "asOf" | "audience" | "config">): DecisionRules {
  const { firstQuarter, calendar, notices, requests } = config;
  return decisionRules({
    ...{ asOf, audience, firstQuarter, calendar },
    paperUntilYear: notices.paperUntilYear,
    appointmentAfterDays: requests.appointmentAfterDays,
  });
}

/** What the guides of a campaign have in common, with the Italian texts. */
export function storyboardContextOf(settings: CampaignSettings): StoryboardContext {
  const { accountStatement, calendar, help, latePayment, notices, sender, services } = settings.config;
  return {
    asOf: settings.asOf,
    availableUntil: availableUntil(settings.asOf),
    ...{ accountStatement, calendar, help, latePayment, notices, sender, services },
    texts: loadTextSections("it/storyboard.txt"),
  };
}

export function notDecided(campaign: string): PipelineError {
  return new PipelineError("not-decided", `The campaign ${campaign} is not decided yet`, {
    nextStep: "Run «videoguida plan --extracts <dir>» first, or «run», which does everything",
  });
}
