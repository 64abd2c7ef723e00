import type { Day } from "../domain/day.ts";
import type { Decision } from "../domain/decision.ts";
import type { CheckResult } from "../domain/plausibility.ts";
import type { CampaignSettings } from "../settings/campaign-settings.ts";
import type { Config } from "../settings/config.ts";
import type {
  CampaignSummary,
  ExtractSummary,
  Failure,
  GuideSummary,
  NotificationSummary,
  PlanSummary,
  Timings,
} from "./campaign-summary.ts";

/** Result of a stage when it ran last on a plan. */
export type StageOutcome = {
  stage: string;
  /** ISO instant. */
  finishedAt: string;
  seconds: number;
  result: StageFindings;
};

/** What stages may have found; each gives some of it. */
export type StageFindings = {
  plan?: PlanSummary;
  scenes?: NonNullable<Timings["scenes"]>;
  videos?: NonNullable<Timings["videos"]>;
  guides?: GuideSummary;
  notifications?: NotificationSummary;
  changes?: NonNullable<Timings["changes"]>;
  failed?: Failure[];
};

/** Everything that is known of a campaign. */
export type CampaignParts = {
  settings: CampaignSettings;
  availableUntil: Day;
  extracts: ExtractSummary[];
  rejectedByCode: Record<string, number>;
  decisions: { decision: Decision["decision"]; reason: string; count: number }[];
  checks: readonly CheckResult[];
  /** Names of checks that might fail. */
  accepted: readonly string[];
  stages: StageOutcome[];
};

/** Everything about a campaign in one value, in a fixed order whatever order the parts come in. */
export function summariseCampaign(parts: CampaignParts): CampaignSummary {
  const { settings } = parts;
  const found: StageFindings = Object.assign({}, ...parts.stages.map(({ result }) => result));
  return {
    schema_version: 1,
    campaign: settings.campaign,
    as_of: settings.asOf,
    available_until: parts.availableUntil,
    settings: {
      audience: settings.audience,
      package: settings.packaging,
      max_rejected_percent: settings.maxRejectedPercent,
      limit: settings.limit,
      holdout_percent: settings.holdoutPercent,
      config: withoutSecrets(settings.config),
    },
    extracts: parts.extracts.toSorted((a, b) => a.file.localeCompare(b.file, "en")),
    rejected: sorted(parts.rejectedByCode),
    checks: parts.checks.map(({ name, holds, sentence }) => ({
      name,
      holds,
      accepted: !holds && parts.accepted.includes(name),
      sentence,
    })),
    decisions: decisionCounts(parts.decisions),
    plan: found.plan ?? null,
    guides: found.guides ?? null,
    notifications: found.notifications ?? null,
    failed: (found.failed ?? []).toSorted((a, b) => (a.employer_id < b.employer_id ? -1 : 1)),
    purged_on: null,
    timings: timingsOf(parts.stages, found),
  };
}

function timingsOf(stages: readonly StageOutcome[], { scenes, videos, changes }: StageFindings): Timings {
  return {
    seconds: Object.fromEntries(stages.map(({ stage, seconds }) => [stage, seconds])),
    finished_at: Object.fromEntries(stages.map(({ stage, finishedAt }) => [stage, finishedAt])),
    scenes: scenes ?? null,
    videos: videos ?? null,
    changes: changes ?? null,
  };
}

/** What is kept of a campaign when its personal data is removed: counts, no ids. */
export function withoutPeople(summary: CampaignSummary, purgedOn: Day): CampaignSummary {
  const { plan } = summary;
  const names = plan && { ...plan.names_that_cannot_be_set, sample: [] };
  return {
    ...summary,
    plan: plan && names && { ...plan, names_that_cannot_be_set: names },
    failed: [],
    purged_on: summary.purged_on ?? purgedOn,
  };
}

function decisionCounts(rows: CampaignParts["decisions"]): CampaignSummary["decisions"] {
  const countsOf = (decision: Decision["decision"]) =>
    sorted(Object.fromEntries(rows.filter((row) => row.decision === decision).map((row) => [row.reason, row.count])));
  return {
    total: rows.reduce((sum, row) => sum + row.count, 0),
    selected: countsOf("selected"),
    excluded: countsOf("excluded"),
    withheld: countsOf("withheld"),
  };
}

/** Says that a licence or a key is configured, never which. */
function withoutSecrets(config: Config): Config {
  const hidden = (value: string | null) => (value === null ? null : "configured");
  return {
    ...config,
    tokenKeyFile: hidden(config.tokenKeyFile),
    render: {
      ...config.render,
      licenseKey: hidden(config.render.licenseKey),
      browserExecutable: hidden(config.render.browserExecutable),
    },
  };
}

function sorted(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
