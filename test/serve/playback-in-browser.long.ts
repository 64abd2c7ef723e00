import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { openedPages, people, playToEnd, waitForVideo } from "./opened-pages.ts";

type Packaging = Parameters<typeof openedPages>[0];

const ways: { name: string; packaging: Packaging; canPlayHls: boolean; file: RegExp; other: RegExp }[] = [
  { name: "one file", packaging: "both", canPlayHls: true, file: /\/video\.mp4$/, other: /\.m4s$|\.m3u8$/ },
  { name: "segments, by the browser itself", packaging: "hls", canPlayHls: true, file: /\.m4s$/, other: /\.mp4$|hls-/ },
  { name: "segments, by hls.js", packaging: "hls", canPlayHls: false, file: /\.m4s$/, other: /\/video\.mp4$/ },
];

/** Plays from a little before a second until a little after it. Returns what the captions say on both sides. */
async function playAcross(page: Page, second: number): Promise<{ error: MediaError | null; said: string[] }> {
  return page.evaluate(async (border) => {
    const video = document.querySelector("video") as HTMLVideoElement;
    const wait = () => new Promise((resolve) => setTimeout(resolve, 20));
    const said = () => [...(video.textTracks[0]?.activeCues ?? [])].map((cue) => (cue as VTTCue).text).join(" ");
    const seeked = new Promise((resolve) => video.addEventListener("seeked", resolve, { once: true }));
    video.muted = true;
    video.currentTime = border - 0.6;
    await seeked;
    await video.play();
    const texts = new Set<string>();
    while (video.currentTime < border + 0.8 && video.error === null) {
      if (said() !== "") texts.add(said());
      await wait();
    }
    video.pause();
    return { error: video.error, said: [...texts] };
  }, second);
}

describe.each(ways)("$name", ({ packaging, canPlayHls, file, other }) => {
  const pages = openedPages(packaging);

  test("a guide is played across its scenes and to its end, with captions", async () => {
    const page = await (await pages.newContext({})).newPage();
    const loaded: string[] = [];
    page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
    page.on("pageerror", (error) => expect.unreachable(error.message));
    if (!canPlayHls)
      await page.addInitScript(() => {
        HTMLMediaElement.prototype.canPlayType = () => "";
      });
    await page.goto(`${pages.served.url}${pages.addressOf(people.maria)}`);
    await waitForVideo(page);
    const borders = await page
      .locator("#beside template")
      .evaluateAll((moments) => moments.map((moment) => Number(moment.dataset.from)));
    expect(borders.length).toBeGreaterThan(5);
    for (const border of borders) {
      const { error, said } = await playAcross(page, border);
      expect(error).toBeNull();
      expect(said.length, `captions around ${border} s`).toBeGreaterThan(1);
    }
    await playToEnd(page);
    expect(await page.evaluate(() => document.querySelector("video")?.ended)).toBe(true);
    expect(loaded.filter((address) => file.test(address)).length).toBeGreaterThan(0);
    expect(loaded.filter((address) => other.test(address) && !/\/init-/.test(address))).toEqual([]);
    expect(loaded.some((address) => address.includes("/assets/hls-"))).toBe(packaging === "hls" && !canPlayHls);
  });
});
