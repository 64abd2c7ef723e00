import type { Day } from "./day.ts";
import type { ProfileCategory } from "./profile-category.ts";
import type { Quarter } from "./quarter.ts";
import type { InstituteRequest } from "./request.ts";

/** One row of contributions.csv that was accepted. */
export type Contribution = {
  /** Where it stands in the file, header = 1. */
  line: number;
  quarter: Quarter;
  dueCents: number | null;
  paidCents: number;
  paidOn: Day | null;
  /** pagoPA notice number, 18 digits. */
  noticeNumber: string | null;
};

/** An employment relationship with everything recorded for it. */
export type Relationship = {
  relationshipId: string;
  line: number;
  /** As in the registry. */
  workerFirstName: string;
  startedOn: Day;
  /** Null: in force. */
  endedOn: Day | null;
  /** Whole quarters, with the line of the suspensions that says so. */
  suspendedQuarters: ReadonlyMap<Quarter, number>;
  /** By quarter, then by line. */
  contributions: readonly Contribution[];
};

/**
 * Everything known about one employer, as the extracts say it, that decides what they are told and of what. Delegations
 * decide who else may see it, and stand apart (`delegationsOf`).
 */
export type EmployerPosition = {
  employerId: string;
  line: number;
  /** As in the registry. */
  firstName: string;
  birthDate: Day | null;
  mobile: string | null;
  hasMobileConsent: boolean;
  email: string | null;
  hasEmailConsent: boolean;
  isOnIo: boolean;
  acceptsInpsMobile: boolean;
  /** A row about this employer was rejected: what is missing might be the proof of payment. */
  isIncomplete: boolean;
  /** By relationship_id. */
  relationships: readonly Relationship[];
  /** By line. */
  requests: readonly InstituteRequest[];
  /** MyINPS categories, sorted; a repeated row stands twice. */
  categories: readonly ProfileCategory[];
};
