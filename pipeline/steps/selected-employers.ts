import { decideEmployer } from "../decide/decide-employer.ts";
import { describeSelected } from "../decide/describe-selected.ts";
import type { SelectedEmployer } from "../domain/selected-employer.ts";
import { selectedKeys } from "../ledger/decisions.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import { type KeyedPosition, positionsOf } from "../ledger/positions.ts";
import { breathe } from "../support/breathe.ts";
import { type CampaignPlan, rulesOf } from "./campaign-plan.ts";

/**
 * The employers who get a guide by a plan, by employer_id, only the first `limit` when it has one. Streamed: memory
 * stays flat.
 */
export async function* selectedEmployers(ledger: Ledger, plan: CampaignPlan): AsyncGenerator<SelectedEmployer> {
  const rules = rulesOf(plan);
  for await (const { position } of breathe(selectedPositions(ledger, plan))) {
    const decision = decideEmployer(position, rules);
    if (decision.decision === "selected") yield describeSelected(position, decision.unpaid, rules);
  }
}

/** The positions of the selected employers, by employer_id. */
export function* selectedPositions(ledger: Ledger, plan: CampaignPlan): Generator<KeyedPosition> {
  const keys = selectedKeys(ledger, plan.plan, plan.limit);
  try {
    let next = keys.next();
    if (next.done) return;
    for (const keyed of positionsOf(ledger, plan.snapshot)) {
      if (keyed.employerKey !== next.value) continue;
      yield keyed;
      next = keys.next();
      if (next.done) return;
    }
  } finally {
    keys.return?.();
  }
}
