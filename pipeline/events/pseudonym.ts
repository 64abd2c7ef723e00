import { createHmac, createSecretKey } from "node:crypto";
import type { GuideOwner } from "../domain/guide-owner.ts";

/**
 * What events are kept under: stable for (campaign, employer), and without the key nobody can tell whose they are. The
 * key is made from that of the guide tokens, so that there is one file to keep.
 */
export function pseudonym(tokenKey: Uint8Array, owner: GuideOwner): string {
  return pseudonyms(tokenKey)(owner);
}

/** The same for many: the key is made once, and as an object, with which it takes a seventh of the time. */
export function pseudonyms(tokenKey: Uint8Array): (owner: GuideOwner) => string {
  const key = createSecretKey(createHmac("sha256", tokenKey).update("events").digest());
  return ({ campaign, employerId }) =>
    createHmac("sha256", key)
      .update(JSON.stringify([campaign, employerId]))
      .digest("hex")
      .slice(0, 32);
}
