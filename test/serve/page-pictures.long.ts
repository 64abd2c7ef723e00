import type { BrowserContextOptions } from "playwright-core";
import { describe, test } from "vitest";
import { deviceScaleFactor, expectApproved, pictureOf } from "./approved-picture.ts";
import { openedPages } from "./opened-pages.ts";
import { pageKinds } from "./page-kinds.ts";

const pages = openedPages();

const telephone = { deviceScaleFactor, viewport: { width: 390, height: 844 } };
const desktop = { deviceScaleFactor, viewport: { width: 1440, height: 900 } };

const looks: { look: string; options: BrowserContextOptions; kinds: RegExp }[] = [
  { look: "telephone", options: telephone, kinds: /./ },
  { look: "desktop", options: desktop, kinds: /./ },
  { look: "dark-telephone", options: { ...telephone, colorScheme: "dark" }, kinds: /^(seven-workers|paid-since)$/ },
  { look: "dark-desktop", options: { ...desktop, colorScheme: "dark" }, kinds: /^(seven-workers|paid-since)$/ },
];

describe.each(looks)("$look: pages approved once look the same", ({ look, options, kinds }) => {
  test.each(pageKinds.filter(({ name }) => kinds.test(name)))("$name", async ({ name, show, isPassing }) => {
    // Styles of the picture alone are not in the page's policy.
    const context = await pages.newContext({ ...options, bypassCSP: true });
    const page = await context.newPage();
    await show(page, pages);
    const picture = await pictureOf(page, !isPassing);
    await expectApproved(await context.newPage(), `${name}-${look}`, picture);
  });
});
