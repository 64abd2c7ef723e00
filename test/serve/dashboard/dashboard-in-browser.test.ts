import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { dashboardNames, servedDashboards } from "./served-dashboards.ts";

const dashboards = servedDashboards();

/** A bar or column as the browser draws it, with the cell of the table that its title names. */
type DrawnBar = { figure: string; cell: string | null; length: number };

/** Bars and columns with a title, by figure; lengths in CSS pixels. */
async function drawnBars(page: Page): Promise<DrawnBar[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<SVGRectElement>(".chart rect:has(title)")].map((bar) => {
      const figure = bar.closest("figure") as HTMLElement;
      const cells = [...figure.querySelectorAll<HTMLElement>("tbody tr")].flatMap((row) =>
        [...row.querySelectorAll("td")].map((cell) => ({
          title: `${row.querySelector("th")?.textContent} – ${cell.dataset.label}: ${cell.textContent}`,
          text: cell.textContent,
        })),
      );
      const id = figure.getAttribute("aria-labelledby") ?? "";
      const { width, height } = bar.getBoundingClientRect();
      const isUpright = id === "giorni" || id === "luoghi";
      const title = bar.querySelector("title")?.textContent;
      return {
        figure: id,
        cell: cells.find((one) => one.title === title)?.text ?? null,
        length: isUpright ? height : width,
      };
    }),
  );
}

/** `1.234,5` and `55 %` as numbers. */
const numberOf = (text: string) =>
  Number(
    text
      .replaceAll(".", "")
      .replace(",", ".")
      .replace(/[^\d.]/g, ""),
  );

test.each(dashboardNames)("%s: every bar is as long as the number in the table says", async (name) => {
  for (const width of [390, 1440]) {
    const page = await dashboards.open(name, { viewport: { width, height: 900 } });
    const bars = await drawnBars(page);
    expect(bars.length).toBeGreaterThan(0);
    for (const [figure, own] of Map.groupBy(bars, (bar) => bar.figure)) {
      // Without the line around each, of one unit of the chart, which makes all of them longer by the same.
      const longest = own.reduce((one, other) => (one.length > other.length ? one : other));
      for (const { cell, length } of own) {
        expect(cell, figure).not.toBeNull();
        const expected = (longest.length * numberOf(cell ?? "")) / numberOf(longest.cell ?? "");
        expect(Math.abs(length - expected), `${figure}: ${cell}`).toBeLessThan(2.5);
      }
    }
  }
});

test("a keyboard comes past the head to the parts of the page and to the table of a chart", async () => {
  const page = await dashboards.open("country");
  await page.keyboard.press("Tab");
  const skip = page.locator(".skip");
  expect(await skip.evaluate((link) => link === document.activeElement && link.getBoundingClientRect().top >= 0)).toBe(
    true,
  );
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("contenuto");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Consegna");
  await page.keyboard.press("Enter");
  expect(new URL(page.url()).hash).toBe("#consegna");
  await page.keyboard.press("Tab");
  const table = page.locator("figure[aria-labelledby=canali] table");
  expect(await table.isVisible()).toBe(false);
  await page.keyboard.press("Enter");
  expect(await table.isVisible()).toBe(true);
});

test("a desktop and a sheet of paper show tables without being asked", async () => {
  const page = await dashboards.open("country", { viewport: { width: 1440, height: 900 } });
  const isShown = (figure: string) => page.locator(`figure[aria-labelledby=${figure}] table`).isVisible();
  expect([await isShown("canali"), await isShown("giorni")]).toEqual([true, false]);
  await page.emulateMedia({ media: "print" });
  expect([await isShown("canali"), await isShown("giorni")]).toEqual([true, true]);
  expect(await page.locator("summary:visible").count()).toBe(0);
});
