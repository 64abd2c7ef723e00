import { PipelineError } from "../../domain/errors.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { findCampaign, findPlan, latestPlan } from "../../ledger/queries/plans.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { settingsDifferences } from "../../settings/settings-differences.ts";
import { canonicalJson } from "../../support/hash.ts";
import type { Warn } from "../../support/progress.ts";
import {
  type CampaignPlan,
  campaignPlan,
  hasUsableSettings,
  notDecided,
  rulesOf,
} from "../../workflow/plan/campaign-plan.ts";
import { type Adoption, remakePlan } from "../../workflow/plan/make-plan.ts";
import { planInputs } from "../../workflow/plan/plan-inputs.ts";
import { startRunLog } from "../../workflow/report/run-log.ts";
import type { RunTools } from "../../workflow/run-tools.ts";
import type { TypedOptions } from "../options.ts";

/**
 * The settings to plan with: without `--config` the config of the last plan, without `--holdout` its share. Warns of
 * every difference from that plan, because an option may have been forgotten.
 */
export async function settingsToPlanWith(
  ledger: Ledger,
  settings: CampaignSettings,
  typed: TypedOptions,
  warn: Warn,
): Promise<CampaignSettings> {
  const last = await latestPlan(ledger, settings.campaign);
  if (last === null) return settings;
  // Invalid kept settings cannot be compared, and must not block the `--config` that replaces them.
  const holdoutPercent = typed.holdout === undefined ? last.holdoutPercent : settings.holdoutPercent;
  if (typed.config !== undefined && !hasUsableSettings(last)) return { ...settings, holdoutPercent };
  const before = campaignPlan(last, settings);
  const config = typed.config === undefined ? before.config : settings.config;
  const planned = { ...settings, holdoutPercent, config };
  warnOfDifferences(before, planned, warn);
  return planned;
}

/**
 * The plan for a later stage: the current one of the campaign, or a new one (`beside`: a draft) when `--config`,
 * `--package` or `--limit` differs from it. Throws a `PipelineError` when nothing was planned yet, or the day or the
 * audience differs.
 */
export async function planToGoOnWith(
  settings: CampaignSettings,
  typed: TypedOptions,
  tools: RunTools,
  adoption: Adoption = "take-over",
): Promise<CampaignPlan> {
  const current = await findCampaign(tools.ledger, settings.campaign);
  if (!current) throw notDecided(settings.campaign);
  if (typed.asOf !== undefined && settings.asOf !== current.asOf) throw decidedOtherwise("--as-of");
  if (typed.audience !== undefined && settings.audience !== current.audience) throw decidedOtherwise("--audience");
  const planned = campaignPlan(current, settings);
  const wanted = {
    ...planned,
    config: typed.config === undefined ? planned.config : settings.config,
    packaging: typed.package === undefined ? planned.packaging : settings.packaging,
    limit: typed.limit === undefined ? planned.limit : settings.limit,
  };
  warnOfDifferences(planned, wanted, tools.warn);
  if (differences(planned, wanted).length === 0) return planned;
  const log = startRunLog();
  const remade = await remakePlan(wanted, tools, adoption, log);
  await log.save(tools.ledger, remade.plan);
  return remade;
}

/**
 * The plan to show: the draft when there is one, otherwise the current one, with the texts of another `--config` if one
 * is given. Throws a `PipelineError` when nothing was decided yet, or the decisions would differ.
 */
export async function planToLookAt(
  ledger: Ledger,
  settings: CampaignSettings,
  typed: TypedOptions,
  warn: Warn,
): Promise<CampaignPlan> {
  const last = await latestPlan(ledger, settings.campaign);
  if (!last) throw notDecided(settings.campaign);
  if (last.inputs === null) throw plannedByAnother(settings.campaign);
  const planned = campaignPlan(last, settings);
  const shown = typed.config === undefined ? planned : { ...planned, config: settings.config };
  warnOfDifferences(planned, shown, warn);
  if (canonicalJson(rulesOf(shown)) !== canonicalJson(rulesOf(planned))) throw decidedOtherwise("--config");
  return shown;
}

/**
 * Throws a `PipelineError` (exit 2) when rules or texts have changed since a plan was made: a new plan would differ,
 * and going on with this one could leave employers out.
 */
export async function assertMadeWithTheseRules(ledger: Ledger, plan: CampaignPlan): Promise<void> {
  const kept = await findPlan(ledger, plan.campaign, plan.isDraft ? "draft" : "current");
  if (kept?.inputs !== (await planInputs(ledger, plan, plan.snapshot))) throw plannedByAnother(plan.campaign);
}

function plannedByAnother(campaign: string): PipelineError {
  return new PipelineError(
    "planned-by-another",
    `The campaign ${campaign} was planned with other rules or texts than this version of videoguida has`,
    { nextStep: "Run «videoguida run» (or «plan» and then this command) with its extracts again" },
  );
}

/** Says which options and settings a campaign was planned with that are others now. */
export function warnOfDifferences(before: CampaignSettings, now: CampaignSettings, warn: Warn): void {
  const found = differences(before, now);
  if (found.length > 0)
    warn(`The campaign ${now.campaign} was planned with other settings so far: ${found.join(", ")}`);
}

/** What differs, in the words of the command line and of the settings file. */
function differences(before: CampaignSettings, now: CampaignSettings): string[] {
  const options = (["asOf", "audience", "packaging", "limit", "holdoutPercent"] as const).flatMap((name) =>
    before[name] === now[name] ? [] : [`${optionNames[name]} ${before[name] ?? "none"} (now ${now[name] ?? "none"})`],
  );
  return [...options, ...settingsDifferences(before.config, now.config)];
}

const optionNames = {
  asOf: "--as-of",
  audience: "--audience",
  packaging: "--package",
  limit: "--limit",
  holdoutPercent: "--holdout",
} as const;

function decidedOtherwise(option: string): PipelineError {
  return new PipelineError("decided-otherwise", `The decisions were made with another ${option}`, {
    nextStep: "Leave the option out, or run «videoguida plan» with it first",
  });
}
