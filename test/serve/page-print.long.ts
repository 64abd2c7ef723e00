import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openedPages, people } from "./opened-pages.ts";
import { pageKinds } from "./page-kinds.ts";

const pages = openedPages();

/** Sheets of a page printed on A4, counted in its PDF. */
async function sheetsOf(page: Page): Promise<number> {
  const pdf = await page.pdf({ format: "A4" });
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

const guides = pageKinds.flatMap((kind) => {
  const services: Record<string, number> = {
    ...{ "one-worker": 5, "seven-workers": 5, "longest-name": 5, "hard-names": 5, "video-missing": 5, thanks: 5 },
    ...{ "in-review": 5, "request-pending": 5, appointment: 8 },
  };
  return services[kind.name] === undefined ? [] : [{ ...kind, services: services[kind.name] }];
});

test.each(guides)("$name: one sheet, with everything that is needed without a screen", async ({ show, services }) => {
  const page = await (await pages.newContext({})).newPage();
  await show(page, pages);
  expect(await sheetsOf(page)).toBe(1);
  await page.emulateMedia({ media: "print" });
  for (const needed of ["h1", "#situazione", "tbody tr", "#pagato", "#servizi", "footer p"])
    expect(await page.locator(needed).first().isVisible(), needed).toBe(true);
  expect(await page.locator(".typed:visible").count()).toBe(services);
  // Two centimetres, in CSS pixels: a telephone reads it from a hand's distance.
  for (const code of await page.locator(".qr").all()) expect((await code.boundingBox())?.width).toBeGreaterThan(75);
  for (const useless of ["video", "#rating", ".chapters", ".topics", ".transcript", ".write"])
    expect(await page.locator(`${useless}:visible`).count(), useless).toBe(0);
});

test("what is in review, and that it is being looked at, stands on the sheet with its mark", async () => {
  const page = await pages.open(people.inReview);
  await page.emulateMedia({ media: "print" });
  for (const needed of [".in-review svg", ".in-review", ".review h2"])
    expect(await page.locator(needed).isVisible(), needed).toBe(true);
  expect(await page.locator(".review").textContent()).toContain("in Comunicazione bidirezionale");
});

test("thirteen workers with eight quarters take more sheets, and no worker is cut by the end of one", async () => {
  const page = await pages.open(people.two);
  expect(await sheetsOf(page)).toBeGreaterThan(1);
  await page.emulateMedia({ media: "print" });
  const breaks = await page
    .locator(".position tbody")
    .evaluateAll((all) => all.map((one) => getComputedStyle(one).breakInside));
  expect(breaks).toEqual(Array.from({ length: 13 }, () => "avoid"));
});
