import type { Page } from "playwright-core";

/** Where the n-th scene of a contact sheet stands: three in a row, each at half size. */
function placeOf(index: number) {
  return { x: 24 + (index % 3) * 664, y: 24 + Math.floor(index / 3) * 440, width: 640, height: 360 };
}

/** The n-th scene of a contact sheet as a PNG of 320×180 pixels. */
export async function thumbnail(page: Page, index: number): Promise<Buffer> {
  const picture = await page.screenshot({ clip: placeOf(index) });
  const url = await page.evaluate(async (source) => {
    const bitmap = await createImageBitmap(await (await fetch(source)).blob(), {
      resizeWidth: 320,
      resizeHeight: 180,
      resizeQuality: "high",
    });
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [320, 180];
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
    return canvas.toDataURL("image/png");
  }, dataUrl(picture));
  return Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
}

const dataUrl = (png: Buffer) => `data:image/png;base64,${png.toString("base64")}`;

/** How alike two pictures of the same size are, 1 being the same: the mean SSIM of their windows of 8×8 pixels, colours apart, of the least alike tenth. */
export async function similarity(page: Page, before: Buffer, after: Buffer): Promise<number> {
  return page.evaluate(
    async ([first = "", second = ""]) => {
      const [a, b] = [await pixelsOf(first), await pixelsOf(second)];
      if (a.width !== b.width || a.height !== b.height) return 0;
      const values: number[] = [];
      for (let y = 0; y + 8 <= a.height; y += 4)
        for (let x = 0; x + 8 <= a.width; x += 4) values.push(windowSimilarity(a, b, x, y));
      values.sort((one, other) => one - other);
      const worst = values.slice(0, Math.ceil(values.length / 10));
      return worst.reduce((sum, value) => sum + value, 0) / worst.length;

      async function pixelsOf(url: string): Promise<ImageData> {
        const bitmap = await createImageBitmap(await (await fetch(url)).blob());
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const context = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
        context.drawImage(bitmap, 0, 0);
        return context.getImageData(0, 0, bitmap.width, bitmap.height);
      }

      function windowSimilarity(one: ImageData, other: ImageData, x: number, y: number): number {
        return Math.min(...[0, 1, 2].map((channel) => channelSimilarity(one, other, x, y, channel)));
      }

      function channelSimilarity(one: ImageData, other: ImageData, x: number, y: number, channel: number): number {
        let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0];
        for (let row = y; row < y + 8; row++) {
          for (let column = x; column < x + 8; column++) {
            const at = (row * one.width + column) * 4 + channel;
            const [valueA = 0, valueB = 0] = [one.data[at], other.data[at]];
            sumA += valueA;
            sumB += valueB;
            sumAA += valueA * valueA;
            sumBB += valueB * valueB;
            sumAB += valueA * valueB;
          }
        }
        const [meanA, meanB] = [sumA / 64, sumB / 64];
        const [varianceA, varianceB, covariance] = [
          sumAA / 64 - meanA ** 2,
          sumBB / 64 - meanB ** 2,
          sumAB / 64 - meanA * meanB,
        ];
        const [c1, c2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];
        return (
          ((2 * meanA * meanB + c1) * (2 * covariance + c2)) /
          ((meanA ** 2 + meanB ** 2 + c1) * (varianceA + varianceB + c2))
        );
      }
    },
    [dataUrl(before), dataUrl(after)],
  );
}
