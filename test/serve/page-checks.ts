import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { BrowserContextOptions, Page } from "playwright-core";

const axeScript = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
/** Windows and wishes of visitors; a context without options is a telephone. */
export const looks: { name: string; options: BrowserContextOptions }[] = [
  { name: "a telephone", options: {} },
  { name: "a desktop", options: { viewport: { width: 1440, height: 900 } } },
  { name: "dark, a telephone", options: { colorScheme: "dark" } },
  { name: "dark, a desktop", options: { colorScheme: "dark", viewport: { width: 1440, height: 900 } } },
  { name: "320 pixels", options: { viewport: { width: 320, height: 640 } } },
  { name: "200 % zoom", options: { viewport: { width: 195, height: 422 }, deviceScaleFactor: 2 } },
  { name: "reduced motion", options: { reducedMotion: "reduce" } },
  { name: "forced colours", options: { forcedColors: "active" } },
];

/** What axe finds against WCAG 2.1 AA, and how much wider the page is than its window. */
export async function accessibility(page: Page): Promise<{ violations: string[]; overflow: number }> {
  // Not as a script of the page, which its own policy would not let in.
  return page.evaluate(async (source) => {
    // biome-ignore lint/security/noGlobalEval: the checker is evaluated in the page it looks at.
    window.eval(source);
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] });
    return {
      violations: violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`,
      ),
      overflow: document.documentElement.scrollWidth - window.innerWidth,
    };
  }, axeScript);
}

/** Boxes whose text is wider than they are, but for those that can be scrolled. */
export async function clippedTexts(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body *")]
      .filter(
        ({ offsetWidth, clientWidth, scrollWidth }) =>
          offsetWidth > 1 && clientWidth > 0 && scrollWidth > clientWidth + 1,
      )
      .filter((element) => !element.closest("svg, video"))
      .map(({ tagName, className, textContent }) => `${tagName}.${className}: ${textContent?.trim().slice(0, 60)}`),
  );
}
