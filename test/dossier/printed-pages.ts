import { readFileSync } from "node:fs";
import { getDocumentProxy } from "unpdf";

/** A text on a printed page; heights in points, `y` from the foot of the page. */
export type PrintedText = { text: string; height: number; y: number };

export type PrintedPage = { width: number; height: number; texts: PrintedText[]; words: string; roles: string[] };

export type PrintedFile = { isTagged: boolean; language: string; title: string; pages: PrintedPage[] };

type Tree = { role?: string; children?: Tree[] };

/** A PDF as PDF.js reads it. */
export async function readPdf(file: string): Promise<PrintedFile> {
  const pdf = await getDocumentProxy(new Uint8Array(readFileSync(file)));
  const { info } = (await pdf.getMetadata()) as unknown as { info: { Title: string; Language: string } };
  const pages: PrintedPage[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const texts = items.flatMap((item) =>
      "str" in item && item.str.trim() !== ""
        ? [{ text: item.str, height: item.height, y: (item.transform as number[])[5] ?? 0 }]
        : [],
    );
    const [, , width = 0, height = 0] = page.view;
    const words = items.map((item) => ("str" in item ? `${item.str}${item.hasEOL ? " " : ""}` : "")).join("");
    pages.push({ width, height, texts, words, roles: rolesIn((await page.getStructTree()) as Tree) });
  }
  const isTagged = (await pdf.getMarkInfo())?.Marked === true;
  return { isTagged, language: info.Language, title: info.Title, pages };
}

function rolesIn({ role, children = [] }: Tree): string[] {
  return [...(role ? [role] : []), ...children.flatMap(rolesIn)];
}

/** All texts of a page or a file on one line, as a person would copy them. */
export function wordsOf(pages: readonly PrintedPage[]): string {
  return pages
    .map(({ words }) => words)
    .join(" ")
    .replace(/\s+/g, " ");
}
