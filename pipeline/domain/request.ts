import type { Day } from "./day.ts";
import type { Quarter } from "./quarter.ts";

/** What a request to the institute is about (Comunicazione bidirezionale). */
export const requestCategories = ["paid-not-shown", "suspension", "cessation", "hours", "other"] as const;
export type RequestCategory = (typeof requestCategories)[number];

export const requestStates = ["open", "in-progress", "closed"] as const;
export type RequestState = (typeof requestStates)[number];

export const requestOutcomes = ["accepted", "rejected"] as const;
export type RequestOutcome = (typeof requestOutcomes)[number];

/** A request that an employer has made, as the extracts say it. */
export type InstituteRequest = {
  requestId: string;
  /** Where it stands in the file, header = 1. */
  line: number;
  /** Null: about every relationship of the employer. */
  relationshipId: string | null;
  /** Null: about every quarter. */
  quarter: Quarter | null;
  category: RequestCategory;
  state: RequestState;
  outcome: RequestOutcome | null;
  openedOn: Day;
  closedOn: Day | null;
};
