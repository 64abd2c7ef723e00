import { decideEmployer } from "../decide/decide-employer.ts";
import { describeSelected } from "../decide/describe-selected.ts";
import { PipelineError } from "../domain/errors.ts";
import type { SelectedEmployer } from "../domain/selected-employer.ts";
import { findCampaign } from "../ledger/campaigns.ts";
import { selectedKeys } from "../ledger/decisions.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import { type KeyedPosition, positionsOf } from "../ledger/positions.ts";
import type { CampaignSettings } from "../settings.ts";
import { breathe } from "../support/breathe.ts";
import { rulesAndExtracts, rulesOf } from "./decide-all.ts";

/**
 * The employers who get a guide, by employer_id, only the first `settings.limit` when it is given. Streamed: memory
 * stays flat. Throws a `PipelineError` when the campaign was not decided yet.
 */
export async function* selectedEmployers(ledger: Ledger, settings: CampaignSettings): AsyncGenerator<SelectedEmployer> {
  const rules = rulesOf(settings);
  for await (const { position } of breathe(selectedPositions(ledger, settings))) {
    const decision = decideEmployer(position, rules);
    if (decision.decision === "selected") yield describeSelected(position, decision.unpaid, rules);
  }
}

/** The positions of the selected employers, by employer_id. */
export function* selectedPositions(ledger: Ledger, settings: CampaignSettings): Generator<KeyedPosition> {
  const campaign = findCampaign(ledger, settings.campaign);
  if (!campaign?.decidedBy) throw noDecisions(settings.campaign);
  if (campaign.decidedBy !== rulesAndExtracts(settings, campaign.snapshot)) throw otherRules(settings.campaign);
  const keys = selectedKeys(ledger, settings.campaign, settings.limit);
  try {
    let next = keys.next();
    if (next.done) return;
    for (const keyed of positionsOf(ledger, campaign.snapshot)) {
      if (keyed.employerKey !== next.value) continue;
      yield keyed;
      next = keys.next();
      if (next.done) return;
    }
  } finally {
    keys.return?.();
  }
}

export function noDecisions(campaign: string): PipelineError {
  return new PipelineError("not-decided", `The campaign ${campaign} has no decisions yet`, {
    nextStep: "Run videoguida plan first",
  });
}

function otherRules(campaign: string): PipelineError {
  return new PipelineError("decided-otherwise", `The campaign ${campaign} was decided by other settings than these`, {
    nextStep: "Run videoguida plan with these settings first, or leave them out",
  });
}
