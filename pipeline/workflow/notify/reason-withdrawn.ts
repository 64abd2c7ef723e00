import { decisionLookup } from "../../ledger/bulk/decisions.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import type { DelegatesOfTold } from "./delegates-of-told.ts";

/**
 * Why a dispatcher must no longer tell an employer, as `withdrawn.csv` says it: what they have paid since, the guide
 * that is not there, or why they are no longer selected. Whoever is in no extract any more, or beyond `--limit`, has no
 * reason of their own.
 */
export function reasonWithdrawn(
  ledger: Ledger,
  plan: number,
  { suppressed, withoutGuide }: { suppressed: ReadonlyMap<string, string>; withoutGuide: ReadonlySet<string> },
): (employerId: string) => string {
  const decisionOf = decisionLookup(ledger, plan);
  return (employerId) => {
    const paidSince = suppressed.get(employerId);
    if (paidSince !== undefined) return paidSince;
    if (withoutGuide.has(employerId)) return "guide-missing";
    const decision = decisionOf(employerId);
    return decision === null || decision.decision === "selected" ? "no-longer-selected" : decision.reason;
  };
}

/**
 * The same of a delegate: none of the employers for whom they may act is told of a guide any more, or they may be told no
 * more themselves. Asked after the last employer.
 */
export function reasonDelegateWithdrawn(delegates: DelegatesOfTold | null): (delegateId: string) => string {
  return (delegateId) => (delegates?.actsForTold(delegateId) ? "channel-closed" : "no-guide-left");
}
