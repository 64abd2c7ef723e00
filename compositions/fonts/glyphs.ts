import { notoSans, titilliumWeb } from "./coverage.ts";

/** The characters of a text, each once, that none of our fonts can set; control and invisible characters count among them. */
export function missingGlyphs(text: string): string[] {
  const characters = new Set(text.normalize("NFC"));
  return [...characters].filter(
    (character) => isInvisible(character) || !(isIn(titilliumWeb, character) || isIn(notoSans, character)),
  );
}

/** True when Titillium Web alone can set the text; otherwise the whole text is set in Noto Sans, so that no name mixes two. */
export function isSetInTitillium(text: string): boolean {
  return [...text].every((character) => isIn(titilliumWeb, character));
}

const isInvisible = (character: string) => /^[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]$/u.test(character);

function isIn(ranges: number[], character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  for (let index = 0; index < ranges.length; index += 2) {
    if (code <= (ranges[index + 1] as number)) return code >= (ranges[index] as number);
  }
  return false;
}
