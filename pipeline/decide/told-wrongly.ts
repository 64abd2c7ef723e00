import type { CorrectionReason } from "../domain/correction.ts";
import type { ExclusionReason } from "../domain/decision.ts";
import type { EmployerPosition } from "../domain/position.ts";
import { decideEmployer, owedQuarters } from "./decide-employer.ts";
import type { DecisionRules } from "./decision-rules.ts";
import { nobodyHeldOut } from "./holdout.ts";
import { isInForce } from "./owes-quarter.ts";
import { stateOfQuarter } from "./state-of-quarter.ts";

/** The rules on the day on which somebody was told first, and on the day on which positions are judged now. */
export type RulesThenAndNow = { whenTold: DecisionRules; now: DecisionRules };

/**
 * Why an employer who was told should not have been, or null when they rightly were: by what is known now, nothing was
 * missing on the day on which they were told. A payment made after that day does not count, because then they have paid
 * since. Nobody of whom something is missing now is corrected, whatever their age, nor is anybody who has no relationship
 * any more: what became of theirs is not known.
 */
export function reasonToCorrect(position: EmployerPosition, rules: RulesThenAndNow): CorrectionReason | null {
  const then = nothingMissing(position, rules.whenTold);
  if (then === null || nothingMissing(position, rules.now) === null || position.relationships.length === 0) return null;
  if (then === "no-relationship-in-force") return then;
  const hasRest = hasUnpaidAfterEnd(position, rules.whenTold) || hasUnpaidAfterEnd(position, rules.now);
  return hasRest ? "ended-relationship" : then;
}

type NothingMissing = Extract<ExclusionReason, CorrectionReason>;
const reasons: readonly string[] = ["all-paid", "nothing-due", "no-relationship-in-force"] satisfies NothingMissing[];

/** Why nothing is missing by these rules whoever is addressed, or null when something may be. */
function nothingMissing(position: EmployerPosition, rules: DecisionRules): NothingMissing | null {
  const { reason } = decideEmployer(position, { ...rules, ...nobodyHeldOut, audience: "all" });
  return reasons.includes(reason) ? (reason as NothingMissing) : null;
}

/** True when a relationship that is not in force has a quarter that is not paid, which the decision leaves aside. */
function hasUnpaidAfterEnd({ relationships }: EmployerPosition, rules: DecisionRules): boolean {
  return relationships
    .filter((relationship) => !isInForce(relationship, rules.asOf))
    .flatMap((relationship) => owedQuarters(relationship, rules))
    .some(
      ({ relationship, quarter }) => stateOfQuarter(relationship.contributions, quarter, rules.asOf).state !== "paid",
    );
}
