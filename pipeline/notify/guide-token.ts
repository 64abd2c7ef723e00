import { createHmac } from "node:crypto";
import { sha256Hex } from "../support/hash.ts";

/** 18 bytes are 144 bits and 24 base64url characters: no padding, and short enough for an SMS. */
const tokenBytes = 18;

/**
 * The unguessable part of a guide's address: stable for (campaign, employer), keyed,
 * so that nobody without the key can make one, and it says nothing about the person.
 * The key has at least 16 bytes; a shorter one is a bug and throws.
 */
export function guideToken(key: Uint8Array, campaign: string, employerId: string): string {
  if (key.byteLength < 16) throw new RangeError("the token key is shorter than 16 bytes");
  const digest = createHmac("sha256", key)
    .update(JSON.stringify(["guide", campaign, employerId]))
    .digest();
  return digest.subarray(0, tokenBytes).toString("base64url");
}

/** Where the guide is watched: `<baseUrl>/guide/<token>`. */
export function guideUrl(baseUrl: string, token: string): string {
  return `${baseUrl}/guide/${token}`;
}

/** The token in a guide's address. */
export function tokenIn(url: string): string {
  return url.slice(url.lastIndexOf("/") + 1);
}

/** What the ledger keeps of a token: enough to recognise it, too little to make an address. */
export function tokenDigest(token: string): string {
  return sha256Hex(token);
}
