import path from "node:path";
import type { Day } from "../domain/day.ts";
import type { Audience } from "../domain/decision.ts";
import type { CheckName } from "../domain/plausibility.ts";
import type { Config } from "./config.ts";

export const packagings = ["mp4", "hls", "both"] as const;
export type Packaging = (typeof packagings)[number];

/** Everything a command of one campaign needs to know; made once by the command line, then only read. */
export type CampaignSettings = {
  /** `YYYY-MM`, a campaign month. */
  campaign: string;
  /** The day the position is judged on. */
  asOf: Day;
  audience: Audience;
  packaging: Packaging;
  maxRejectedPercent: number;
  /** Only the first n selected employers, by employer_id. */
  limit: number | null;
  /** Of those who would be selected so many percent get no guide, to compare what they pay; 0 to 100. */
  holdoutPercent: number;
  /** Null for commands that go on from what the ledger holds. */
  extractsFolder: string | null;
  outFolder: string;
  config: Config;
  /** The current day in Italy. */
  today: Day;
  /** Plausibility checks that may fail. */
  accepted: readonly CheckName[];
  /** Guides may get other addresses than people already have. */
  changesAddresses: boolean;
};

/** Where `dossier` writes those of single employers. */
export function dossiersFolder({ outFolder }: Pick<CampaignSettings, "outFolder">): string {
  return path.join(outFolder, "dossiers");
}

/** Where everything about the campaign is written. */
export function campaignFolder({ outFolder, campaign }: Pick<CampaignSettings, "outFolder" | "campaign">): string {
  return path.join(outFolder, "campaigns", campaign);
}
