import { createHmac, hash } from "node:crypto";

/** SHA-256 as 64 lower-case hexadecimal digits. */
export function sha256Hex(content: string | Uint8Array): string {
  return hash("sha256", content, "hex");
}

/** HMAC-SHA-256, 32 bytes: nobody without the key can work it out. */
export function hmacSha256(key: Uint8Array, content: string): Buffer {
  return createHmac("sha256", key).update(content).digest();
}

/** JSON with sorted keys and no blanks: equal values give equal text. `undefined` members are left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(withSortedKeys(value));
}

/** A sorted copy is faster than a replacer function, which JSON.stringify calls for every member. */
function withSortedKeys(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(withSortedKeys);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, withSortedKeys(member)]));
}
