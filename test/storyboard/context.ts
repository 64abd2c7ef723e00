import { fileURLToPath } from "node:url";
import { day } from "../../pipeline/domain/day.ts";
import { readConfig } from "../../pipeline/settings/config.ts";
import type { StoryboardContext } from "../../pipeline/storyboard/context.ts";
import { loadTextSections } from "../../pipeline/support/text-sections.ts";

const ofProfiles = new URL("../../fixtures/profile-services.json", import.meta.url);

/** Services of which some are for categories of people. */
export const servicesOfProfiles = readConfig(fileURLToPath(ofProfiles)).services;

/** The campaign 2026-05 with the settings as they are delivered. */
export function campaignOfMay(changes: Partial<StoryboardContext> = {}): StoryboardContext {
  const { accountStatement, calendar, help, latePayment, notices, sender, services } = readConfig(null);
  return {
    asOf: day("2026-05-31"),
    availableUntil: day("2026-11-30"),
    ...{ accountStatement, calendar, help, latePayment, notices, sender, services },
    texts: loadTextSections("it/storyboard.txt"),
    ...changes,
  };
}
