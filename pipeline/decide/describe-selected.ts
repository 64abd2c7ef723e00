import { hasTurned76 } from "../domain/age.ts";
import { type Day, partsOfDay } from "../domain/day.ts";
import type { MissingQuarters, UnpaidQuarter } from "../domain/decision.ts";
import { showFirstName } from "../domain/first-name.ts";
import { isTakenByIo } from "../domain/fiscal-code.ts";
import type { EmployerPosition, Relationship } from "../domain/position.ts";
import type { Quarter } from "../domain/quarter.ts";
import type {
  ConcernedWorker,
  Contacts,
  OwedQuarter,
  SelectedEmployer,
  WorkerInReview,
} from "../domain/selected-employer.ts";
import type { DecisionRules } from "./decision-rules.ts";
import { isAppointmentOffered, reviewsPending } from "./requests.ts";
import { stateOfQuarter } from "./state-of-quarter.ts";

/** What guides and messages are made from: the workers concerned, what is unpaid, and the contacts agreed to. */
export function describeSelected(
  position: EmployerPosition,
  { unpaid, inReview }: MissingQuarters,
  rules: DecisionRules,
): SelectedEmployer {
  const { employerId, birthDate, requests, categories } = position;
  const { asOf, appointmentAfterDays } = rules;
  return {
    employerId,
    firstName: showFirstName(position.firstName),
    getsPaperNotices: getsPaperNotices(birthDate, rules),
    contacts: contactsOf(position),
    workers: position.relationships.flatMap((relationship) => concernedWorker(relationship, unpaid, rules)),
    inReview: position.relationships.flatMap((relationship) => workerInReview(relationship, inReview)),
    hasPendingRequest: reviewsPending(requests, asOf).length > 0,
    isAppointmentOffered: isAppointmentOffered(requests, { asOf, afterDays: appointmentAfterDays }),
    categories: [...new Set(categories.map(({ category }) => category))],
  };
}

/** The addresses that a position gives with consent. */
export function contactsOf(position: EmployerPosition): Contacts {
  return {
    mobile: position.hasMobileConsent ? position.mobile : null,
    email: position.hasEmailConsent ? position.email : null,
    io: position.isOnIo && isTakenByIo(position.employerId),
    inpsMobile: position.acceptsInpsMobile,
  };
}

/**
 * Until the end of `paperUntilYear` the letter with the notices still comes to employers of 76 and over who had asked for
 * it; then to nobody (INPS, 19 December 2025). Who had asked is not in the extracts.
 */
function getsPaperNotices(birthDate: Day | null, { asOf, paperUntilYear }: DecisionRules): boolean | null {
  if (partsOfDay(asOf).year > paperUntilYear) return false;
  return birthDate === null ? null : hasTurned76(birthDate, asOf);
}

function concernedWorker(
  relationship: Relationship,
  unpaid: readonly UnpaidQuarter[],
  rules: DecisionRules,
): ConcernedWorker[] {
  const quarters = ofRelationship(relationship, unpaid).map((entry) => owedQuarter(relationship, entry, rules));
  return quarters.length === 0 ? [] : [{ ...workerOf(relationship), quarters }];
}

function workerInReview(relationship: Relationship, inReview: readonly UnpaidQuarter[]): WorkerInReview[] {
  const quarters = ofRelationship(relationship, inReview).map(({ quarter, state }) => ({ quarter, state }));
  return quarters.length === 0 ? [] : [{ ...workerOf(relationship), quarters }];
}

/** Oldest first. */
function ofRelationship({ relationshipId }: Relationship, quarters: readonly UnpaidQuarter[]): UnpaidQuarter[] {
  return quarters
    .filter((entry) => entry.relationshipId === relationshipId)
    .sort((a, b) => (a.quarter < b.quarter ? -1 : 1));
}

function workerOf({ relationshipId, workerFirstName }: Relationship) {
  return { relationshipId, firstName: showFirstName(workerFirstName) };
}

function owedQuarter(relationship: Relationship, { quarter, state }: UnpaidQuarter, rules: DecisionRules): OwedQuarter {
  const { dueCents, paidCents } = stateOfQuarter(relationship.contributions, quarter, rules.asOf);
  return {
    quarter,
    state,
    noticeNumber: onlyNotice(relationship, quarter),
    outstandingCents: dueCents === null ? null : dueCents - paidCents,
    isPaymentRecorded: relationship.contributions.some((row) => row.quarter === quarter && row.paidCents > 0),
  };
}

/** With two notices for a quarter nobody can say which one is to be paid. */
function onlyNotice({ contributions }: Relationship, quarter: Quarter): string | null {
  const notices = new Set(
    contributions.flatMap((row) => (row.quarter === quarter && row.noticeNumber !== null ? [row.noticeNumber] : [])),
  );
  const [notice] = notices;
  return notices.size === 1 && notice !== undefined ? notice : null;
}
