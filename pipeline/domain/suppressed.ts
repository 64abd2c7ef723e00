/** Why an employer who got a guide is no longer told about it. */
export const suppressionReasons = [
  "paid-in-full",
  "in-review",
  "position-changed",
  "unclear-payment",
  "unclear-request",
] as const;
export type SuppressionReason = (typeof suppressionReasons)[number];

/** An employer whose guide is no longer true, or may no longer be. */
export type SuppressedEmployer = { employerId: string; reason: SuppressionReason };
