import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchTexts } from "../../pipeline/storyboard/launch-texts.ts";
import { loadTextSections } from "../../pipeline/support/text-sections.ts";
import { openStage, showComposition } from "./stage.ts";

/** A4 at 96 pixels to the inch, and how much of its end is the foot. */
const sheet = { width: 794, height: 1123, foot: 72 };
const { flyer: texts } = launchTexts({ name: "INPS", website: "www.inps.it" }, loadTextSections("it/launch.txt"));
let browser: Browser;
let page: Page;

beforeAll(async () => {
  ({ browser, page } = await openStage());
  await showComposition(page, "Flyer", { texts }, sheet);
});

afterAll(() => browser?.close());

test("every text of the leaflet stands on the sheet, apart from the others, and above the foot", async () => {
  const lines = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: { text: string; top: number; bottom: number; left: number; right: number }[] = [];
    while (walker.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      for (const { top, bottom, left, right } of range.getClientRects())
        found.push({ text: walker.currentNode.textContent ?? "", top, bottom, left, right });
    }
    return found.filter(({ text, right, left }) => text.trim() !== "" && right > left);
  });
  expect(new Set(lines.map(({ text }) => text))).toEqual(new Set(textsIn(texts)));
  for (const line of lines) {
    expect(line.left, line.text).toBeGreaterThanOrEqual(40);
    expect(line.right, line.text).toBeLessThanOrEqual(sheet.width - 40);
    const end = line.text === texts.path ? sheet.height : sheet.height - sheet.foot;
    expect(line.bottom, line.text).toBeLessThanOrEqual(end - 4);
    const covered = lines.find((other) => other.text !== line.text && isOver(line, other));
    expect(covered?.text, line.text).toBeUndefined();
  }
});

type Box = { top: number; bottom: number; left: number; right: number };

/** Boxes of letters carry room above and below: they may touch, but none reaches the middle of another. */
const isOver = (a: Box, b: Box) =>
  a.left < b.right - 1 && b.left < a.right - 1 && a.top < (b.top + b.bottom) / 2 && (b.top + b.bottom) / 2 < a.bottom;

/** All texts that the leaflet must show, with the numbers of its steps. */
function textsIn({ contents, steps, consent, ...others }: typeof texts): string[] {
  return [
    ...Object.values(others),
    ...contents.flatMap(({ title, text }) => [title, text]),
    ...steps.flatMap((step, index) => [String(index + 1), step]),
    ...Object.values(consent),
  ];
}
