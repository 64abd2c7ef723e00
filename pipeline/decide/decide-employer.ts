import { hasTurned76 } from "../domain/age.ts";
import type { Decision, ExclusionReason, MissingQuarters, UnpaidState } from "../domain/decision.ts";
import type { EmployerPosition, Relationship } from "../domain/position.ts";
import type { Quarter } from "../domain/quarter.ts";
import type { DecisionRules } from "./decision-rules.ts";
import type { HoldoutRule } from "./holdout.ts";
import { isInForce, owesQuarter } from "./owes-quarter.ts";
import { isInReview, reviewsPending } from "./requests.ts";
import { stateOfQuarter } from "./state-of-quarter.ts";

/** Whether an employer gets a guide, and why: the first of the contract's rules (section 3) that fits. */
export function decideEmployer(position: EmployerPosition, rules: DecisionRules & HoldoutRule): Decision {
  if (position.isIncomplete) return { decision: "withheld", reason: "incomplete-data" };
  const inForce = position.relationships.filter((relationship) => isInForce(relationship, rules.asOf));
  if (inForce.length === 0) return excluded("no-relationship-in-force");
  const ageReason = reasonOfAge(position, rules);
  if (ageReason) return excluded(ageReason);

  const owed = inForce.flatMap((relationship) => owedQuarters(relationship, rules));
  if (owed.length === 0) return excluded("nothing-due");
  const missing = missingOf(position, owed, rules);
  if (missing.unpaid.length + missing.inReview.length === 0) return excluded("all-paid");
  if (missing.unpaid.length === 0) return { decision: "excluded", reason: "in-review", ...missing };
  if (rules.isHeldOut(position.employerId)) return { decision: "excluded", reason: "holdout", ...missing };
  return { decision: "selected", reason: "unpaid", ...missing };
}

function excluded(reason: Exclude<ExclusionReason, "holdout" | "in-review">): Decision {
  return { decision: "excluded", reason };
}

/** Employers of 76 and over still get the notices on paper: an audience of those under 76 leaves them out. */
function reasonOfAge(
  { birthDate }: EmployerPosition,
  { audience, asOf }: DecisionRules,
): "age-unknown" | "over-age" | null {
  if (audience === "all") return null;
  if (birthDate === null) return "age-unknown";
  return hasTurned76(birthDate, asOf) ? "over-age" : null;
}

type OwedByRelationship = { relationship: Relationship; quarter: Quarter };

/** The overdue quarters that a relationship owes, oldest first. */
export function owedQuarters(relationship: Relationship, { overdue }: DecisionRules): OwedByRelationship[] {
  return overdue.filter((quarter) => owesQuarter(relationship, quarter)).map((quarter) => ({ relationship, quarter }));
}

/** What of the owed quarters is not paid; apart what the institute is looking at. */
function missingOf(
  { requests }: EmployerPosition,
  owed: readonly OwedByRelationship[],
  { asOf }: DecisionRules,
): MissingQuarters {
  const pending = reviewsPending(requests, asOf);
  const missing: MissingQuarters = { unpaid: [], inReview: [] };
  for (const { relationship, quarter } of owed) {
    const { state } = stateOfQuarter(relationship.contributions, quarter, asOf);
    if (state === "paid") continue;
    const entry = { relationshipId: relationship.relationshipId, quarter, state: state satisfies UnpaidState };
    (isInReview(pending, entry) ? missing.inReview : missing.unpaid).push(entry);
  }
  return missing;
}
