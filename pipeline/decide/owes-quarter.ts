import type { Day } from "../domain/day.ts";
import type { Relationship } from "../domain/position.ts";
import { daysOf, type Quarter } from "../domain/quarter.ts";

type Term = Pick<Relationship, "startedOn" | "endedOn">;

/** A relationship is in force from its first day to its last, both included; without an end it goes on. */
export function isInForce({ startedOn, endedOn }: Term, asOf: Day): boolean {
  return startedOn <= asOf && (endedOn === null || endedOn >= asOf);
}

/** True when the relationship ran on at least one day of the quarter. */
export function ranIn({ startedOn, endedOn }: Term, quarter: Quarter): boolean {
  const { first, last } = daysOf(quarter);
  return startedOn <= last && (endedOn === null || endedOn >= first);
}

/**
 * A relationship owes a quarter in which it ran and for which it was not suspended. Suspensions cover whole quarters.
 */
export function owesQuarter(relationship: Relationship, quarter: Quarter): boolean {
  return ranIn(relationship, quarter) && !relationship.suspendedQuarters.has(quarter);
}
