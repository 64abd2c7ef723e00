import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { greyCampaign } from "../cli/commands/grey-campaign.ts";
import { launchChromium } from "../support/chromium.ts";
import { type Served, serveFolder, toldAddresses } from "./served.ts";

/** Employers of the fixtures whose pages are looked at: one worker, seven, the longest name, paid since. */
export const people = {
  maria: "FRRMRA61C54H501J",
  seven: "BLLNMR66L70L219E",
  longest: "CQVMSM72B29D969E",
  paid: "LTRRCC55M16A662D",
} as const;

/** A campaign of grey videos with its pages served, and a browser to open them with. */
export type OpenedPages = {
  out: string;
  served: Served;
  /** The same pages behind a portal that says who is signed in. */
  asked: Served;
  addressOf(employerId: string): string;
  newContext(options: BrowserContextOptions): Promise<BrowserContext>;
  /** Opens the page of a guide as soon as its video can be moved; what the browser complains of fails the test. */
  open(employerId: string, options?: BrowserContextOptions): Promise<Page>;
  closeContexts(): Promise<void>;
  close(): Promise<void>;
};

/** A telephone. */
const viewport = { width: 390, height: 844 };

export async function openPages(packaging: "both" | "hls" = "both"): Promise<OpenedPages> {
  const out = mkdtempSync(path.join(tmpdir(), "page-in-browser-"));
  const campaign = greyCampaign(out, { package: packaging });
  await campaign.plan();
  await campaign.render();
  await campaign.notify();
  const told = toldAddresses(out);
  await campaign.pay(people.paid, 5_000);
  await campaign.notify();
  const [served, asked] = [await serveFolder(out), await serveFolder(out, "X-Fiscal-Code")];
  const browser: Browser = await launchChromium(["--autoplay-policy=no-user-gesture-required"]);
  const contexts: BrowserContext[] = [];
  const addressOf = (employerId: string) => told.get(employerId) ?? "";
  const newContext = async (options: BrowserContextOptions) => {
    const context = await browser.newContext({ viewport, ...options });
    contexts.push(context);
    return context;
  };
  return {
    ...{ out, served, asked, addressOf, newContext },
    open: async (employerId, options = {}) => {
      const page = await (await newContext(options)).newPage();
      page.on("pageerror", (error) => expect.unreachable(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") expect.unreachable(message.text());
      });
      await page.goto(`${served.url}${addressOf(employerId)}`);
      if (options.javaScriptEnabled !== false)
        await page.waitForFunction(() => (document.querySelector("video")?.readyState ?? 0) >= 1);
      return page;
    },
    closeContexts: async () => {
      for (const context of contexts.splice(0)) await context.close();
    },
    close: async () => {
      await browser.close();
      await asked.stop();
      await served.stop();
      rmSync(out, { recursive: true, force: true });
    },
  };
}
