import { describe, expect, test } from "vitest";
import { openedPages } from "./opened-pages.ts";
import { accessibility, clippedTexts, looks } from "./page-checks.ts";
import { pageKinds } from "./page-kinds.ts";

const pages = openedPages();

describe.each(looks)("$name", ({ options }) => {
  test.each(pageKinds)("$name: axe finds nothing, and nothing is wider than its place", async ({ heading, show }) => {
    const page = await (await pages.newContext({ ...options, bypassCSP: true })).newPage();
    await show(page, pages);
    expect(await page.locator("h1").textContent()).toBe(heading);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    expect(await accessibility(page)).toEqual({ violations: [], overflow: 0 });
    expect(await clippedTexts(page)).toEqual([]);
  });
});
