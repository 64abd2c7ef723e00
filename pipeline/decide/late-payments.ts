import { type UnpaidQuarter, unpaidList } from "../domain/decision.ts";
import type { Contribution, EmployerPosition } from "../domain/position.ts";
import type { SuppressionReason } from "../domain/suppressed.ts";
import { decideEmployer } from "./decide-employer.ts";
import type { DecisionRules } from "./decision-rules.ts";
import { nobodyHeldOut } from "./holdout.ts";

/** A payment that became known after the extracts. */
export type LatePayment = Contribution & { relationshipId: string };

/**
 * Why a selected employer is no longer told, by the late payments files, or null; and the payments that contradict the
 * extracts. A reason from usable payments comes first; without one, any unclear or contradicting row is a reason.
 */
export function judgeLatePayments<Payment extends LatePayment>(
  position: EmployerPosition,
  { payments, isUnclear }: { payments: readonly Payment[]; isUnclear: boolean },
  rules: DecisionRules,
): { reason: SuppressionReason | null; conflicting: Payment[] } {
  if (payments.length === 0) return { reason: isUnclear ? "unclear-payment" : null, conflicting: [] };
  const conflicting = conflictingPayments(position, payments);
  const usable = payments.filter((payment) => !conflicting.includes(payment));
  const reason = reasonToWithdraw(position, usable, rules);
  const isDoubtful = isUnclear || conflicting.length > 0;
  return { reason: reason ?? (isDoubtful ? "unclear-payment" : null), conflicting };
}

/**
 * Whether late payments make a selected employer's guide wrong: everything is paid now, or the unpaid quarters differ.
 * A further payment for a quarter that stays partly paid counts too: whoever has paid since is not to be told as
 * before. Null when the guide is still right.
 */
export function reasonToWithdraw(
  position: EmployerPosition,
  payments: readonly LatePayment[],
  rules: DecisionRules,
): Exclude<SuppressionReason, "unclear-payment"> | null {
  // Who was selected is not held out.
  const deciding = { ...rules, ...nobodyHeldOut };
  const before = decideEmployer(position, deciding);
  if (before.decision !== "selected") return null;
  const after = decideEmployer(withLatePayments(position, payments), deciding);
  if (after.decision !== "selected") return "paid-in-full";
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
