import { toPattern, wordBegins, wordEnds } from "./parts.ts";

const between = "[ ._/-]{0,2}";
/** Omocodia puts a letter in the place of a figure. */
const figure = "[\\p{N}lmnp-vLMNP-V]";
const monthLetter = "[abcdehlmprstABCDEHLMPRST]";
const fiscalCodeOf = (year: string, sign: string) =>
  [
    ...Array<string>(6).fill("[A-Za-z]"),
    ...[year, year, monthLetter, figure, figure, "[A-Za-z]", figure, figure, figure, "[A-Za-z]"],
  ].join(sign);

/** With the year in digits, also with blanks and other signs between. */
const fiscalCode = fiscalCodeOf("\\p{N}", between);
/** All its figures may be letters: without a blank it is one by its form. */
const lettersOnly = `${wordBegins}${fiscalCodeOf(figure, "")}${wordEnds}`;

/** The same in capitals and with blanks, which other words may look like too: the check character decides. */
export const spelledCode = toPattern(`${wordBegins}(?=[A-Z0-9 ._/-]{16})${fiscalCodeOf(figure, between)}${wordEnds}`);

const group = "[ .-]?";
/** Italian ones have 27 signs, the last twelve letters or digits. */
const italianIban = `${wordBegins}(?i:it|sm)${group}\\p{N}${group}\\p{N}${group}[A-Za-z](?:${group}\\p{N}){10}(?:${group}[A-Za-z\\p{N}]){12}`;
/** Of others the beginning is enough: what follows are mostly chunks with digits. */
const iban = `${wordBegins}[A-Za-z]{2}${group}\\p{N}${group}\\p{N}(?=(?:${group}[\\p{L}\\p{N}]){11})${group}(?:[A-Za-z]${group})?\\p{N}+`;

/** Codes that are not just words with digits: those are removed as numbers are. */
export const codes = [fiscalCode, lettersOnly, italianIban, iban].map(toPattern);
