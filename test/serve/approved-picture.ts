import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { leastSimilarity } from "../compositions/picture-similarity.ts";
import { channelsOf } from "../compositions/thumbnail.ts";

const folder = new URL("approved-pages/", import.meta.url);

/** Half size: small enough to be kept, large enough to see a changed margin. */
export const deviceScaleFactor = 0.5;

/** Of the page or the window, without the video: its controls change by themselves, and its pictures are approved elsewhere. */
export async function pictureOf(page: Page, fullPage: boolean): Promise<Buffer> {
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

/**
 * Fails when a picture is not like the one approved under this name, and leaves it beside that one to be looked at;
 * `comparing` is an empty tab.
 */
export async function expectApproved(comparing: Page, name: string, picture: Buffer): Promise<void> {
  const [file, changed] = ["png", "changed.png"].map((ending) => new URL(`${name}.${ending}`, folder)) as [URL, URL];
  await mkdir(folder, { recursive: true });
  const likeness = existsSync(file) ? await likenessOf(comparing, await readFile(file), picture) : 0;
  if (likeness >= alike) return rm(changed, { force: true });
  await writeFile(changed, picture);
  expect.fail(
    `${name} looks different (${likeness.toFixed(3)}): look at approved-pages/${name}.changed.png, and rename it to ${name}.png to approve it`,
  );
}
