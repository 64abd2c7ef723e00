import { notoSans, notoSansHan, notoSansHangul, titilliumWeb } from "./coverage.ts";

/** The characters of a text, each once, that none of our fonts can set; control and invisible characters count among them. */
export function missingGlyphs(text: string): string[] {
  const characters = new Set(text.normalize("NFC"));
  return [...characters].filter((character) => isInvisible(character) || !isInAnyFont(character));
}

/** True when Titillium Web alone can set the text; otherwise the whole text is set in Noto Sans, so that no name mixes two. */
export function isSetInTitillium(text: string): boolean {
  return [...text].every((character) => isIn(titilliumWeb, character));
}

/** The characters of a text, each once, that only the fonts of Chinese and Japanese, or of Korean, have. */
export function eastAsianLetters(text: string): { han: string[]; hangul: string[] } {
  const others = [...new Set(text)].filter((character) => !isIn(titilliumWeb, character) && !isIn(notoSans, character));
  return {
    han: others.filter((character) => isIn(notoSansHan, character)),
    hangul: others.filter((character) => isIn(notoSansHangul, character)),
  };
}

const isInvisible = (character: string) => /^[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]$/u.test(character);

function isInAnyFont(character: string): boolean {
  return [titilliumWeb, notoSans, notoSansHangul, notoSansHan].some((ranges) => isIn(ranges, character));
}

/** Looks for the last range that begins at or before the character; `[first, last, first, last …]`. */
function isIn(ranges: number[], character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  let low = 0;
  let high = ranges.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle * 2] as number) <= code) low = middle + 1;
    else high = middle;
  }
  return low > 0 && code <= (ranges[low * 2 - 1] as number);
}
