import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { accessibility, clippedTexts, looks } from "../page-checks.ts";
import { dashboardNames, servedDashboards } from "./served-dashboards.ts";

const dashboards = servedDashboards();

/** Words of a chart that stand on each other, or beyond the window. */
async function misplacedWords(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll(".chart")].flatMap((chart) => {
      const words = [...chart.querySelectorAll("text")]
        .filter(({ textContent }) => textContent !== "")
        .map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
      const beyond = words.filter(({ box }) => box.left < 0 || box.right > innerWidth);
      const over = words.flatMap(({ text, box }, index) =>
        words
          .slice(index + 1)
          .filter(({ box: other }) => {
            const [width, height] = [
              Math.min(box.right, other.right) - Math.max(box.left, other.left),
              Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top),
            ];
            // Boxes of letters have room above and below.
            return width > 0.5 && height > Math.min(box.height, other.height) / 3;
          })
          .map((other) => `${chart.id}: ${text} over ${other.text}`),
      );
      return [...beyond.map(({ text }) => `${chart.id}: ${text} is cut`), ...over];
    }),
  );
}

describe.each(looks)("$name", ({ options }) => {
  test.each(dashboardNames)("%s: axe finds nothing, nothing is cut, and no words stand on others", async (name) => {
    const page = await dashboards.open(name, { ...options, bypassCSP: true });
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    expect(await accessibility(page)).toEqual({ violations: [], overflow: 0 });
    expect(await clippedTexts(page)).toEqual([]);
    expect(await misplacedWords(page)).toEqual([]);
  });
});
