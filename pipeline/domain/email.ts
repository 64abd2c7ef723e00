import { z } from "zod";

const address = z.email();

/** Longest local part and longest address that mail servers take (RFC 5321). */
const longestLocalPart = 64;
const longestAddress = 254;

/** True for one plain address that mail can be sent to. */
export function isEmail(text: string): boolean {
  if (text.length > longestAddress || text.indexOf("@") > longestLocalPart) return false;
  return address.safeParse(text).success;
}
