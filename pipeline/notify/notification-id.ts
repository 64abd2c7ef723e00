import type { Channel, ManifestChannel } from "../domain/notification.ts";
import { sha256Hex } from "../support/hash.ts";

/**
 * The id of one notification: 32 hexadecimal digits, stable for (campaign, employer or delegate, channel). It depends on nothing
 * else, no key and no content, so that a dispatcher that has sent it recognises it after any correction and never sends
 * twice.
 */
export function notificationId(campaign: string, recipientId: string, channel: ManifestChannel): string {
  return sha256Hex(JSON.stringify(["notification", campaign, recipientId, channel])).slice(0, 32);
}

/** The id of the correction of a notification: another than its own, and as stable. */
export function correctionId(campaign: string, employerId: string, channel: Channel): string {
  return sha256Hex(JSON.stringify(["correction", campaign, employerId, channel])).slice(0, 32);
}
