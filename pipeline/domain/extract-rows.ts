import type { Day } from "./day.ts";
import type { DelegateKind } from "./delegation.ts";
import type { Quarter } from "./quarter.ts";
import type { FieldCode, RowCode } from "./rejection.ts";
import type { InstituteRequest } from "./request.ts";

export type EmployerRow = {
  employerId: string;
  /** As in the registry. */
  firstName: string;
  birthDate: Day | null;
  /** E.164. */
  mobile: string | null;
  hasMobileConsent: boolean;
  email: string | null;
  hasEmailConsent: boolean;
  isOnIo: boolean;
  acceptsInpsMobile: boolean;
};

export type RelationshipRow = {
  relationshipId: string;
  employerId: string;
  /** As in the registry. */
  workerFirstName: string;
  startedOn: Day;
  /** Null: in force. */
  endedOn: Day | null;
};

export type ContributionRow = {
  relationshipId: string;
  quarter: Quarter;
  dueCents: number | null;
  paidCents: number;
  paidOn: Day | null;
  noticeNumber: string | null;
};

export type SuspensionRow = { relationshipId: string; quarter: Quarter };

export type RequestRow = Omit<InstituteRequest, "line"> & { employerId: string };

export type DelegationRow = {
  employerId: string;
  delegateId: string;
  delegateKind: DelegateKind;
  delegateName: string;
  activeFrom: Day;
  /** Null: active. */
  activeTo: Day | null;
  email: string | null;
  hasEmailConsent: boolean;
};

export type ProfileRow = { employerId: string; category: string };

/** Which type of row each file holds. */
export type RowsOfExtracts = {
  employers: EmployerRow;
  relationships: RelationshipRow;
  contributions: ContributionRow;
  suspensions: SuspensionRow;
  requests: RequestRow;
  delegations: DelegationRow;
  profiles: ProfileRow;
};

/** A cell that counts as blank. */
export type FieldIssue = { code: FieldCode; column: string };

/** Whom a row may be about: what stands in it as codice fiscale and as relationship, empty when nothing can be read. */
export type RowIdentifiers = {
  employerId: string;
  relationshipId: string;
  /** Both are in the header's columns; elsewhere in a row they may be something else. */
  isInPlace: boolean;
};

/** A row that is used. */
export type AcceptedRow<Row> = {
  /** Where the row starts in the file, header = 1. */
  line: number;
  row: Row;
  issues: readonly FieldIssue[];
  /** The recognised cells in one text, equal for rows that say the same; empty where repeats are no duplicates. */
  fingerprint: string;
};

/** A row that is not used, and everybody it may be about. */
export type RejectedRow = {
  line: number;
  /** Null for a further piece of a row that was reported already: it only adds names. */
  code: RowCode | null;
  column: string;
  names: readonly RowIdentifiers[];
};

export type ReadRow<Row> =
  | { accepted: AcceptedRow<Row>; rejected?: never }
  | { rejected: RejectedRow; accepted?: never };
