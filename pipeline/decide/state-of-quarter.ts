import type { Day } from "../domain/day.ts";
import type { UnpaidState } from "../domain/decision.ts";
import { addCents } from "../domain/money.ts";
import type { Contribution } from "../domain/position.ts";
import type { Quarter } from "../domain/quarter.ts";

/** What is recorded of a quarter on a day. */
export type QuarterState = {
  state: "paid" | UnpaidState;
  /** As the first row that states one says; null when none does. */
  dueCents: number | null;
  paidCents: number;
};

/**
 * What was paid of a quarter up to a day: payments without a date count, later ones do not yet. Measured against the
 * amount due when one is stated; otherwise any payment settles the quarter.
 */
export function stateOfQuarter(contributions: readonly Contribution[], quarter: Quarter, asOf: Day): QuarterState {
  let dueCents: number | null = null;
  let paidCents = 0;
  for (const contribution of contributions) {
    if (contribution.quarter !== quarter) continue;
    dueCents ??= contribution.dueCents;
    if (countsBy(contribution, asOf)) paidCents = addCents(paidCents, contribution.paidCents);
  }
  return { state: stateOf(dueCents, paidCents), dueCents, paidCents };
}

/** A payment without a date is taken as made. */
export function countsBy({ paidOn }: Contribution, asOf: Day): boolean {
  return paidOn === null || paidOn <= asOf;
}

function stateOf(dueCents: number | null, paidCents: number): QuarterState["state"] {
  if (dueCents === null) return paidCents > 0 ? "paid" : "unpaid";
  if (paidCents >= dueCents) return "paid";
  return paidCents > 0 ? "partial" : "unpaid";
}
