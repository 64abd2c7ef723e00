import { day } from "../../pipeline/domain/day.ts";
import { checkNames } from "../../pipeline/domain/plausibility.ts";
import type { CampaignSettings } from "../../pipeline/settings/campaign-settings.ts";
import { readConfig } from "../../pipeline/settings/config.ts";

/** The campaign of May 2026 with the office's defaults; any number of rejected rows is allowed, and every check may fail. */
export function settingsFor(
  extractsFolder: string,
  outFolder: string,
  changes: Partial<CampaignSettings> = {},
): CampaignSettings {
  return {
    campaign: "2026-05",
    asOf: day("2026-05-31"),
    audience: "all",
    packaging: "mp4",
    maxRejectedPercent: 100,
    limit: null,
    holdoutPercent: 0,
    extractsFolder,
    outFolder,
    config: readConfig(null),
    today: day("2026-11-24"),
    accepted: checkNames,
    changesAddresses: false,
    ...changes,
  };
}
