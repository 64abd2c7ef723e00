/**
 * Why somebody should not have been told, as the message to them says it: the reasons of a decision, and
 * `ended-relationship`, when nothing is missing for the relationships in force and something of one that ended may still
 * be open.
 */
export const correctionReasons = ["all-paid", "nothing-due", "no-relationship-in-force", "ended-relationship"] as const;
export type CorrectionReason = (typeof correctionReasons)[number];
