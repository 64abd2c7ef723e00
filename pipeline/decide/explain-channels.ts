import { isTakenByIo } from "../domain/fiscal-code.ts";
import type { Channel } from "../domain/notification.ts";
import type { EmployerPosition } from "../domain/position.ts";

/** Why an employer cannot be told on a channel, whatever was decided. */
export const channelObstacleNames = [
  "no-consent",
  "no-address",
  "invalid-address",
  "not-enabled",
  "provisional-code",
  "refused-by-io",
] as const;
export type ChannelObstacle = (typeof channelObstacleNames)[number];

/** Whether the extracts gave an address that is invalid and counts as blank. */
export type InvalidAddresses = { mobile: boolean; email: boolean };

/** Every obstacle to telling an employer on each channel, empty where none; `contract.md`, section 4. */
export function channelObstacles(
  position: EmployerPosition,
  invalid: InvalidAddresses,
): Record<Channel, ChannelObstacle[]> {
  const { employerId, mobile, hasMobileConsent, email, hasEmailConsent, isOnIo, acceptsInpsMobile } = position;
  return {
    myinps: [],
    sms: addressObstacles(mobile, hasMobileConsent, invalid.mobile),
    email: addressObstacles(email, hasEmailConsent, invalid.email),
    io: [...unless(isOnIo, "not-enabled"), ...codeObstacles(employerId)],
    "inps-mobile": unless(acceptsInpsMobile, "not-enabled"),
  };
}

function addressObstacles(address: string | null, hasConsent: boolean, isInvalid: boolean): ChannelObstacle[] {
  return [
    ...unless(hasConsent, "no-consent"),
    ...unless(address !== null, isInvalid ? "invalid-address" : "no-address"),
  ];
}

/** A provisional code of 11 figures has no profile on IO; of the others IO refuses some (`isTakenByIo`). */
function codeObstacles(employerId: string): ChannelObstacle[] {
  if (isTakenByIo(employerId)) return [];
  return [employerId.length === 11 ? "provisional-code" : "refused-by-io"];
}

function unless(holds: boolean, obstacle: ChannelObstacle): ChannelObstacle[] {
  return holds ? [] : [obstacle];
}
