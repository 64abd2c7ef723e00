import type { Config } from "../config.ts";
import type { Day } from "../domain/day.ts";
import type { Decision } from "../domain/decision.ts";
import type { CampaignSettings } from "../settings.ts";
import type {
  CampaignSummary,
  ExtractSummary,
  Failure,
  GuideSummary,
  NotificationSummary,
  PlanSummary,
  Timings,
} from "./campaign-summary.ts";

/** What the stages of a run know; a stage that did not run gives null. */
export type CampaignParts = {
  settings: CampaignSettings;
  availableUntil: Day;
  extracts: ExtractSummary[];
  rejectedByCode: Record<string, number>;
  decisions: { decision: Decision["decision"]; reason: string; count: number }[];
  plan: PlanSummary | null;
  guides: GuideSummary | null;
  notifications: NotificationSummary | null;
  failed: Failure[];
  timings: Timings;
};

/**
 * Everything about a campaign in one value, in a fixed order whatever order the parts come in.
 * A part that this run did not make is taken from `earlier`, when that was the same campaign on the same extracts.
 */
export function summariseCampaign(parts: CampaignParts, earlier: CampaignSummary | null = null): CampaignSummary {
  const { settings } = parts;
  const extracts = parts.extracts.toSorted((a, b) => a.file.localeCompare(b.file, "en"));
  const decisions = decisionCounts(parts.decisions);
  const kept = earlier && isSamePosition(earlier, settings, extracts, decisions) ? earlier : null;
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
      config: withoutSecrets(settings.config),
    },
    extracts,
    rejected: sorted(parts.rejectedByCode),
    decisions,
    plan: parts.plan ?? kept?.plan ?? null,
    guides: parts.guides ?? kept?.guides ?? null,
    notifications: parts.notifications ?? kept?.notifications ?? null,
    failed: parts.failed.toSorted((a, b) => (a.employer_id < b.employer_id ? -1 : 1)),
    purged_on: null,
    timings: parts.timings,
  };
}

/** What stays of a campaign when its personal data goes: counts, and no id of anybody. */
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

function isSamePosition(
  earlier: CampaignSummary,
  settings: CampaignSettings,
  extracts: ExtractSummary[],
  decisions: CampaignSummary["decisions"],
): boolean {
  const position = (summary: Pick<CampaignSummary, "campaign" | "as_of" | "decisions" | "extracts">) =>
    JSON.stringify([
      summary.campaign,
      summary.as_of,
      summary.decisions,
      summary.extracts.map((extract) => extract.sha256),
    ]);
  return (
    earlier.settings.limit === settings.limit &&
    position(earlier) === position({ campaign: settings.campaign, as_of: settings.asOf, decisions, extracts })
  );
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
