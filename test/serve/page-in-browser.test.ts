import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type OpenedPages, openPages, people } from "./opened-pages.ts";
import { keptEvents } from "./served.ts";

const { maria, seven, longest } = people;
let pages: OpenedPages;

beforeAll(async () => {
  pages = await openPages();
}, 120_000);
afterEach(() => pages.closeContexts());
afterAll(() => pages?.close());

/** Moves the video and waits until it is there. */
async function seek(page: Page, seconds: number): Promise<void> {
  await page.evaluate(async (to) => {
    const video = document.querySelector("video") as HTMLVideoElement;
    const seeked = new Promise((resolve) => video.addEventListener("seeked", resolve, { once: true }));
    video.currentTime = to;
    await seeked;
  }, seconds);
}

const visibleServices = (page: Page) =>
  page
    .locator("#beside [data-service]:visible")
    .evaluateAll((links) => links.map((link) => (link as HTMLElement).dataset.service));

/** Seconds at which a chapter begins, as the page says. */
const chapterAt = async (page: Page, number: number) =>
  Number(await page.locator(`a[data-chapter="${number}"]`).getAttribute("data-seconds"));

const eventsOf = async (type: string) => (await keptEvents(pages.out)).filter((event) => event.type === type);

test("captions are on, and say what is said", async () => {
  const page = await pages.open(maria);
  await seek(page, 0.5);
  const cue = await page.evaluate(async () => {
    const [track] = (document.querySelector("video") as HTMLVideoElement).textTracks;
    for (let round = 0; round < 100 && !track?.activeCues?.length; round++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    return [track?.mode, (track?.activeCues?.[0] as VTTCue | undefined)?.text];
  });
  expect(cue).toEqual(["showing", "Ciao Maria,\necco la tua guida ai contributi."]);
});

test("a chapter jumps, plays, and is marked", async () => {
  const page = await pages.open(maria);
  const begins = await chapterAt(page, 3);
  await page.locator('a[data-chapter="3"]').click();
  await page.waitForFunction((from) => (document.querySelector("video")?.currentTime ?? 0) > from, begins);
  expect(await page.locator("a[aria-current]").textContent()).toBe("Se qualcosa cambia");
  await seek(page, 1);
  expect(await page.locator("a[aria-current]").textContent()).toBe("La tua situazione");
});

test("while the guide speaks of a service its button stands by the video, and at the end all do", async () => {
  const page = await pages.open(maria);
  const [, , , payment = 0, changes = 0, care = 0] = await Promise.all(
    [0, 0, 0, 2, 3, 4].map((n) => (n === 0 ? 0 : chapterAt(page, n))),
  );
  await seek(page, 1);
  expect(await visibleServices(page)).toEqual([]);
  await seek(page, payment + 7);
  expect(await visibleServices(page)).toEqual(["portale-pagamenti"]);
  await seek(page, changes + 1);
  expect(await visibleServices(page)).toEqual(["cassetto-previdenziale", "servizi-lavoratori-domestici"]);
  await seek(page, care + 1);
  expect(await visibleServices(page)).toEqual(["portale-pagamenti"]);
  await page.evaluate(async () => {
    const video = document.querySelector("video") as HTMLVideoElement;
    const ended = new Promise((resolve) => video.addEventListener("ended", resolve, { once: true }));
    video.currentTime = video.duration - 0.5;
    await video.play();
    await ended;
  });
  expect(await page.locator("#at-end a:visible").count()).toBe(5);
  expect(await visibleServices(page)).toEqual([]);
  await page.locator("#again").click();
  await page.locator("#at-end").waitFor({ state: "hidden" });
});

test("«Approfondisci» stops the video and explains; Escape closes it", async () => {
  const page = await pages.open(maria);
  await seek(page, (await chapterAt(page, 3)) + 1);
  await page.evaluate(() => (document.querySelector("video") as HTMLVideoElement).play());
  await page.locator("#more").click();
  await page.locator("dialog[open]").waitFor();
  expect(await page.locator("#dialog-title").textContent()).toBe("Lavoro sospeso?");
  expect(await page.locator("#dialog-text").textContent()).toContain("Sospensione obbligo contributivo");
  expect(await page.evaluate(() => document.querySelector("video")?.paused)).toBe(true);
  await page.keyboard.press("Escape");
  expect(await page.locator("dialog[open]").count()).toBe(0);
});

test("one goes on where one left", async () => {
  const page = await pages.open(maria);
  await page.evaluate(async () => {
    const video = document.querySelector("video") as HTMLVideoElement;
    video.currentTime = 30;
    await video.play();
  });
  await page.waitForFunction(() => (document.querySelector("video")?.currentTime ?? 0) > 30.5);
  await page.reload();
  await page.waitForFunction(() => (document.querySelector("video")?.currentTime ?? 0) > 29.5);
});

test("what was watched arrives once, also when the page is left at once", async () => {
  const before = await eventsOf("watched");
  const page = await pages.open(seven);
  // Eight times as fast: what is skipped is not watched.
  await page.evaluate(async () => {
    const video = document.querySelector("video") as HTMLVideoElement;
    video.muted = true;
    video.playbackRate = 8;
    await video.play();
  });
  await page.waitForFunction(() => {
    const video = document.querySelector("video") as HTMLVideoElement;
    return video.currentTime > video.duration * 0.54;
  });
  await page.close();
  await expect.poll(async () => (await eventsOf("watched")).length, { timeout: 10_000 }).toBe(before.length + 2);
  const own = (await keptEvents(pages.out)).slice(-20);
  expect(own.filter(({ type }) => type === "played").length).toBeGreaterThan(0);
});

test("by keyboard alone from the top to a rating, which arrives", async () => {
  const page = await pages.open(longest);
  const reached = new Set<string>();
  for (let press = 0; press < 80; press++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const { tagName, id } = document.activeElement as HTMLElement;
      return `${tagName} ${id}`;
    });
    reached.add(at);
    if (at.startsWith("INPUT rating")) break;
  }
  expect([...reached]).toContain("INPUT rating-1");
  for (let press = 0; press < 3; press++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Chiara e breve");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/grazie=1/);
  expect(await page.getByRole("status").textContent()).toContain("Grazie");
  expect(await eventsOf("rated")).toContainEqual(expect.objectContaining({ rating: 4, comment: "Chiara e breve" }));
});

test("without JavaScript the video, chapters, transcript, services and rating are there", async () => {
  const page = await pages.open(seven, { javaScriptEnabled: false });
  expect(await page.locator("video source").getAttribute("src")).toMatch(/\/video\.mp4$/);
  expect(await page.locator(".chapters li").allTextContents()).toHaveLength(5);
  expect(await page.getByText("Ciao Anna Maria, ecco la tua guida ai contributi.").isVisible()).toBe(true);
  expect(await page.locator(".services a[href*='/go/']").count()).toBe(5);
  await page.locator("#rating-5").check();
  await page.getByRole("button", { name: /valutazione/ }).click();
  await page.waitForURL(/grazie=1/);
  expect(await eventsOf("rated")).toContainEqual(expect.objectContaining({ rating: 5, comment: null }));
});
