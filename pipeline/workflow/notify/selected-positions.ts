import { selectedKeys } from "../../ledger/bulk/decisions.ts";
import { type KeyedPosition, positionsOf } from "../../ledger/bulk/positions.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import type { CampaignPlan } from "../plan/campaign-plan.ts";

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
