import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { isSetInTitillium } from "../../compositions/storyboard.ts";

const installed = createRequire(import.meta.url);

/** Style sheets of the guide's fonts, each a list of faces by alphabet; the first that has a letter is used for it. */
const styleSheets = [
  "@fontsource/titillium-web/400.css",
  "@fontsource/titillium-web/600.css",
  "@fontsource/noto-sans/400.css",
  "@fontsource/noto-sans/600.css",
  "@fontsource-variable/noto-sans-sc/index.css",
  "@fontsource-variable/noto-sans-kr/index.css",
];

type Face = { rule: string; file: string; ranges: readonly [number, number][] };

let faces: readonly Face[] | null = null;
const embedded = new Map<string, string>();

/**
 * CSS of the font faces that some texts need, with the fonts in it: the file loads nothing. Alphabets that no letter of
 * the texts is in are left out: all of them together are 12 MB.
 */
export function fontFacesFor(texts: string): string {
  faces ??= styleSheets.flatMap(facesIn);
  const letters = codePointsOf(texts);
  const beyond = codePointsOf([...new Set(texts)].filter((letter) => !isSetInTitillium(letter)).join(""));
  // A name with letters that Titillium lacks would mix two fonts: then everything is set in Noto Sans.
  const family = beyond.some((letter) => letter > lastControl) ? ':root{--family:"Noto Sans"}' : "";
  const isUsed = ({ file, ranges }: Face) =>
    file.includes("titillium-web") === (family === "") &&
    (isPiece(file) ? beyond : letters).some((letter) => isIn(letter, ranges));
  const chosen = faces.filter(isUsed).map(embeddedFace);
  return [family, ...chosen].join("\n");
}

/** Line breaks and other characters that are never drawn. */
const lastControl = 0x1f;

/** Of a font of East Asia: a hundred files with a part of the letters each. */
function isPiece(file: string): boolean {
  return file.includes("fontsource-variable");
}

function codePointsOf(text: string): number[] {
  return [...new Set(text)].map((letter) => letter.codePointAt(0) ?? 0);
}

function isIn(letter: number, ranges: Face["ranges"]): boolean {
  return ranges.some(([from, to]) => letter >= from && letter <= to);
}

function facesIn(styleSheet: string): Face[] {
  const sheet = installed.resolve(styleSheet);
  const rules = readFileSync(sheet, "utf8").matchAll(/@font-face \{[^}]+\}/g);
  return [...rules].map(([rule]) => ({
    rule,
    file: path.join(path.dirname(sheet), /url\(\.\/(files\/[^)]+\.woff2)\)/.exec(rule)?.[1] ?? ""),
    ranges: rangesIn(/unicode-range: ([^;]+);/.exec(rule)?.[1] ?? ""),
  }));
}

/** `U+0301,U+0400-045F` as pairs of code points. */
function rangesIn(text: string): [number, number][] {
  return [...text.matchAll(/U\+([0-9A-Fa-f]+)(?:-([0-9A-Fa-f]+))?/g)].map(([, from = "", to = from]) => [
    Number.parseInt(from, 16),
    Number.parseInt(to, 16),
  ]);
}

/** The variable fonts of Han and Hangul are named as the style sheet of the dossier names them. */
function embeddedFace({ rule, file }: Face): string {
  const known = embedded.get(file);
  if (known !== undefined) return known;
  const font = `url("data:font/woff2;base64,${readFileSync(file).toString("base64")}") format("woff2")`;
  const face = rule.replace(/src: [^;]+;/, `src: ${font};`).replace(/'Noto Sans (SC|KR) Variable'/, "'Noto Sans $1'");
  embedded.set(file, face);
  return face;
}
