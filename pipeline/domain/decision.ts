import type { Quarter } from "./quarter.ts";

/** What is missing of an owed quarter: everything, or a part. */
export type UnpaidState = "unpaid" | "partial";

/** One entry of the `unpaid` column of decisions.csv. */
export type UnpaidQuarter = { relationshipId: string; quarter: Quarter; state: UnpaidState };

export type ExclusionReason = "no-relationship-in-force" | "age-unknown" | "over-age" | "nothing-due" | "all-paid";

/** Whom the campaign addresses and why; `pipeline/decide/README.md`. */
export type Decision =
  | { decision: "selected"; reason: "unpaid"; unpaid: UnpaidQuarter[] }
  | { decision: "excluded"; reason: ExclusionReason }
  | { decision: "withheld"; reason: "incomplete-data" };

/** The `unpaid` column of decisions.csv: `relationship_id:quarter:state`, sorted as texts and joined by `|`. */
export function unpaidList(unpaid: readonly UnpaidQuarter[]): string {
  return unpaid
    .map(({ relationshipId, quarter, state }) => `${relationshipId}:${quarter}:${state}`)
    .sort()
    .join("|");
}

export const audiences = ["all", "under-76"] as const;
/** Whom to address: everybody, or only who no longer gets notices on paper. */
export type Audience = (typeof audiences)[number];
