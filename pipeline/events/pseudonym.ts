import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import type { GuideOwner } from "../domain/guide-owner.ts";

/**
 * What events are kept under: stable for (campaign, employer), and without the key nobody can tell whose they are. The
 * key is made from that of the guide tokens, so that there is one file to keep.
 */
export function pseudonym(tokenKey: Uint8Array, { campaign, employerId }: GuideOwner): string {
  return createHmac("sha256", eventKey(tokenKey))
    .update(JSON.stringify([campaign, employerId]))
    .digest("hex")
    .slice(0, 32);
}

/** Keys that were made already: an import asks for millions of pseudonyms by the same one. */
const made = new WeakMap<Uint8Array, KeyObject>();

function eventKey(tokenKey: Uint8Array): KeyObject {
  const key = made.get(tokenKey) ?? createSecretKey(createHmac("sha256", tokenKey).update("events").digest());
  made.set(tokenKey, key);
  return key;
}
