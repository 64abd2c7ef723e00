import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { day } from "../../pipeline/domain/day.ts";
import { type OpenedPages, openPages, people } from "./opened-pages.ts";

const axeScript = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const { maria, seven, longest, paid } = people;
let pages: OpenedPages;

beforeAll(async () => {
  pages = await openPages();
}, 120_000);
afterEach(() => pages.closeContexts());
afterAll(() => pages?.close());

const looks: { name: string; options: BrowserContextOptions }[] = [
  { name: "a telephone", options: {} },
  { name: "a desktop", options: { viewport: { width: 1440, height: 900 } } },
  { name: "dark", options: { colorScheme: "dark" } },
  { name: "320 pixels", options: { viewport: { width: 320, height: 640 } } },
  { name: "200 % zoom", options: { viewport: { width: 195, height: 422 }, deviceScaleFactor: 2 } },
  { name: "reduced motion", options: { reducedMotion: "reduce" } },
  { name: "forced colours", options: { forcedColors: "active" } },
];

/** What axe finds against WCAG 2.1 AA, and how much wider the page is than its window. */
async function accessibility(page: Page): Promise<{ violations: string[]; overflow: number }> {
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

describe.each(looks)("$name", ({ options }) => {
  test.each([
    { kind: "seven workers", employerId: seven },
    { kind: "the longest name", employerId: longest },
  ])("$kind: axe finds nothing, and nothing is wider than the window", async ({ employerId }) => {
    const page = await pages.open(employerId, { ...options, bypassCSP: true });
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    expect(await accessibility(page)).toEqual({ violations: [], overflow: 0 });
  });

  test("the pages in place of a guide: axe finds nothing", async () => {
    const context = await pages.newContext({ ...options, bypassCSP: true });
    const page = await context.newPage();
    const { served, asked, addressOf } = pages;
    const addresses = [
      `${served.url}${addressOf(paid)}`,
      `${served.url}/guide/none`,
      `${asked.url}${addressOf(maria)}`,
    ];
    for (const address of addresses) {
      await page.goto(address);
      expect(await accessibility(page), address).toEqual({ violations: [], overflow: 0 });
    }
    served.clock.today = day("2027-01-01");
    await page.goto(`${served.url}${addressOf(maria)}`);
    expect(await page.locator("h1").textContent()).toBe("Questa guida non c’è più");
    expect(await accessibility(page)).toEqual({ violations: [], overflow: 0 });
    served.clock.today = day("2026-06-05");
  });
});
