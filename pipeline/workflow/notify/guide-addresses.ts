import { existsSync } from "node:fs";
import path from "node:path";
import type { Notification } from "../../domain/notification.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { campaignRecord } from "../../ledger/queries/campaigns.ts";
import { guideToken, guideUrl } from "../../notify/guide-token.ts";
import { channelFileName } from "../../notify/manifests/manifest-files.ts";
import { type CampaignSettings, campaignFolder } from "../../settings/campaign-settings.ts";
import { sha256Hex } from "../../support/hash.ts";
import { readLines } from "../../support/read-lines.ts";
import type { RunTools } from "../run-tools.ts";
import { addressesChange, guideTokenKey } from "./token-key.ts";

/** What the addresses of a campaign's guides are made with. */
export type GuideAddresses = {
  tokenKey: Uint8Array;
  /** Hash of base URL and a token of the key: equal names give equal addresses. */
  name: string;
  urlOf(employerId: string): string;
};

/**
 * What guides are addressed with. Throws a `PipelineError` (exit 2) when people already have other addresses than these
 * would be, unless the settings allow it: `--config` is easily forgotten, and links already sent cannot be corrected.
 */
export async function guideAddresses(
  ledger: Ledger,
  settings: CampaignSettings,
  { warn }: Pick<RunTools, "warn">,
): Promise<GuideAddresses> {
  const { campaign, config } = settings;
  const tokenKey = await guideTokenKey(ledger, settings);
  const urlOf = (employerId: string) => guideUrl(config.baseUrl, guideToken(tokenKey, campaign, employerId));
  const name = sha256Hex(JSON.stringify([config.baseUrl, guideToken(tokenKey, campaign, "")]));
  const addresses = { tokenKey, name, urlOf };
  if (await areKnown(ledger, settings, addresses)) return addresses;
  if (!settings.changesAddresses) throw addressesChange(campaign);
  warn("Guides get other addresses than people already have: the links that they were sent stop working");
  return addresses;
}

/** True unless somebody was told another address. */
async function areKnown(ledger: Ledger, settings: CampaignSettings, addresses: GuideAddresses): Promise<boolean> {
  const recorded = (await campaignRecord(ledger, settings.campaign))?.addresses ?? null;
  if (recorded !== null) return recorded === addresses.name;
  const told = await firstNotification(path.join(campaignFolder(settings), "manifests", channelFileName("myinps")));
  return told === null || told.guide_url === addresses.urlOf(told.employer_id);
}

/** The first line of a manifest that can be read; all addresses of a campaign are made with the same key. */
async function firstNotification(file: string): Promise<Notification | null> {
  if (!existsSync(file)) return null;
  for await (const line of readLines(file)) {
    try {
      return JSON.parse(line) as Notification;
    } catch {
      // Damaged lines are reported when manifests are compared.
    }
  }
  return null;
}
