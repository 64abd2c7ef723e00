import { parsePhoneNumberWithError } from "libphonenumber-js/max";

/** Written by hand: figures, blanks, and the marks between groups. Never letters, so never an extension. */
const handwritten = /^\+?[\d\s().\-/]{5,30}$/;

/** Nearly every Italian mobile is ten figures from 32 to 39; a test compares this with the library. */
const ordinary = /^(?:\+39|0039)?(3[2-9]\d{8})$/;

/** E.164 of a number that can receive an SMS (Italian unless it begins with +), or null. */
export function readMobile(text: string): string | null {
  const quick = ordinary.exec(text.replaceAll(" ", ""));
  return quick ? `+39${quick[1]}` : readAnyMobile(text);
}

/** The same by the numbering plans of all countries; slower. */
export function readAnyMobile(text: string): string | null {
  if (!handwritten.test(text)) return null;
  try {
    const number = parsePhoneNumberWithError(text, { defaultCountry: "IT", extract: false });
    const kind = number.getType();
    // Some countries do not tell mobiles from landlines by number.
    return kind === "MOBILE" || kind === "FIXED_LINE_OR_MOBILE" ? number.number : null;
  } catch {
    return null;
  }
}
