import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { openedPages, people, playToEnd } from "./opened-pages.ts";
import { accessibility, clippedTexts } from "./page-checks.ts";
import { keptEvents } from "./served.ts";

const pages = openedPages();

/** Answers in place of another host, of which nothing is asked, and keeps where the page led. */
async function followNowhere(page: Page): Promise<(string | undefined)[]> {
  const ledTo: (string | undefined)[] = [];
  await page.route(/\/(?:go|request)\//, async (route) => {
    const answer = await route.fetch({ maxRedirects: 0 });
    ledTo.push(answer.headers().location);
    await route.fulfill({ contentType: "text/html", body: "<p>INPS</p>" });
  });
  return ledTo;
}

const servicesKept = async () => (await keptEvents(pages.out)).filter(({ type }) => type === "service");

/** Goes on with the tabulator until something with these words has focus. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let press = 0; press < 120; press++) {
    await page.keyboard.press("Tab");
    if ((await page.evaluate(() => document.activeElement?.textContent?.trim())) === words) return;
  }
  expect.unreachable(`no focus on «${words}»`);
}

describe.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])(
  "JavaScript: $javaScriptEnabled",
  (options) => {
    test("several workers: by keyboard alone to a request about one of them, counted once", async () => {
      const before = (await servicesKept()).map(({ event_id }) => event_id);
      const page = await pages.open(people.inReview, options);
      const ledTo = await followNowhere(page);
      await tabTo(page, "Il lavoro era sospeso per tutto il trimestre");
      await page.keyboard.press("Enter");
      await tabTo(page, "Il rapporto di lavoro con Ana");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/request\/suspension\//);
      expect(ledTo).toEqual(["https://cassetto.inps.example/nuova?codice=RL1002&tipo=suspension"]);
      const added = (await servicesKept()).filter(({ event_id }) => !before.includes(event_id));
      expect(added).toMatchObject([{ service: "scrivi-all-inps" }]);
    });

    test("one worker: each category is a link", async () => {
      const page = await pages.open(people.maria, options);
      const ledTo = await followNowhere(page);
      await page.getByRole("link", { name: "Ho pagato, ma non risulta" }).click();
      await page.waitForURL(/\/request\/paid-not-shown\//);
      expect(ledTo).toEqual(["https://cassetto.inps.example/nuova?codice=RL0001&tipo=paid-not-shown"]);
    });

    test("an appointment is a service like the others", async () => {
      const page = await pages.open(people.rejected, options);
      const ledTo = await followNowhere(page);
      await page.getByRole("link", { name: "Agenda appuntamenti" }).click();
      await page.waitForURL(/\/go\/agenda-appuntamenti/);
      expect(ledTo).toEqual(["https://agenda.inps.example/prenota"]);
    });
  },
);

test("in review is told by a mark and words of its own, also where no colour is left", async () => {
  for (const options of [{}, { colorScheme: "dark" as const }, { forcedColors: "active" as const }]) {
    const page = await pages.open(people.inReview, options);
    const states = await page.locator(".state").evaluateAll((cells) =>
      cells.map((cell) => {
        const mark = cell.querySelector("svg") as SVGElement;
        const { width, height } = mark.getBoundingClientRect();
        return { said: cell.textContent, mark: mark.innerHTML, isSeen: width > 10 && height > 10 };
      }),
    );
    expect(states.map(({ said, isSeen }) => [said, isSeen])).toEqual([
      ["non risulta versato", true],
      ["in verifica", true],
    ]);
    expect(new Set(states.map(({ mark }) => mark)).size).toBe(2);
  }
});

test.each([320, 390, 1440])(
  "as much as a page can hold, %i pixels wide: nothing is cut, axe finds nothing",
  async (width) => {
    const page = await pages.open(people.two, { viewport: { width, height: 844 }, bypassCSP: true });
    expect(await page.locator(".position tbody").count()).toBe(13);
    expect(await page.locator(".state").count()).toBe(104);
    // One of a name closes the others.
    for (const details of await page.locator(".write details").all()) {
      await details.evaluate((one: HTMLDetailsElement) => {
        one.open = true;
      });
      expect(await details.getByRole("link").count()).toBe(13);
      expect(await clippedTexts(page)).toEqual([]);
    }
    expect(await accessibility(page)).toEqual({ violations: [], overflow: 0 });
  },
);

test.each([390, 1024, 1280, 1440])("eight services at the end, %i pixels wide: each can be seen", async (width) => {
  const page = await pages.open(people.rejected, { viewport: { width, height: 900 } });
  await playToEnd(page);
  const shown = page.locator("#at-end a, #again");
  expect(await shown.count()).toBe(9);
  for (const one of await shown.all()) {
    await one.scrollIntoViewIfNeeded();
    const isOnTop = await one.evaluate((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return document.elementFromPoint(x + width / 2, y + height / 2) === element;
    });
    expect(isOnTop).toBe(true);
  }
  const list = await page.locator("#at-end").evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
  expect(list).toBeLessThanOrEqual(0);
});
