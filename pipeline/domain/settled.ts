/** Why an employer who got a guide is no longer told about it. */
export const settledReasons = ["paid-in-full", "position-changed", "unclear-payment"] as const;
export type SettledReason = (typeof settledReasons)[number];

/** An employer whose guide is no longer true, or may no longer be. */
export type SettledEmployer = { employerId: string; reason: SettledReason };
