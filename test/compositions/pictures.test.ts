import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Scene } from "../../compositions/storyboard.ts";
import { buildStoryboard } from "../../pipeline/storyboard/build-storyboard.ts";
import { exampleScenes } from "../../pipeline/storyboard/example-scenes.ts";
import { greetingScene, workerScene } from "../../pipeline/storyboard/personal-scenes.ts";
import { campaignOfMay, servicesOfProfiles } from "../storyboard/context.ts";
import { cases } from "../storyboard/employers.ts";
import { type MeasuredText, measureTexts } from "./measure-texts.ts";
import { leastSimilarity } from "./picture-similarity.ts";
import { openStage, showSheet } from "./stage.ts";
import { channelsOf, thumbnail, thumbnailSize } from "./thumbnail.ts";
import { worstScenes } from "./worst-scenes.ts";

const context = campaignOfMay();

const hardNames = [
  "Bo",
  "Massimilianalessandraferdina",
  "Людмила",
  "D’Artagnan Nicolò",
  "美玲",
  "지은",
  "さくら・マリアテレサ",
];

const approved: { name: string; scene: Scene }[] = [
  ...exampleScenes(context),
  ...hardNames.map((name, index) => ({ name: `greeting-hard-${index + 1}`, scene: greetingScene(name, context) })),
  { name: "worker-nameless", scene: workerScene("محمد", context) },
  ...["eight-quarters", "partial", "one-worker", "in-review-and-unpaid", "eight-quarters-in-all-states"].map(
    (name) => ({
      name: `quarters-${name}`,
      scene: quartersOf(name),
    }),
  ),
  { name: "services-pensioner", scene: firstServicesOf("pensioner") },
  { name: "services-artisan-with-employees", scene: firstServicesOf("artisan-with-employees") },
];

const worst: { name: string; scene: Scene }[] = [
  ...worstScenes(),
  ...[1, 2].map((count) => ({ name: `so few long services as ${count}`, scene: longServices(count) })),
  { name: "an endless name", scene: greetingScene("X".repeat(200), context) },
  { name: "a tall name", scene: workerScene("ẤỂỖ Ǻgį Ṣẏ", context) },
];

function quartersOf(name: string): Scene {
  const built = buildStoryboard(cases[name] as (typeof cases)[string], context);
  return built.scenes.find(({ kind }) => kind === "quarters") as Scene;
}

function firstServicesOf(name: string): Scene {
  const ofProfiles = campaignOfMay({ services: servicesOfProfiles });
  const built = buildStoryboard(cases[name] as (typeof cases)[string], ofProfiles);
  return built.scenes.find(({ kind }) => kind === "services") as Scene;
}

function longServices(count: number): Scene {
  const longest = worstScenes().flatMap(({ scene }) => (scene.kind === "services" ? [scene] : []))[0];
  return { ...longest, services: longest?.services.slice(0, count) } as Scene;
}

const all = [...approved, ...worst];
let browser: Browser;
let page: Page;
let measured: MeasuredText[][];

beforeAll(async () => {
  ({ browser, page } = await openStage());
  const rows = Math.ceil(all.length / 3);
  await showSheet(
    page,
    all.map(({ name, scene }) => ({ scene, note: name })),
    { width: 2016, height: rows * 440 + 24 },
  );
  measured = await page.evaluate(measureTexts);
});

afterAll(() => browser?.close());

describe.each(all.map(({ name }, index) => ({ name, index })))("$name", ({ index }) => {
  test("text is at least 32 pixels, inside the margins, and never clipped or over other text", () => {
    const texts = measured[index] ?? [];
    expect(texts.length).toBeGreaterThan(2);
    for (const { text, size, left, top, right, bottom, clipped, covers } of texts) {
      const what = `«${text}»`;
      expect(size, what).toBeGreaterThanOrEqual(32);
      expect(Math.min(left, 1280 - right), `${what} from the sides`).toBeGreaterThanOrEqual(63.5);
      expect(Math.min(top, 720 - bottom), `${what} from top or bottom`).toBeGreaterThanOrEqual(35.5);
      expect(clipped, `${what} is clipped`).toBe(false);
      expect(covers, `${what} lies over other text`).toBeNull();
    }
  });
});

test("no text is set in a font of the machine", async () => {
  const families = await page.evaluate(() =>
    [...document.fonts].filter(({ status }) => status === "loaded").map(({ family }) => family),
  );
  expect(new Set(families)).toEqual(
    new Set(["Titillium Web", "Noto Sans", "Noto Sans SC Variable", "Noto Sans KR Variable"]),
  );
});

/** Two pictures of the same scene are this alike though browsers round differently; a changed font is not. */
const alike = 0.985;

async function likenessOf(before: Buffer, after: Buffer): Promise<number> {
  const [old, now] = [await channelsOf(page, before), await channelsOf(page, after)];
  return Math.min(
    ...old.map((channel, index) => leastSimilarity(channel, now[index] ?? new Uint8Array(), thumbnailSize)),
  );
}

describe("pictures approved once look the same", () => {
  test.each(approved.map(({ name }, index) => ({ name, index })))("$name", async ({ name, index }) => {
    const picture = await thumbnail(page, index);
    const folder = new URL("approved/", import.meta.url);
    const file = new URL(`${name}.png`, folder);
    const changed = new URL(`${name}.changed.png`, folder);
    await mkdir(folder, { recursive: true });
    const likeness = existsSync(file) ? await likenessOf(await readFile(file), picture) : 0;
    if (likeness >= alike) return rm(changed, { force: true });
    await writeFile(changed, picture);
    expect.fail(
      `${name} looks different (${likeness.toFixed(3)}): look at approved/${name}.changed.png, and rename it to ${name}.png to approve it`,
    );
  });
});
