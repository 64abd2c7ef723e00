import { selectedKeys } from "../ledger/decisions.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import { type KeyedPosition, positionsOf } from "../ledger/positions.ts";
import type { CampaignPlan } from "./campaign-plan.ts";

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
