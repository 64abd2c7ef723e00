import type { Page } from "playwright-core";
import type { Size } from "./picture-similarity.ts";

/** Small enough to be kept, large enough to see a changed font. */
export const thumbnailSize: Size = { width: 320, height: 180 };

/** Where the n-th scene of a contact sheet stands: three in a row, each at half size. */
function placeOf(index: number) {
  return { x: 24 + (index % 3) * 664, y: 24 + Math.floor(index / 3) * 440, width: 640, height: 360 };
}

/** The n-th scene of a contact sheet as a small PNG. */
export async function thumbnail(page: Page, index: number): Promise<Buffer> {
  const picture = await page.screenshot({ clip: placeOf(index) });
  const url = await page.evaluate(
    async ({ source, width, height }) => {
      const blob = await (await fetch(source)).blob();
      const bitmap = await createImageBitmap(blob, { resizeWidth: width, resizeHeight: height, resizeQuality: "high" });
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
      return canvas.toDataURL("image/png");
    },
    { source: dataUrl(picture), ...thumbnailSize },
  );
  return Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
}

/** Red, green and blue of a PNG, one byte a pixel each. */
export async function channelsOf(page: Page, png: Buffer): Promise<Uint8Array[]> {
  // As one string: a list of numbers takes a second to come out of the page.
  const encoded = await page.evaluate(async (source) => {
    const bitmap = await createImageBitmap(await (await fetch(source)).blob());
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context?.drawImage(bitmap, 0, 0);
    const bytes = context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? [];
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  }, dataUrl(png));
  const pixels = Buffer.from(encoded, "base64");
  return [0, 1, 2].map((channel) => Uint8Array.from(pixels.filter((_, index) => index % 4 === channel)));
}

const dataUrl = (png: Buffer) => `data:image/png;base64,${png.toString("base64")}`;
