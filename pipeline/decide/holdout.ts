import { hmacSha256 } from "../support/hash.ts";

/** Who of those who would be selected gets no guide in a campaign. */
export type HoldoutRule = { isHeldOut(employerId: string): boolean };

export const nobodyHeldOut: HoldoutRule = { isHeldOut: () => false };

/**
 * Holds a share of the employers (0 to 100 percent) out of a campaign. An employer's number depends on the campaign and
 * the key alone: the same employers are held out however often it is planned, others in the next campaign, and a smaller
 * share is part of a greater one. The key is made from that of the guide tokens, so that there is one file to keep.
 */
export function holdoutRule(tokenKey: Uint8Array, campaign: string, percent: number): HoldoutRule {
  const key = hmacSha256(tokenKey, "holdout");
  return { isHeldOut: (employerId) => holdoutNumber(key, campaign, employerId) < percent };
}

/** 48 bits are exact in a double and make differences of 0.0000000000004 percent. */
const numberBytes = 6;

/** A number in [0, 100) that nobody without the key can work out. */
function holdoutNumber(key: Uint8Array, campaign: string, employerId: string): number {
  const digest = hmacSha256(key, JSON.stringify([campaign, employerId]));
  return (digest.readUIntBE(0, numberBytes) / 2 ** (8 * numberBytes)) * 100;
}
