import { readFileSync, writeFileSync } from "node:fs";
import { charactersOfWoff } from "./woff-characters.ts";

/** The files that `font-faces.ts` loads, by family: what is not in them cannot be set. */
const families = {
  titilliumWeb: { package: "titillium-web", weight: 700 },
  notoSans: { package: "noto-sans", weight: 700 },
};

/** Characters of a family as inclusive ranges, `[first, last, first, last …]`, ascending. */
export function coverageOf(family: keyof typeof families): number[] {
  const { package: name, weight } = families[family];
  const folder = new URL(`../../node_modules/@fontsource/${name}/`, import.meta.url);
  const ranges: Record<string, string> = JSON.parse(readFileSync(new URL("unicode.json", folder), "utf8"));
  const characters = Object.entries(ranges).flatMap(([subset, range]) => {
    const file = new URL(`files/${name}-${subset}-${weight}-normal.woff`, folder);
    return [...charactersOfWoff(readFileSync(file))].filter(isWithin(range));
  });
  return inRanges([...new Set(characters)].sort((a, b) => a - b));
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
