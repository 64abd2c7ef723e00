import type { Quarter } from "./quarter.ts";

/**
 * Why somebody should not have been told, as the message to them says it: the quarters that they were told of are paid,
 * or are not owed, or belong to a relationship that had ended, of which something may still be open.
 */
export const correctionReasons = ["all-paid", "nothing-due", "ended-relationship"] as const;
export type CorrectionReason = (typeof correctionReasons)[number];

/** A quarter of which somebody was told that it is unpaid. */
export type ToldQuarter = { relationshipId: string; quarter: Quarter };
