import { expect, test } from "vitest";
import { openedPages, people } from "./opened-pages.ts";
import { keptEvents } from "./served.ts";

const pages = openedPages();

test.each([
  { name: "are refused for a moment", answer: { status: 503, headers: { "Retry-After": "8" } }, seconds: 8 },
  { name: "do not get through", answer: null, seconds: 0 },
])("events that $name are sent again, not before they may be, and arrive once", async ({ answer, seconds }) => {
  const before = await keptEvents(pages.out);
  const page = await (await pages.newContext({})).newPage();
  let attempts = 0;
  let refusedAt = 0;
  let waited = 0;
  await page.route("**/events", async (route) => {
    attempts++;
    if (attempts === 1) refusedAt = performance.now();
    else waited = (performance.now() - refusedAt) / 1_000;
    if (attempts > 1) return route.continue();
    return answer ? route.fulfill(answer) : route.abort("connectionreset");
  });
  await page.goto(`${pages.served.url}${pages.addressOf(people.maria)}`);
  await expect.poll(() => attempts, { timeout: 20_000, interval: 200 }).toBe(2);
  expect(waited).toBeGreaterThanOrEqual(seconds);
  await expect.poll(async () => (await keptEvents(pages.out)).length, { timeout: 5_000 }).toBe(before.length + 1);
  // Nothing is left to be sent.
  await page.waitForTimeout(6_000);
  expect(attempts).toBe(2);
  const known = new Set(before.map(({ event_id }) => event_id));
  const added = (await keptEvents(pages.out)).filter(({ event_id }) => !known.has(event_id));
  expect(added.map(({ type }) => type)).toEqual(["opened"]);
});

const watched = async () => (await keptEvents(pages.out)).filter(({ type }) => type === "watched");

test("what was watched arrives once, also when the page is left at once", async () => {
  const before = await watched();
  const page = await pages.open(people.seven);
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
  await expect.poll(async () => (await watched()).length, { timeout: 10_000 }).toBe(before.length + 2);
  const own = (await keptEvents(pages.out)).slice(-20);
  expect(own.filter(({ type }) => type === "played").length).toBeGreaterThan(0);
});
