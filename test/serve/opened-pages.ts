import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { day } from "../../pipeline/domain/day.ts";
import type { Notification } from "../../pipeline/domain/notification.ts";
import { greyCampaign } from "../cli/commands/grey-campaign.ts";
import { launchChromium } from "../support/chromium.ts";
import { askAfterwards, asking, extractsWithRequests } from "./extracts-with-requests.ts";
import { type Served, serveFolder, toldAddresses } from "./served.ts";
import { mostOnOnePage } from "./worst-guide.ts";

/** Employers of the fixtures whose pages are looked at. */
export const people = {
  /** One worker, one quarter. */
  maria: "FRRMRA61C54H501J",
  /** Seven workers. */
  seven: "BLLNMR66L70L219E",
  longest: "CQVMSM72B29D969E",
  partial: "SRTNCL83E06D612M",
  rates: "RSTNSI50H41G4TUB",
  withoutVideo: "ZNCRNG41A59L736L",
  /** Has paid everything since. */
  paid: "LTRRCC55M16A662D",
  /** Has paid a part since. */
  outdated: "TRNGPP58S23G273M",
  /** What the institute knows of them besides: see there. */
  ...asking,
} as const;

/** A campaign of grey videos with its pages served, and a browser to open them with. */
export type OpenedPages = {
  out: string;
  served: Served;
  /** The same pages behind a portal that says who is signed in. */
  asked: Served;
  /** The same pages when their six months are over. */
  late: Served;
  /** The same pages when nothing that happens on them can be kept. */
  broken: Served;
  addressOf(employerId: string): string;
  newContext(options: BrowserContextOptions): Promise<BrowserContext>;
  /** Opens the page of a guide as soon as its video can be moved; what the browser complains of fails the test. */
  open(employerId: string, options?: BrowserContextOptions): Promise<Page>;
  closeContexts(): Promise<void>;
  close(): Promise<void>;
};

/** A telephone. */
const viewport = { width: 390, height: 844 };

/** Opens the pages before the tests of a file or block, and closes after each test what it opened in the browser. */
export function openedPages(packaging: "both" | "hls" = "both"): OpenedPages {
  const pages = {} as OpenedPages;
  beforeAll(async () => {
    Object.assign(pages, await openPages(packaging));
  }, 120_000);
  afterEach(() => pages.closeContexts());
  afterAll(async () => {
    await pages.close?.();
    expect(pages.served?.failures).toEqual([]);
  });
  return pages;
}

/** Makes the campaign, and starts its servers and a browser. */
async function openPages(packaging: "both" | "hls" = "both"): Promise<OpenedPages> {
  const out = mkdtempSync(path.join(tmpdir(), "page-in-browser-"));
  const told = await makeCampaign(out, packaging);
  const servers = await serveInAllStates(out);
  const browser: Browser = await launchChromium(["--autoplay-policy=no-user-gesture-required"]);
  const contexts: BrowserContext[] = [];
  const addressOf = (employerId: string) => told.get(employerId) ?? "";
  const newContext = async (options: BrowserContextOptions) => {
    const context = await browser.newContext({ viewport, ...options });
    contexts.push(context);
    return context;
  };
  return {
    ...{ out, ...servers, addressOf, newContext },
    open: async (employerId, options = {}) => {
      const page = await (await newContext(options)).newPage();
      failOnComplaints(page);
      await page.goto(`${servers.served.url}${addressOf(employerId)}`);
      if (options.javaScriptEnabled !== false) await waitForVideo(page);
      return page;
    },
    closeContexts: async () => {
      for (const context of contexts.splice(0)) await context.close();
    },
    close: async () => {
      await browser.close();
      for (const server of Object.values(servers)) await server.stop();
      rmSync(out, { recursive: true, force: true });
    },
  };
}

/**
 * Tells everybody of their guide; then two have paid something, one has asked something, one video is lost, and one guide
 * is about as much as any. Returns addresses by employer.
 */
async function makeCampaign(out: string, packaging: "both" | "hls"): Promise<Map<string, string>> {
  const input = extractsWithRequests(path.join(out, "input"));
  const campaign = greyCampaign(out, { package: packaging, ...input });
  const run = async () => {
    await campaign.plan();
    await campaign.render();
    await campaign.notify();
  };
  await run();
  const told = toldAddresses(out);
  askAfterwards(input.extracts);
  await run();
  await campaign.pay(people.paid, 5_000);
  await campaign.pay(people.outdated, 1);
  await campaign.notify();
  // Not before: who has no video is not told.
  removeVideo(out, people.withoutVideo);
  await campaign.withLedger(async ({ knex }) => {
    const guides = knex("guides").where({ employer_id: people.two });
    const [{ employer }] = await guides.clone().select("employer");
    await guides.update({ employer: JSON.stringify(mostOnOnePage(JSON.parse(employer))) });
  });
  return told;
}

function removeVideo(out: string, employerId: string): void {
  const folder = path.join(out, "campaigns", "2026-05");
  const lines = readFileSync(path.join(folder, "manifests", "myinps.ndjson"), "utf8")
    .trim()
    .split("\n");
  const told = lines.map((line) => JSON.parse(line) as Notification);
  const video = told.find(({ employer_id }) => employer_id === employerId)?.video_id;
  for (const ending of ["mp4", "m3u8"]) rmSync(path.join(folder, "videos", `${video}.${ending}`), { force: true });
}

async function serveInAllStates(out: string): Promise<Pick<OpenedPages, "served" | "asked" | "late" | "broken">> {
  const served = await serveFolder(out);
  const asked = await serveFolder(out, { identityHeader: "X-Fiscal-Code" });
  const late = await serveFolder(out);
  late.clock.today = day("2027-01-01");
  const broken = await serveFolder(out);
  await broken.events.close();
  return { served, asked, late, broken };
}

function failOnComplaints(page: Page): void {
  page.on("pageerror", (error) => expect.unreachable(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") expect.unreachable(message.text());
  });
}

/** Resolves when the length of the video is known. */
export async function waitForVideo(page: Page): Promise<void> {
  await page.waitForFunction(() => (document.querySelector("video")?.readyState ?? 0) >= 1);
}

/** Moves the video and resolves when it is there. */
export async function seek(page: Page, seconds: number): Promise<void> {
  await page.evaluate(async (to) => {
    const video = document.querySelector("video") as HTMLVideoElement;
    const seeked = new Promise((resolve) => video.addEventListener("seeked", resolve, { once: true }));
    video.currentTime = to;
    await seeked;
  }, seconds);
}

/** Plays the end of the video. */
export async function playToEnd(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const video = document.querySelector("video") as HTMLVideoElement;
    const ended = new Promise((resolve) => video.addEventListener("ended", resolve, { once: true }));
    video.currentTime = video.duration - 0.5;
    await video.play();
    await ended;
  });
}

/** Seconds at which a chapter begins, as the page says. */
export async function chapterStart(page: Page, number: number): Promise<number> {
  return Number(await page.locator(`a[data-chapter="${number}"]`).getAttribute("data-seconds"));
}
