import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { type GreyCampaign, greyCampaign, toldGreyCampaign } from "../cli/commands/grey-campaign.ts";
import { type Served, serveFolder, toldAddresses } from "./served.ts";

/** A campaign of grey videos that everybody was told of, and a server over it that is new for each test. */
export type ServedCampaign = {
  out: string;
  campaign: GreyCampaign;
  served: Served;
  /** Addresses of guides by employer. */
  told: Map<string, string>;
  addressOf(employerId: string): string;
};

/** Makes the campaign before the tests of a file, and after each of them expects the server to have met no trouble. */
export function servedCampaign(options: Parameters<typeof greyCampaign>[1] = {}): ServedCampaign {
  const out = mkdtempSync(path.join(tmpdir(), "served-campaign-"));
  const campaign = greyCampaign(out, options);
  const used = { out, campaign, told: new Map<string, string>() } as ServedCampaign;
  used.addressOf = (employerId) => used.told.get(employerId) ?? "";
  beforeAll(async () => {
    await toldGreyCampaign(out, options);
    used.told = toldAddresses(out);
  }, 120_000);
  afterAll(() => rmSync(out, { recursive: true, force: true }));
  beforeEach(async () => {
    used.served = await serveFolder(out);
  });
  afterEach(async () => {
    await used.served.stop();
    expect(used.served.failures).toEqual([]);
  });
  return used;
}

/** What a page sends of what was done on it. */
export const json = (events: unknown): RequestInit => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: typeof events === "string" ? events : JSON.stringify(events),
});

export const form = (fields: Record<string, string>): RequestInit => ({
  method: "POST",
  body: new URLSearchParams(fields),
});

export const uuid = (number: number) => `10000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
