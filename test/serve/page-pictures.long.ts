import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { leastSimilarity } from "../compositions/picture-similarity.ts";
import { channelsOf } from "../compositions/thumbnail.ts";
import { openedPages } from "./opened-pages.ts";
import { pageKinds } from "./page-kinds.ts";

const pages = openedPages();
const folder = new URL("approved-pages/", import.meta.url);

/** Half size: small enough to be kept, large enough to see a changed margin. */
const deviceScaleFactor = 0.5;

const telephone = { deviceScaleFactor, viewport: { width: 390, height: 844 } };
const desktop = { deviceScaleFactor, viewport: { width: 1440, height: 900 } };

const looks: { look: string; options: BrowserContextOptions; kinds: RegExp }[] = [
  { look: "telephone", options: telephone, kinds: /./ },
  { look: "desktop", options: desktop, kinds: /./ },
  { look: "dark-telephone", options: { ...telephone, colorScheme: "dark" }, kinds: /^(seven-workers|paid-since)$/ },
  { look: "dark-desktop", options: { ...desktop, colorScheme: "dark" }, kinds: /^(seven-workers|paid-since)$/ },
];

/** Of the page or the window, without the video: its controls change by themselves, and its pictures are approved elsewhere. */
async function pictureOf(page: Page, fullPage: boolean): Promise<Buffer> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    // At half size, a page that is scrolled by one pixel is drawn between pixels.
    scrollTo({ top: 0, behavior: "instant" });
  });
  const style = "video { visibility: hidden; }";
  return page.screenshot({ fullPage, animations: "disabled", caret: "hide", style });
}

/** Rows of pixels that are compared at once: a changed button is not averaged out by a long page. */
const bandHeight = 48;

/** Two pictures of the same page are this alike though browsers round differently; with a changed colour they are not. */
const alike = 0.985;

/** The likeness of the least alike band, 1 being the same. */
async function likenessOf(page: Page, before: Buffer, after: Buffer): Promise<number> {
  const [old, now] = [await channelsOf(page, before), await channelsOf(page, after)];
  const [width, height] = [after.readUInt32BE(16), after.readUInt32BE(20)];
  const isSameSize = before.readUInt32BE(16) === width && before.readUInt32BE(20) === height;
  if (!isSameSize) return 0;
  const bands = Array.from({ length: Math.ceil(height / bandHeight) }, (_, band) => {
    const from = Math.max(0, Math.min(band * bandHeight, height - bandHeight));
    const bandOf = (channel?: Uint8Array) =>
      channel?.subarray(from * width, (from + bandHeight) * width) ?? new Uint8Array();
    return old.map((channel, index) =>
      leastSimilarity(bandOf(channel), bandOf(now[index]), { width, height: bandHeight }),
    );
  });
  return Math.min(...bands.flat());
}

describe.each(looks)("$look: pages approved once look the same", ({ look, options, kinds }) => {
  test.each(pageKinds.filter(({ name }) => kinds.test(name)))("$name", async ({ name, show, isPassing }) => {
    // Styles of the picture alone are not in the page's policy.
    const context = await pages.newContext({ ...options, bypassCSP: true });
    const page = await context.newPage();
    await show(page, pages);
    const picture = await pictureOf(page, !isPassing);
    const [file, changed] = ["png", "changed.png"].map((ending) => new URL(`${name}-${look}.${ending}`, folder)) as [
      URL,
      URL,
    ];
    await mkdir(folder, { recursive: true });
    const comparing = await context.newPage();
    const likeness = existsSync(file) ? await likenessOf(comparing, await readFile(file), picture) : 0;
    if (likeness >= alike) return rm(changed, { force: true });
    await writeFile(changed, picture);
    expect.fail(
      `${name} looks different (${likeness.toFixed(3)}): look at approved-pages/${name}-${look}.changed.png, and rename it to ${name}-${look}.png to approve it`,
    );
  });
});
