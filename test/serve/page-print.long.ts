import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openedPages } from "./opened-pages.ts";
import { pageKinds } from "./page-kinds.ts";

const pages = openedPages();

/** Sheets of a page printed on A4, counted in its PDF. */
async function sheetsOf(page: Page): Promise<number> {
  const pdf = await page.pdf({ format: "A4" });
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

const guides = pageKinds.filter(({ name }) =>
  ["one-worker", "seven-workers", "longest-name", "hard-names", "video-missing", "thanks"].includes(name),
);

test.each(guides)("$name: one sheet, with everything that is needed without a screen", async ({ show }) => {
  const page = await (await pages.newContext({})).newPage();
  await show(page, pages);
  expect(await sheetsOf(page)).toBe(1);
  await page.emulateMedia({ media: "print" });
  for (const needed of ["h1", "#situazione", "tbody tr", "#pagato", "#servizi", "footer p"])
    expect(await page.locator(needed).first().isVisible(), needed).toBe(true);
  expect(await page.locator(".typed:visible").count()).toBe(5);
  // Two centimetres, in CSS pixels: a telephone reads it from a hand's distance.
  for (const code of await page.locator(".qr").all()) expect((await code.boundingBox())?.width).toBeGreaterThan(75);
  for (const useless of ["video", "#rating", ".chapters", ".topics", ".transcript"])
    expect(await page.locator(`${useless}:visible`).count(), useless).toBe(0);
});
