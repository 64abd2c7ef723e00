import { readFileSync, writeFileSync } from "node:fs";
import { charactersOfWoff2 } from "./woff2-characters.ts";

/** The files that `font-faces.ts` loads, by family: what is not in them cannot be set. */
const families = {
  titilliumWeb: { package: "@fontsource/titillium-web", file: "700-normal", letters: /./su },
  notoSans: { package: "@fontsource/noto-sans", file: "700-normal", letters: /./su },
  /** Chinese and Japanese letters only: these fonts also have signs and pictures, which are no part of a name. */
  notoSansHan: {
    package: "@fontsource-variable/noto-sans-sc",
    file: "wght-normal",
    letters: /(?=[\p{Letter}\p{Letter_Number}・])(?:\p{scx=Han}|\p{scx=Hiragana}|\p{scx=Katakana})/u,
  },
  /** Whole Korean syllables; their parts do not stand alone in a name. */
  notoSansHangul: {
    package: "@fontsource-variable/noto-sans-kr",
    file: "wght-normal",
    letters: /[\uac00-\ud7a3]/u,
  },
};

/** Characters of a family as inclusive ranges, `[first, last, first, last …]`, ascending. */
export function coverageOf(family: keyof typeof families): number[] {
  const { package: name, file, letters } = families[family];
  const folder = new URL(`../../node_modules/${name}/`, import.meta.url);
  const ranges: Record<string, string> = JSON.parse(readFileSync(new URL("unicode.json", folder), "utf8"));
  const characters = Object.entries(ranges).flatMap(([subset, range]) => {
    // Numbered subsets stand in brackets: `[4]`.
    const part = `files/${name.split("/")[1]}-${subset.replace(/[[\]]/g, "")}-${file}.woff2`;
    return [...charactersOfWoff2(readFileSync(new URL(part, folder)))].filter(isWithin(range));
  });
  const chosen = characters.filter((character) => letters.test(String.fromCodePoint(character)));
  return inRanges([...new Set(chosen)].sort((a, b) => a - b));
}

/** A browser asks a subset only for the characters of its `unicode-range`, `U+0000-00FF,U+0131`. */
function isWithin(unicodeRange: string): (character: number) => boolean {
  const bounds = unicodeRange.split(",").map((part) => {
    const [first, last] = part
      .replace("U+", "")
      .split("-")
      .map((digits) => Number.parseInt(digits, 16));
    return { first: first ?? 0, last: last ?? first ?? 0 };
  });
  return (character) => bounds.some(({ first, last }) => character >= first && character <= last);
}

function inRanges(sorted: number[]): number[] {
  const ranges: number[] = [];
  for (const character of sorted) {
    if (ranges.at(-1) === character - 1) ranges[ranges.length - 1] = character;
    else ranges.push(character, character);
  }
  return ranges;
}

if (import.meta.main) {
  const tables = Object.keys(families).map((family) => {
    const table = JSON.stringify(coverageOf(family as keyof typeof families));
    return `export const ${family} = ${table};\n`;
  });
  const head = "// Written by generate-coverage.ts from the fonts' own character maps; do not edit.\n\n";
  writeFileSync(new URL("coverage.ts", import.meta.url), head + tables.join("\n"));
}
