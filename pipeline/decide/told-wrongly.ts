import type { CorrectionReason, ToldQuarter } from "../domain/correction.ts";
import type { EmployerPosition } from "../domain/position.ts";
import { decideEmployer } from "./decide-employer.ts";
import type { DecisionRules } from "./decision-rules.ts";
import { nobodyHeldOut } from "./holdout.ts";
import { isInForce, owesQuarter } from "./owes-quarter.ts";
import { stateOfQuarter } from "./state-of-quarter.ts";

/** The rules on the day on which somebody was told first, and on the day on which positions are judged now. */
export type RulesThenAndNow = { whenTold: DecisionRules; now: DecisionRules };

/**
 * Why an employer who was told of these quarters should not have been, or null when they rightly were, or nobody can
 * say. By what is known now each of them was paid, or not owed, on the day on which they were told; a payment made after
 * that day does not count, because then they have paid since. A relationship that is in no file any more tells nothing:
 * its row may be lost. Nobody of whom something is missing now is corrected, whatever their age.
 */
export function reasonToCorrect(
  position: EmployerPosition,
  told: readonly ToldQuarter[],
  { whenTold, now }: RulesThenAndNow,
): CorrectionReason | null {
  const found = told.map((quarter) => settledOn(position, quarter, whenTold));
  if (found.length === 0 || found.includes(null) || !isNothingMissing(position, now)) return null;
  if (found.includes("ended")) return "ended-relationship";
  return found.every((one) => one === "not-owed") ? "nothing-due" : "all-paid";
}

/**
 * What settles a quarter on a day, also when settings have changed since, or null when it was missing. `ended`: it is not
 * paid, but its relationship was not in force, and only those in force count (contract, section 3, rule 3).
 */
function settledOn(
  { relationships }: EmployerPosition,
  { relationshipId, quarter }: ToldQuarter,
  { asOf }: DecisionRules,
): "paid" | "not-owed" | "ended" | null {
  const relationship = relationships.find((one) => one.relationshipId === relationshipId);
  if (relationship === undefined) return null;
  if (!owesQuarter(relationship, quarter)) return "not-owed";
  if (stateOfQuarter(relationship.contributions, quarter, asOf).state === "paid") return "paid";
  return isInForce(relationship, asOf) ? null : "ended";
}

const nothingMissing: readonly string[] = ["all-paid", "nothing-due", "no-relationship-in-force"];

/** Whoever is addressed, and whoever is held out. */
function isNothingMissing(position: EmployerPosition, rules: DecisionRules): boolean {
  return nothingMissing.includes(decideEmployer(position, { ...rules, ...nobodyHeldOut, audience: "all" }).reason);
}
