import { type Day, daysBetween } from "../domain/day.ts";
import type { Quarter } from "../domain/quarter.ts";
import type { InstituteRequest, RequestCategory } from "../domain/request.ts";

/** Whether the institute has not answered a request by a day (contract, section 8, rule 1). */
export function isPending({ state, openedOn, closedOn }: InstituteRequest, asOf: Day): boolean {
  return openedOn <= asOf && (state !== "closed" || (closedOn !== null && closedOn > asOf));
}

/** `other` puts no quarter in review. */
const categoriesOfReview: readonly RequestCategory[] = ["paid-not-shown", "suspension", "cessation", "hours"];

/** The requests by which quarters are in review on a day. */
export function reviewsPending(requests: readonly InstituteRequest[], asOf: Day): readonly InstituteRequest[] {
  if (requests.length === 0) return requests;
  return requests.filter((request) => categoriesOfReview.includes(request.category) && isPending(request, asOf));
}

/** Whether pending requests are about a quarter of a relationship; one that names none is about each of them. */
export function isInReview(
  pending: readonly InstituteRequest[],
  { relationshipId, quarter }: { relationshipId: string; quarter: Quarter },
): boolean {
  return pending.some(
    (request) =>
      (request.relationshipId === null || request.relationshipId === relationshipId) &&
      (request.quarter === null || request.quarter === quarter),
  );
}

/**
 * Whether an employer is offered an appointment (contract, section 8, rule 3; Agenda appuntamenti is for requests that
 * were answered negatively or not in time): a request of any category was rejected by that day, or has been pending for
 * more than `afterDays` days.
 */
export function isAppointmentOffered(
  requests: readonly InstituteRequest[],
  { asOf, afterDays }: { asOf: Day; afterDays: number },
): boolean {
  return requests.some((request) =>
    isPending(request, asOf)
      ? daysBetween(request.openedOn, asOf) > afterDays
      : request.outcome === "rejected" && request.closedOn !== null && request.closedOn <= asOf,
  );
}
