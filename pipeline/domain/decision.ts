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
  | "in-review"
  | "holdout";

/** Whom the campaign addresses and why; `pipeline/decide/README.md`. */
export type Decision =
  | ({ decision: "selected"; reason: "unpaid" } & MissingQuarters)
  /** Would be selected; what is unpaid is kept, to be compared with what those pay who got a guide. */
  | ({ decision: "excluded"; reason: "holdout" } & MissingQuarters)
  /** Nothing is unpaid but what the institute is looking at. */
  | ({ decision: "excluded"; reason: "in-review" } & MissingQuarters)
  | { decision: "excluded"; reason: Exclude<ExclusionReason, "holdout" | "in-review"> }
  | { decision: "withheld"; reason: "incomplete-data" };

/** What is owed and not paid, each quarter in one of the two lists. */
export type MissingQuarters = {
  unpaid: UnpaidQuarter[];
  /** Not held against anybody while a request about it is pending (contract, section 8, rule 1). */
  inReview: UnpaidQuarter[];
};

/** What a decision knows to be missing: nothing where it says nothing of quarters. */
export function missingQuarters(decision: Decision): MissingQuarters {
  return "unpaid" in decision ? decision : { unpaid: [], inReview: [] };
}

/** What is unpaid as one text: `relationship_id:quarter:state`, sorted as texts and joined by `|`. */
export function unpaidList(unpaid: readonly UnpaidQuarter[]): string {
  return unpaid
    .map(({ relationshipId, quarter, state }) => `${relationshipId}:${quarter}:${state}`)
    .sort()
    .join("|");
}

type Decided = Pick<Decision, "decision" | "reason">;

/** The `unpaid` column of decisions.csv: empty unless selected, also where the decision knows what is unpaid. */
export function unpaidCell({ decision }: Decided, unpaid: readonly UnpaidQuarter[]): string {
  return decision === "selected" ? unpaidList(unpaid) : "";
}

/** The `in_review` column: empty unless selected, or excluded because nothing else is missing. */
export function inReviewCell({ decision, reason }: Decided, inReview: readonly UnpaidQuarter[]): string {
  return decision === "selected" || reason === "in-review" ? unpaidList(inReview) : "";
}

export const audiences = ["all", "under-76"] as const;
/** Whom to address: everybody, or only who no longer gets notices on paper. */
export type Audience = (typeof audiences)[number];
