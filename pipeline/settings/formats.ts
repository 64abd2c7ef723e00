import { z } from "zod";
import { isEmail } from "../domain/email.ts";

/** Control characters, line separators, surrogates, marks of text direction, and the byte order mark. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

/** One line of text for pictures and messages; a line break or control character would break their layout. */
export const textLine = z
  .string()
  .min(1)
  .refine((text) => !unprintable.test(text), "must be one line without control characters");

/** A telephone number as it is printed: digits in groups. */
export const phoneNumber = textLine
  .max(20)
  .regex(/^\+?\d+( \d+)*$/, "must be digits, in groups with blanks between them");

/** `Name <address>`; a name with a sign that means something in a mail header stands in quotes. */
const namedAddress = /^(?:"[^"\\]+"|[^\s"<>()[\]\\,:;@][^"<>()[\]\\,:;@]*) <([^<>]+)>$/;

/** Who an e-mail is from: an address, with a name before it or without. */
export const mailSender = textLine.refine(
  (text) => isEmail(namedAddress.exec(text)?.[1] ?? text),
  "must be an address, or a name and <an address>; a name with signs like a comma stands in quotes",
);

/** `https` only. Checked as `textLine` first, because parsing a URL drops its line breaks. */
export const secureAddress = textLine.pipe(
  z.url({ protocol: /^https$/, error: "must be an address that begins with https://" }),
);

/** `https://portale.example`, nothing after it: it stands in a header. */
export const origin = secureAddress.refine(
  (url) => /^https:\/\/[a-z0-9.-]+(?::\d{1,5})?$/.test(url),
  "must be https:// and a name, in small letters, with nothing after it",
);

/** A `secureAddress` used as a prefix, without trailing slashes. */
export const addressPrefix = secureAddress
  .refine((url) => !/[?#]/.test(url), "must have no query (?) and no fragment (#), because /guide/… is put after it")
  .transform((url) => url.replace(/\/+$/, ""));
