import { type Day, isDay } from "../../domain/day.ts";
import { isQuarter, type Quarter } from "../../domain/quarter.ts";

const italianDay = /^(\d{2})\/(\d{2})\/(\d{4})$/;
const quarterForm = /^(\d{4})-?(Q[1-4])$/;
const noticeNumberForm = /^\d{18}$/;

const yes = new Set(["true", "1", "s", "si", "sì", "y", "yes"]);
const no = new Set(["false", "0", "n", "no", ""]);

/** `2026-04-05` or `05/04/2026`, a real day; null for anything else. */
export const readDay = memoised((text): Day | null => {
  const iso = text.replace(italianDay, "$3-$2-$1");
  // There is no year zero: the date is a typing error.
  return isDay(iso) && !iso.startsWith("0000") ? iso : null;
});

/** `2026-Q1` or `2026Q1`; null for anything else. */
export const readQuarter = memoised((text): Quarter | null => {
  const written = text.replace(quarterForm, "$1-$2");
  return isQuarter(written) ? written : null;
});

/** Yes or no as people and programs write it, in any case; blank is no; null for anything else. */
export function readBoolean(text: string): boolean | null {
  const word = text.normalize("NFC").toLowerCase();
  if (yes.has(word)) return true;
  return no.has(word) ? false : null;
}

/** The agreed word that a text is, written as agreed; null for anything else. */
export function oneOf<Word extends string>(words: readonly Word[], text: string): Word | null {
  return words.includes(text as Word) ? (text as Word) : null;
}

/** pagoPA notice number: 18 digits. */
export function isNoticeNumber(text: string): boolean {
  return noticeNumberForm.test(text);
}

/** Files repeat few days and quarters millions of times. The cache is cleared at 10,000 entries. */
function memoised<Value>(read: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const cached = known.get(text);
    if (cached !== undefined) return cached;
    const value = read(text);
    if (known.size >= 10_000) known.clear();
    if (text.length <= 10) known.set(text, value);
    return value;
  };
}
