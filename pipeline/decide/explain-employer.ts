import { paymentTerm } from "../domain/calendar.ts";
import type { Day } from "../domain/day.ts";
import type { Contribution, EmployerPosition, Relationship } from "../domain/position.ts";
import type { Quarter } from "../domain/quarter.ts";
import type { InstituteRequest } from "../domain/request.ts";
import type { DecisionRules } from "./decision-rules.ts";
import { isInForce, ranIn } from "./owes-quarter.ts";
import { isInReview, reviewsPending } from "./requests.ts";
import { countsBy, type QuarterState, stateOfQuarter } from "./state-of-quarter.ts";

/** One overdue quarter of a relationship, its state and rows. */
export type QuarterEvidence = {
  quarter: Quarter;
  /** Last day on which it was payable in time. */
  payableUntil: Day;
  /** `not-running` and `suspended` owe nothing. */
  status: "not-running" | "suspended" | QuarterState["state"];
  dueCents: number | null;
  paidCents: number;
  payments: PaymentEvidence[];
  /** Line of the suspensions that suspends it, or null. */
  suspensionLine: number | null;
  /** Lines of the pending requests by which it is in review; what is paid or not owed is not. */
  reviewLines: number[];
};

/** One row of the contributions. */
export type PaymentEvidence = Pick<Contribution, "line" | "dueCents" | "paidCents" | "paidOn"> & {
  /** False when it was paid after the day the position is judged on. */
  counts: boolean;
};

export type RelationshipEvidence = Pick<
  Relationship,
  "relationshipId" | "line" | "workerFirstName" | "startedOn" | "endedOn"
> & {
  /** Relationships that are not in force do not count. */
  isInForce: boolean;
  quarters: QuarterEvidence[];
};

/** What a decision rests on, relationship by relationship and quarter by quarter. */
export function explainEmployer(position: EmployerPosition, rules: DecisionRules): RelationshipEvidence[] {
  const pending = reviewsPending(position.requests, rules.asOf);
  return position.relationships.map((relationship) => {
    const { relationshipId, line, workerFirstName, startedOn, endedOn } = relationship;
    return {
      relationshipId,
      line,
      workerFirstName,
      startedOn,
      endedOn,
      isInForce: isInForce(relationship, rules.asOf),
      quarters: rules.overdue.map((quarter) => explainQuarter(relationship, quarter, pending, rules)),
    };
  });
}

function explainQuarter(
  relationship: Relationship,
  quarter: Quarter,
  pending: readonly InstituteRequest[],
  rules: DecisionRules,
): QuarterEvidence {
  const { relationshipId, contributions } = relationship;
  const { state, dueCents, paidCents } = stateOfQuarter(contributions, quarter, rules.asOf);
  const payments = contributions
    .filter((contribution) => contribution.quarter === quarter)
    .map((contribution) => paymentEvidence(contribution, rules.asOf));
  const status = statusOf(relationship, quarter) ?? state;
  const isMissing = status === "unpaid" || status === "partial";
  const reviews = isMissing ? pending.filter((request) => isInReview([request], { relationshipId, quarter })) : [];
  return {
    quarter,
    payableUntil: paymentTerm(quarter, rules.calendar).last,
    status,
    dueCents,
    paidCents,
    payments,
    suspensionLine: relationship.suspendedQuarters.get(quarter) ?? null,
    reviewLines: reviews.map(({ line }) => line),
  };
}

/** Why nothing is owed for the quarter, or null when it is. */
function statusOf(relationship: Relationship, quarter: Quarter): "not-running" | "suspended" | null {
  if (!ranIn(relationship, quarter)) return "not-running";
  return relationship.suspendedQuarters.has(quarter) ? "suspended" : null;
}

function paymentEvidence(contribution: Contribution, asOf: Day): PaymentEvidence {
  const { line, dueCents, paidCents, paidOn } = contribution;
  return { line, dueCents, paidCents, paidOn, counts: countsBy(contribution, asOf) };
}
