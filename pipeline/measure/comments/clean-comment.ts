import { isFiscalCode } from "../../domain/fiscal-code.ts";
import { codes, spelledCode } from "./patterns/codes.ts";
import { daysAndSpokenNumbers } from "./patterns/numbers.ts";
import { removed } from "./patterns/parts.ts";
import { streetAddresses } from "./patterns/street-addresses.ts";
import { bareDomains, mailAndWebAddresses } from "./patterns/web-addresses.ts";

/** As a removed part is shown. */
const removedSign = "[…]";

/**
 * What staff may read of a comment that a citizen wrote: one line without what looks like a code, an address or a
 * number, each of which becomes `[…]`; null when nothing else is left. It removes too much rather than too little. Names
 * stay, and so does a street in small letters without its number («via roma»), which cannot be told from «via mail».
 * HTML is left as it is: templates escape. Cleaned twice is the same as once.
 */
export function cleanComment(comment: string): string | null {
  let text = plainLine(comment).replaceAll(removedSign.normalize("NFKC"), removed);
  let before: string;
  do {
    before = text;
    text = withoutPersonalParts(text);
  } while (text !== before);
  const isSaid = text.includes(removed) ? /[\p{L}\p{Extended_Pictographic}]/u.test(text) : text !== "";
  return isSaid ? text.replaceAll(removed, removedSign) : null;
}

/**
 * Once through all patterns, those first that contain what others look for. Each change leaves less, and what then stands
 * beside a removed part may be personal too. A pattern begins only where a word begins, or has a fixed length, and
 * whatever it repeats ends at a sign that is not repeated: the work grows with the length of a comment, not its square.
 */
function withoutPersonalParts(text: string): string {
  const left = without(text, [...mailAndWebAddresses, ...codes]).replace(spelledCode, (code) =>
    isFiscalCode(lettersOf(code)) ? removed : code,
  );
  const rest = without(left, [...streetAddresses, ...bareDomains, ...daysAndSpokenNumbers]).replace(
    numberedChunk,
    (chunk) => removed + closingSigns(chunk),
  );
  return withoutLooseLetters(rest).replace(adjacent, removed).trim();
}

function without(text: string, patterns: readonly RegExp[]): string {
  return patterns.reduce((left, pattern) => left.replace(pattern, removed), text);
}

/**
 * One line with single blanks, in which digits and letters that look alike are the same, nothing is invisible, and a
 * letter has at most two marks.
 */
function plainLine(text: string): string {
  return text
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029\u2800]/g, " ")
    .replace(/[\p{C}\p{Default_Ignorable_Code_Point}]/gu, "")
    .normalize("NFKC")
    .replace(/\s+/gu, " ")
    .replace(/(?<=^| )\p{M}+/gu, "")
    .replace(/(\p{M}{2})\p{M}+/gu, "$1")
    .replace(/ +/g, " ")
    .trim();
}

/** Everything between two blanks in which there is a digit: amounts, days, telephone numbers, codes. */
const numberedChunk = /(?<!\S)[^\s\p{N}]*\p{N}\S*/gu;

/** Signs that end the sentence around a removed chunk, not the chunk. */
function closingSigns(chunk: string): string {
  let end = chunk.length;
  while (end > 0 && ".,;:!?)»”".includes(chunk[end - 1] ?? "")) end -= 1;
  const isWholeInBrackets = chunk.startsWith("(") && chunk[end] === ")";
  return chunk.slice(isWholeInBrackets ? end + 1 : end);
}

/** Capitals before a number are of its code: `RL 0015`, `IT 60 X 054…`. */
function withoutLooseLetters(text: string): string {
  const words = text.split(" ");
  for (let index = words.length - 2; index >= 0; index -= 1)
    if (/^[A-Z]{1,2}[.:]?$/.test(words[index] ?? "") && words[index + 1]?.startsWith(removed)) words[index] = removed;
  return words.join(" ");
}

/** Removed parts with nothing said between them. */
const adjacent = new RegExp(`${removed}(?:[\\s\\p{P}\\p{S}]*${removed})+`, "gu");

function lettersOf(code: string): string {
  return code.replace(/[^A-Za-z0-9]/g, "").toUpperCase();
}
