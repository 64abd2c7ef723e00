import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { chapterStart, openedPages, people, playToEnd, seek } from "./opened-pages.ts";
import { keptEvents } from "./served.ts";

const { maria, seven, longest } = people;
const pages = openedPages();

const visibleServices = (page: Page) =>
  page
    .locator("#beside [data-service]:visible")
    .evaluateAll((links) => links.map((link) => (link as HTMLElement).dataset.service));

const eventsOf = async (type: string) => (await keptEvents(pages.out)).filter((event) => event.type === type);

test("captions are on, and say what is said", async () => {
  const page = await pages.open(maria);
  await seek(page, 0.5);
  const cue = await page.evaluate(async () => {
    const [track] = (document.querySelector("video") as HTMLVideoElement).textTracks;
    for (let round = 0; round < 100 && !track?.activeCues?.length; round++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    const shown = track?.activeCues?.[0] as VTTCue | undefined;
    return [track?.mode, shown?.text, shown?.line];
  });
  // At the top: what the picture says stays free.
  expect(cue).toEqual(["showing", "Ciao Maria,\necco la tua guida ai contributi.", 1]);
});

test("a chapter jumps, plays, and is marked", async () => {
  const page = await pages.open(maria);
  const begins = await chapterStart(page, 3);
  await page.locator('a[data-chapter="3"]').click();
  await page.waitForFunction((from) => (document.querySelector("video")?.currentTime ?? 0) > from, begins);
  expect(await page.locator("a[aria-current]").textContent()).toBe("Se qualcosa cambia");
  await seek(page, 1);
  expect(await page.locator("a[aria-current]").textContent()).toBe("La tua situazione");
});

describe("beside the video", () => {
  test("each chapter has the buttons of the services and of the topic that it speaks of", async () => {
    const page = await pages.open(maria);
    const spoken: [number, string[], string][] = [];
    const moments = await page
      .locator("#beside template")
      .evaluateAll((all) => all.map((one) => [Number(one.dataset.from), Number(one.dataset.to)] as const));
    for (const [from, to] of [...moments, [(await chapterStart(page, 5)) + 1, (await chapterStart(page, 5)) + 2]]) {
      await seek(page, (from + to) / 2);
      const chapter = Number(await page.locator("a[aria-current]").getAttribute("data-chapter"));
      const more = page.locator("#more:visible");
      const topic = (await more.count()) > 0 ? await more.getAttribute("data-topic") : null;
      spoken.push([chapter, (await visibleServices(page)) as string[], topic ?? "none"]);
    }
    expect(spoken).toEqual([
      [1, ["estratto-conto"], "topic-paid"],
      [2, ["portale-pagamenti"], "none"],
      [2, ["portale-pagamenti"], "topic-pay"],
      [2, ["portale-pagamenti"], "topic-pay"],
      [3, ["cassetto-previdenziale", "servizi-lavoratori-domestici"], "topic-suspension"],
      [3, ["servizi-lavoratori-domestici"], "topic-cessation"],
      [3, ["servizi-lavoratori-domestici"], "topic-hours"],
      [4, ["portale-pagamenti"], "topic-late"],
      [4, ["estratto-conto"], "topic-paid"],
      [5, [], "none"],
    ]);
  });

  test.each([390, 1440])("nothing below moves when buttons come and go, %i pixels wide", async (width) => {
    const page = await pages.open(maria, { viewport: { width, height: 844 } });
    const places = new Set<number>();
    for (const second of [1, 14, 20, 40, 50, 65]) {
      await seek(page, second);
      places.add(await page.evaluate(() => document.querySelector("#servizi")?.getBoundingClientRect().top ?? 0));
    }
    expect(places.size).toBe(1);
  });

  test.each(["[data-service=cassetto-previdenziale]", "#more"])(
    "%s with keyboard focus stays when the scene changes, until focus goes on",
    async (button) => {
      const page = await pages.open(maria);
      await seek(page, (await chapterStart(page, 3)) + 1);
      await page.locator(`#beside ${button}`).focus();
      await seek(page, 1);
      expect(await page.locator(`#beside ${button}`).evaluate((element) => element === document.activeElement)).toBe(
        true,
      );
      expect(await page.locator(`#beside ${button}`).isVisible()).toBe(true);
      await page.keyboard.press("Tab");
      await page.locator(`#beside ${button}`).waitFor({ state: "hidden" });
      expect(await page.evaluate(() => document.activeElement?.className)).toBe("download");
    },
  );

  test("at the end all services stand there, and the guide can be seen again", async () => {
    const page = await pages.open(maria);
    await playToEnd(page);
    expect(await page.locator("#at-end a:visible").count()).toBe(5);
    expect(await visibleServices(page)).toEqual([]);
    await page.locator("#again").click();
    await page.locator("#at-end").waitFor({ state: "hidden" });
  });

  test.each([
    {
      name: "beside the video",
      place: "2",
      click: async (page: Page) => {
        await seek(page, (await chapterStart(page, 2)) + 7);
        await page.locator("#beside [data-service=portale-pagamenti]").click();
      },
    },
    {
      name: "held by the keyboard until a later chapter",
      place: "3",
      click: async (page: Page) => {
        await seek(page, (await chapterStart(page, 2)) + 7);
        await page.locator("#beside [data-service=portale-pagamenti]").focus();
        await seek(page, (await chapterStart(page, 3)) + 1);
        await page.keyboard.press("Enter");
      },
    },
    {
      name: "over the last picture",
      place: "end",
      click: async (page: Page) => {
        await playToEnd(page);
        await page.locator("#at-end").locator("a[href*='/go/portale-pagamenti']").click();
      },
    },
    {
      name: "in the list on the page",
      place: null,
      click: async (page: Page) => {
        await seek(page, (await chapterStart(page, 2)) + 7);
        await page.locator(".services a[href$='/go/portale-pagamenti']").click();
      },
    },
  ])("a service that is clicked $name is counted once, and leads to its address", async ({ place, click }) => {
    const before = await eventsOf("service");
    const page = await pages.open(maria);
    let ledTo: string | undefined;
    // The address itself belongs to another host: nothing is asked of it.
    await page.route(/\/go\//, async (route) => {
      const answer = await route.fetch({ maxRedirects: 0 });
      ledTo = answer.headers().location;
      await route.fulfill({ contentType: "text/html", body: "<p>INPS</p>" });
    });
    await click(page);
    await page.waitForURL(/\/go\/portale-pagamenti/);
    expect(ledTo).toContain("https://www.inps.it/prestazioni-servizi/il-versamento-online");
    const added = (await eventsOf("service")).filter(
      ({ event_id }) => !before.some((event) => event.event_id === event_id),
    );
    expect(added).toMatchObject([{ service: "portale-pagamenti", place }]);
  });
});

describe("«Approfondisci»", () => {
  test("stops the video and explains; it can be closed by Escape and by its button, and focus returns", async () => {
    const page = await pages.open(maria);
    await seek(page, (await chapterStart(page, 3)) + 1);
    await page.evaluate(() => (document.querySelector("video") as HTMLVideoElement).play());
    for (const close of [
      () => page.keyboard.press("Escape"),
      () => page.getByRole("button", { name: "Chiudi" }).click(),
    ]) {
      await page.locator("#more").focus();
      await page.keyboard.press("Enter");
      await page.locator("dialog[open]").waitFor();
      expect(await page.locator("#dialog-title").textContent()).toBe("Lavoro sospeso?");
      expect(await page.locator("#dialog-text").textContent()).toContain("Sospensione obbligo contributivo");
      expect(await page.evaluate(() => document.querySelector("video")?.paused)).toBe(true);
      expect(await page.evaluate(() => document.activeElement?.closest("dialog")?.id)).toBe("dialog");
      await close();
      expect(await page.locator("dialog[open]").count()).toBe(0);
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("more");
    }
  });

  test("of paying: steps, service and manual, in a text that scrolls on a small telephone", async () => {
    const page = await pages.open(maria, { viewport: { width: 320, height: 640 } });
    await seek(page, (await chapterStart(page, 2)) + 7);
    await page.locator("#more").click();
    const dialog = page.getByRole("dialog", { name: "Come paghi" });
    expect(await dialog.getByRole("link").allTextContents()).toEqual([
      "Portale dei pagamenti",
      "Manuale del Portale dei pagamenti",
    ]);
    expect(await page.locator("#dialog-text").evaluate((text) => text.scrollHeight > text.clientHeight)).toBe(true);
    expect(await page.getByRole("button", { name: "Chiudi" }).isVisible()).toBe(true);
    const box = await dialog.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(640);
  });
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

test("by keyboard alone from the top to a rating, which arrives once, though the page is loaded again", async () => {
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
  await page.reload();
  const rated = (await eventsOf("rated")).map(({ rating, comment }) => [rating, comment]);
  expect(rated).toEqual([[4, "Chiara e breve"]]);
});

test("without JavaScript the video, chapters, transcript, services and rating are there", async () => {
  const page = await pages.open(seven, { javaScriptEnabled: false });
  expect(await page.locator("video source").getAttribute("src")).toMatch(/\/video\.mp4$/);
  expect(await page.locator(".chapters li").allTextContents()).toHaveLength(5);
  expect(await page.getByText("Ciao Anna Maria, ecco la tua guida ai contributi.").isVisible()).toBe(true);
  expect(await page.locator(".services a[href*='/go/']").count()).toBe(5);
  // What was showing nobody can tell.
  expect(await page.locator(".services a[href*='from=']").count()).toBe(0);
  await page.locator("#rating-5").check();
  await page.getByRole("button", { name: /valutazione/ }).click();
  await page.waitForURL(/grazie=1/);
  expect(await eventsOf("rated")).toContainEqual(expect.objectContaining({ rating: 5, comment: null }));
});
