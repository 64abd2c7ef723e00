import { type UnpaidQuarter, unpaidList } from "../domain/decision.ts";
import type { LateRequest } from "../domain/late-file.ts";
import type { Contribution, EmployerPosition } from "../domain/position.ts";
import type { InstituteRequest } from "../domain/request.ts";
import type { SuppressionReason } from "../domain/suppressed.ts";
import { decideEmployer } from "./decide-employer.ts";
import type { DecisionRules } from "./decision-rules.ts";
import { nobodyHeldOut } from "./holdout.ts";

/** A payment that became known after the extracts. */
export type LatePayment = Contribution & { relationshipId: string };

/** What files that came after the extracts say of one employer. */
export type LateKnowledge<Payment extends LatePayment = LatePayment> = {
  payments: readonly Payment[];
  requests: readonly LateRequest[];
  /** A row of payments (of requests) that was not used may be about this employer. */
  hasUnclearPayment: boolean;
  hasUnclearRequest: boolean;
};

/**
 * Why a selected employer is no longer told, by late files, or null; and the payments that contradict the extracts. A
 * reason from usable rows comes first; without one, any unclear or contradicting row is a reason.
 */
export function judgeLateFiles<Payment extends LatePayment>(
  position: EmployerPosition,
  { payments, requests, hasUnclearPayment, hasUnclearRequest }: LateKnowledge<Payment>,
  rules: DecisionRules,
): { reason: SuppressionReason | null; conflicting: Payment[] } {
  const conflicting = conflictingPayments(position, payments);
  const usable = payments.filter((payment) => !conflicting.includes(payment));
  const reason = reasonToWithdraw(position, { payments: usable, requests }, rules);
  if (reason !== null) return { reason, conflicting };
  if (hasUnclearPayment || conflicting.length > 0) return { reason: "unclear-payment", conflicting };
  return { reason: hasUnclearRequest ? "unclear-request" : null, conflicting };
}

/**
 * Whether late payments and requests make a selected employer's guide wrong: nothing is unpaid now, or the unpaid
 * quarters differ. A further payment for a quarter that stays partly paid counts too: whoever has paid since is not to be
 * told as before. Null when the guide is still right.
 */
export function reasonToWithdraw(
  position: EmployerPosition,
  { payments = [], requests = [] }: Partial<Pick<LateKnowledge, "payments" | "requests">>,
  rules: DecisionRules,
): "paid-in-full" | "in-review" | "position-changed" | null {
  if (payments.length + requests.length === 0) return null;
  // Who was selected is not held out.
  const deciding = { ...rules, ...nobodyHeldOut };
  const before = decideEmployer(position, deciding);
  if (before.decision !== "selected") return null;
  const later = withLateRequests(withLatePayments(position, payments), requests, rules);
  const after = decideEmployer(later, deciding);
  if (after.decision !== "selected") return after.reason === "in-review" ? "in-review" : "paid-in-full";
  const isPaidInto = payments.some((payment) => payment.paidCents > 0 && before.unpaid.some(isFor(payment)));
  return isPaidInto || unpaidList(before.unpaid) !== unpaidList(after.unpaid) ? "position-changed" : null;
}

function isFor(payment: LatePayment): (unpaid: UnpaidQuarter) => boolean {
  return ({ relationshipId, quarter }) => relationshipId === payment.relationshipId && quarter === payment.quarter;
}

/** The position as if the extracts held these payments. Each counts whatever its date, because it was made. */
function withLatePayments(position: EmployerPosition, payments: readonly LatePayment[]): EmployerPosition {
  return {
    ...position,
    relationships: position.relationships.map((relationship) => ({
      ...relationship,
      contributions: [
        ...relationship.contributions,
        ...payments
          .filter(({ relationshipId }) => relationshipId === relationship.relationshipId)
          .map((payment) => ({ ...payment, paidOn: null })),
      ],
    })),
  };
}

/** The position as if the extracts held these requests. Each that is not closed counts as pending, whatever its days. */
function withLateRequests(
  position: EmployerPosition,
  requests: readonly LateRequest[],
  { asOf }: DecisionRules,
): EmployerPosition {
  const pending = requests
    .filter(({ state }) => state !== "closed")
    .map((request): InstituteRequest => {
      return { ...request, requestId: "", line: 0, outcome: null, openedOn: asOf, closedOn: null };
    });
  return pending.length === 0 ? position : { ...position, requests: [...position.requests, ...pending] };
}

/**
 * Late rows that state another amount due than the extracts, or than an earlier late row, for the same relationship
 * and quarter.
 */
export function conflictingPayments<Payment extends LatePayment>(
  position: EmployerPosition,
  payments: readonly Payment[],
): Payment[] {
  return payments.filter((payment, index) => {
    if (payment.dueCents === null) return false;
    const known = position.relationships
      .filter(({ relationshipId }) => relationshipId === payment.relationshipId)
      .flatMap(({ contributions }) => contributions);
    const earlier = payments.slice(0, index).filter(({ relationshipId }) => relationshipId === payment.relationshipId);
    const standing = [...known, ...earlier].find((row) => row.quarter === payment.quarter && row.dueCents !== null);
    return standing !== undefined && standing.dueCents !== payment.dueCents;
  });
}
