import { decideEmployer } from "../decide/decide-employer.ts";
import { type DecisionRules, decisionRules } from "../decide/decision-rules.ts";
import { unpaidList } from "../decide/unpaid-list.ts";
import { PipelineError } from "../domain/errors.ts";
import { findCampaign } from "../ledger/campaigns.ts";
import { countDecisions, type DecisionCount, markDecided, replaceDecisions } from "../ledger/decisions.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import { positionsOf } from "../ledger/positions.ts";
import { snapshotFiles } from "../ledger/snapshots.ts";
import { inTransaction } from "../ledger/transaction.ts";
import type { CampaignSettings } from "../settings.ts";
import { breathe } from "../support/breathe.ts";
import { canonicalJson } from "../support/hash.ts";
import type { Progress } from "../support/progress.ts";
import { watched } from "../support/watched.ts";

/** Changes whenever the same position could be decided differently: campaigns are then decided again. */
const decidingRules = 1;

export type DecisionSummary = {
  /** False when nothing had changed since the last time. */
  isDecided: boolean;
  employers: number;
  counts: DecisionCount[];
};

/**
 * Decides every employer of a campaign's extracts, all of them or none, and keeps the decisions in the ledger. Does
 * nothing when they were made by the same rules from the same extracts. Throws a `PipelineError` when the campaign has
 * no extracts yet.
 */
export async function decideAll(
  ledger: Ledger,
  settings: CampaignSettings,
  progress: Progress,
  signal?: AbortSignal,
): Promise<DecisionSummary> {
  const campaign = findCampaign(ledger, settings.campaign);
  if (!campaign) throw noExtracts(settings.campaign);
  const decidedBy = rulesAndExtracts(settings, campaign.snapshot);
  const isDecided = campaign.decidedBy !== decidedBy;
  if (isDecided) await decideSnapshot(ledger, settings, campaign.snapshot, progress, signal);
  // Settings that change no decision may have changed all the same, and later stages go by them.
  else await inTransaction(ledger, () => rememberDecided(ledger, settings, decidedBy));
  const counts = countDecisions(ledger, settings.campaign);
  return { isDecided, employers: counts.reduce((sum, { count }) => sum + count, 0), counts };
}

/** By which rules the employers of a campaign are decided. */
export function rulesOf({ asOf, audience, config }: CampaignSettings): DecisionRules {
  return decisionRules({ asOf, audience, firstQuarter: config.firstQuarter, calendar: config.calendar });
}

/** Everything that decisions depend on, in one text: equal texts give equal decisions. */
export function rulesAndExtracts(settings: CampaignSettings, snapshot: number): string {
  return canonicalJson({ decidingRules, snapshot, rules: rulesOf(settings) });
}

function rememberDecided(ledger: Ledger, { campaign, asOf, audience, config }: CampaignSettings, rules: string): void {
  markDecided(ledger, campaign, { asOf, audience, settings: JSON.stringify(config), rules });
}

async function decideSnapshot(
  ledger: Ledger,
  settings: CampaignSettings,
  snapshot: number,
  progress: Progress,
  signal?: AbortSignal,
): Promise<void> {
  const rules = rulesOf(settings);
  const employers = snapshotFiles(ledger, snapshot).find(({ file }) => file === "employers")?.accepted ?? null;
  await watched(progress, ["Deciding", employers, "employers"], (task) =>
    inTransaction(ledger, async () => {
      const decisions = replaceDecisions(ledger, settings.campaign);
      for await (const { employerKey, position } of breathe(positionsOf(ledger, snapshot), signal)) {
        const decision = decideEmployer(position, rules);
        const { employerId } = position;
        decisions.add(employerKey, { employerId, ...decision, unpaid: unpaidList(decision) });
        task.advance();
      }
      rememberDecided(ledger, settings, rulesAndExtracts(settings, snapshot));
    }),
  );
}

function noExtracts(campaign: string): PipelineError {
  return new PipelineError("no-extracts", `The campaign ${campaign} has no extracts yet`, {
    nextStep: "Run videoguida ingest --extracts <dir> first, or plan, which does both",
  });
}
