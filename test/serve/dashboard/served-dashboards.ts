import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { buildAssets } from "../../../pipeline/serve/assets.ts";
import { securityHeaders } from "../../../pipeline/serve/http/security-headers.ts";
import { loadPages } from "../../../pipeline/serve/pages/render-pages.ts";
import { readConfig } from "../../../pipeline/settings/config.ts";
import { launchChromium } from "../../support/chromium.ts";
import { dashboardCampaigns } from "./dashboard-campaigns.ts";

/** Names of the invented campaigns, each with a dashboard. */
export type DashboardName = keyof typeof dashboardCampaigns;
export const dashboardNames = Object.keys(dashboardCampaigns) as DashboardName[];

/** Opens the dashboards of invented campaigns as they are served, under the same policy; what a browser complains of fails the test. */
export type ServedDashboards = { open(name: DashboardName, options?: BrowserContextOptions): Promise<Page> };

export function servedDashboards(): ServedDashboards {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serveDashboards>>;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    [browser, server] = [await launchChromium(), await serveDashboards()];
  }, 60_000);
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });
  return {
    open: async (name, options = {}) => {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...options });
      contexts.push(context);
      const page = await context.newPage();
      page.on("console", (message) => {
        if (message.type() === "error") expect.unreachable(message.text());
      });
      const { port } = server.address() as AddressInfo;
      await page.goto(`http://127.0.0.1:${port}/dashboard/${name}`);
      await page.evaluate(() => document.fonts.ready);
      return page;
    },
  };
}

async function serveDashboards() {
  const assets = await buildAssets();
  const pages = loadPages(assets, "");
  const headers = securityHeaders("http://127.0.0.1", []);
  const countedAt = new Date("2026-11-26T08:00:00Z");
  const server = createServer((request, response) => {
    const asset = assets.byAddress.get(request.url ?? "");
    if (asset) return response.writeHead(200, { ...headers, "Content-Type": asset.type }).end(asset.content);
    const campaigns = dashboardCampaigns[request.url?.split("/").at(-1) as DashboardName];
    if (!campaigns) return response.writeHead(404).end();
    const options = {
      campaign: null,
      addressOf: (one: string) => `/dashboard/${one}`,
      config: readConfig(null),
      countedAt,
    };
    response.writeHead(200, { ...headers, "Content-Type": "text/html; charset=utf-8" });
    return response.end(pages.dashboard(campaigns, options));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
