import type { Quarter } from "./quarter.ts";

/** What is missing of an owed quarter: everything, or a part. */
export type UnpaidState = "unpaid" | "partial";

/** One entry of the `unpaid` column of decisions.csv. */
export type UnpaidQuarter = { relationshipId: string; quarter: Quarter; state: UnpaidState };

export type ExclusionReason =
  | "no-relationship-in-force"
  | "age-unknown"
  | "over-age"
  | "nothing-due"
  | "all-paid"
  | "holdout";

/** Whom the campaign addresses and why; `pipeline/decide/README.md`. */
export type Decision =
  | { decision: "selected"; reason: "unpaid"; unpaid: UnpaidQuarter[] }
  /** Would be selected; what is unpaid is kept, to be compared with what those pay who got a guide. */
  | { decision: "excluded"; reason: "holdout"; unpaid: UnpaidQuarter[] }
  | { decision: "excluded"; reason: Exclude<ExclusionReason, "holdout"> }
  | { decision: "withheld"; reason: "incomplete-data" };

/** What is unpaid as one text: `relationship_id:quarter:state`, sorted as texts and joined by `|`. */
export function unpaidList(unpaid: readonly UnpaidQuarter[]): string {
  return unpaid
    .map(({ relationshipId, quarter, state }) => `${relationshipId}:${quarter}:${state}`)
    .sort()
    .join("|");
}

/** The `unpaid` column of decisions.csv: empty unless selected, also where the decision knows what is unpaid. */
export function unpaidCell(decision: Decision["decision"], unpaid: readonly UnpaidQuarter[]): string {
  return decision === "selected" ? unpaidList(unpaid) : "";
}

export const audiences = ["all", "under-76"] as const;
/** Whom to address: everybody, or only who no longer gets notices on paper. */
export type Audience = (typeof audiences)[number];
