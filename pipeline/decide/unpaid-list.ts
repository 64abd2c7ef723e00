import type { Decision } from "../domain/decision.ts";

/**
 * The `unpaid` column of decisions.csv: `relationship_id:quarter:state`, sorted and joined by `|`; empty unless
 * selected.
 */
export function unpaidList(decision: Decision): string {
  if (decision.decision !== "selected") return "";
  return decision.unpaid
    .map(({ relationshipId, quarter, state }) => `${relationshipId}:${quarter}:${state}`)
    .sort()
    .join("|");
}
