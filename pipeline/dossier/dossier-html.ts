import { readFileSync } from "node:fs";
import type { SceneStills } from "../render/scenes/scene-stills.ts";
import { canonicalJson, sha256Hex } from "../support/hash.ts";
import { loadTemplate } from "../support/templates.ts";
import type { Cell, DossierPage, DossierPart } from "./dossier-page.ts";
import { fontFacesFor } from "./font-faces.ts";

const styles = readFileSync(new URL("./dossier.css", import.meta.url), "utf8");
const fill = loadTemplate("it/dossier/dossier.html.hbs");

/** Names everything that a dossier says and how it looks, but for the pictures themselves: 64 hexadecimal digits. */
export function digestOf(page: DossierPage): string {
  return sha256Hex(canonicalJson([page, styles]));
}

/** A dossier as one HTML file that loads nothing: styles, fonts and pictures are in it. `printed` is the last of its notes. */
export async function dossierHtml(page: DossierPage, printed: string, stills: SceneStills): Promise<string> {
  const sections = [];
  for (const { parts, ...section } of page.sections)
    sections.push({ ...section, parts: await Promise.all(parts.map((part) => withPictures(part, stills))) });
  const css = `${styles}\n${fontFacesFor(JSON.stringify(page))}`;
  return fill({ ...page, sections, css, notes: [...page.notes, printed], contentDigest: digestOf(page) });
}

/** Written by `digestOf` near the beginning of the file. */
const contentDigest = /<meta name="videoguida-content" content="([0-9a-f]{64})">/;

/** The digest of the page that a file was made of, or null when it is none of ours; `html` may be its beginning. */
export function digestIn(html: string): string | null {
  return contentDigest.exec(html)?.[1] ?? null;
}

type Picture = { data: string; says: string };

async function withPictures({ scenes, withoutPictures, ...part }: DossierPart, stills: SceneStills) {
  const pictures: Picture[] = [];
  for (const { sceneKey, frames, says } of scenes) {
    const still = sceneKey === null ? null : await stills({ sceneKey, frames });
    if (still) pictures.push({ data: still.toString("base64"), says });
  }
  const isWithout = withoutPictures !== "" && pictures.length === 0;
  const paragraphs = isWithout ? [...part.paragraphs, withoutPictures] : part.paragraphs;
  return { ...part, paragraphs, pictures, hasLongWords: (part.table?.rows ?? []).some(hasLongWords) };
}

/** So many characters without a blank are wider than a column can be. */
const longWord = /\S{41}/;

function hasLongWords(row: readonly Cell[]): boolean {
  return row.some((cell) => cell.some((line) => longWord.test(line)));
}
