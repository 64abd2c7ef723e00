import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type OpenedPages, openPages, people } from "./opened-pages.ts";

let pages: OpenedPages;

beforeAll(async () => {
  pages = await openPages("hls");
}, 120_000);
afterEach(() => pages.closeContexts());
afterAll(() => pages?.close());

test.each([
  { name: "by the browser itself", isNative: true },
  { name: "by hls.js, where the browser does not", isNative: false },
])("a guide in segments is played across its scenes to the end, $name", async ({ isNative }) => {
  const context = await pages.newContext({});
  const page = await context.newPage();
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  page.on("pageerror", (error) => expect.unreachable(error.message));
  if (!isNative)
    await page.addInitScript(() => {
      HTMLMediaElement.prototype.canPlayType = () => "";
    });
  await page.goto(`${pages.served.url}${pages.addressOf(people.maria)}`);
  await page.waitForFunction(() => (document.querySelector("video")?.readyState ?? 0) >= 1);
  expect(loaded.some((address) => address.includes("/assets/hls-"))).toBe(!isNative);
  // The greeting ends at 3.2 s; the last scene begins some 8 s before the end.
  for (const from of ["2.5", "end"]) {
    const reached = await page.evaluate(async (at) => {
      const video = document.querySelector("video") as HTMLVideoElement;
      video.muted = true;
      const start = at === "end" ? video.duration - 1.5 : Number(at);
      const seeked = new Promise((resolve) => video.addEventListener("seeked", resolve, { once: true }));
      video.currentTime = start;
      await seeked;
      const reachedEnd = new Promise((resolve) => video.addEventListener("ended", resolve, { once: true }));
      await video.play();
      if (at === "end") await reachedEnd;
      else while (video.currentTime < start + 2) await new Promise((resolve) => setTimeout(resolve, 50));
      return { ended: video.ended, error: video.error };
    }, from);
    expect(reached).toEqual({ ended: from === "end", error: null });
  }
  const segments = loaded.filter((address) => /^\/segments\/2026-05\/[0-9a-f]{32}\.m4s$/.test(address));
  expect(new Set(segments).size).toBeGreaterThan(2);
  expect(loaded.filter((address) => address.endsWith("/video.mp4"))).toEqual([]);
});
