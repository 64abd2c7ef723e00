import type { BrowserContextOptions } from "playwright-core";
import { describe, expect, test } from "vitest";
import { deviceScaleFactor, expectApproved, pictureOf } from "../approved-picture.ts";
import { dashboardNames, servedDashboards } from "./served-dashboards.ts";

const dashboards = servedDashboards();

/** What is printed of A4 beside its margins of 12 mm, in CSS pixels. */
const sheet = { width: 703, height: 1032 };

const looks: { look: string; options: BrowserContextOptions; media?: "print" }[] = [
  { look: "telephone", options: { viewport: { width: 390, height: 844 } } },
  { look: "desktop", options: { viewport: { width: 1440, height: 900 } } },
  { look: "print", options: { viewport: sheet }, media: "print" },
];

const names = dashboardNames.filter((name) => name !== "purged" && name !== "troubled");

describe.each(looks)("$look: dashboards approved once look the same", ({ look, options, media }) => {
  test.each(names)("%s", async (name) => {
    const page = await dashboards.open(name, { ...options, deviceScaleFactor, bypassCSP: true });
    await page.emulateMedia({ media: media ?? "screen" });
    const picture = await pictureOf(page, true);
    await expectApproved(await page.context().newPage(), `dashboard-${name}-${look}`, picture);
  });
});

test.each(dashboardNames)(
  "%s on A4: each figure fits on a sheet and is kept whole, and nothing is wider",
  async (name) => {
    const page = await dashboards.open(name, { viewport: sheet });
    await page.emulateMedia({ media: "print" });
    const figures = await page.evaluate(() =>
      [...document.querySelectorAll("figure")].map((figure) => ({
        height: figure.getBoundingClientRect().height,
        breakInside: getComputedStyle(figure).breakInside,
      })),
    );
    expect(Math.max(...figures.map(({ height }) => height))).toBeLessThan(sheet.height);
    expect(new Set(figures.map(({ breakInside }) => breakInside))).toEqual(new Set(["avoid"]));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(sheet.width);
  },
);
