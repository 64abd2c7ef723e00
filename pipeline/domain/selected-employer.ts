import type { UnpaidQuarter, UnpaidState } from "./decision.ts";
import type { Quarter } from "./quarter.ts";

/** An unpaid quarter with what its message may need. */
export type OwedQuarter = {
  quarter: Quarter;
  state: UnpaidState;
  /** pagoPA notice number, 18 digits, when exactly one is known for the quarter. */
  noticeNumber: string | null;
  /** Due minus paid, when the amount due is known. */
  outstandingCents: number | null;
  /** A payment is recorded for it, be it one after the as-of date, which leaves the quarter unpaid. */
  isPaymentRecorded: boolean;
};

/** A worker with at least one unpaid quarter. */
export type ConcernedWorker = {
  relationshipId: string;
  /** As a person would write it. */
  firstName: string;
  /** Oldest first, at least one. */
  quarters: OwedQuarter[];
};

/** A worker with quarters that are not held against the employer while the institute looks at a request about them. */
export type WorkerInReview = {
  relationshipId: string;
  /** As a person would write it. */
  firstName: string;
  /** Oldest first, at least one. */
  quarters: Pick<UnpaidQuarter, "quarter" | "state">[];
};

/** Where an employer may be reached: only addresses that are valid and that they agreed to. */
export type Contacts = { mobile: string | null; email: string | null; io: boolean; inpsMobile: boolean };

/** Everything that a guide and its notifications are made from. */
export type SelectedEmployer = {
  employerId: string;
  /** As a person would write it. */
  firstName: string;
  /**
   * 76th birthday on or before the as-of date, in a year in which the letter with the pagoPA notices still comes to those
   * who had asked for it. Null when the age is not known.
   */
  getsPaperNotices: boolean | null;
  contacts: Contacts;
  /** By relationship_id, at least one. */
  workers: ConcernedWorker[];
  /** By relationship_id; may name workers of `workers` too, with other quarters. */
  inReview: WorkerInReview[];
  /** A request of theirs is being looked at, be it about a quarter that is owed or not. */
  hasPendingRequest: boolean;
  /** A request was answered negatively, or not in time. */
  isAppointmentOffered: boolean;
  /** MyINPS categories, each once, sorted. */
  categories: string[];
};
