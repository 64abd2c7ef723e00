/**
 * Letters and figures of a codice fiscale; in the seven places of figures,
 * omocodia (two people with the same code) puts a letter of LMNPQRSTUV.
 */
const personalCode = /^[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/;

/** A provisional code given by the revenue agency: 11 figures. */
const provisionalCode = /^\d{11}$/;

/**
 * `FiscalCode` in the description of the IO API (parameters): of a personal code, the letter of the month is one of
 * twelve.
 */
const ioCode = /^[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/;

/** Value of 0–9 and of A–J in an odd place; K–Z follow (ministerial decree of 23 December 1976). */
const oddValues = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/** True for 16 characters with the right check character, and for 11 figures as they are. Expects upper case. */
export function isFiscalCode(text: string): boolean {
  if (text.length === 11) return provisionalCode.test(text);
  return personalCode.test(text) && checkCharacter(text) === text[15];
}

/**
 * True for a code that the IO app takes: a provisional one has no profile there, and its API refuses
 * a letter that stands for no month.
 */
export function isTakenByIo(fiscalCode: string): boolean {
  return ioCode.test(fiscalCode);
}

/** The 16th character that belongs to the first fifteen (upper case letters and figures). */
export function checkCharacter(text: string): string {
  let sum = 0;
  for (let place = 0; place < 15; place += 1) {
    const rank = rankOf(text.charCodeAt(place));
    // Places are counted from 1: the first is odd.
    sum += place % 2 === 0 ? (oddValues[rank] ?? 0) : rank;
  }
  return String.fromCharCode(65 + (sum % 26));
}

/** 0–9 for a figure, 0–25 for a letter. */
function rankOf(charCode: number): number {
  return charCode <= 57 ? charCode - 48 : charCode - 65;
}
