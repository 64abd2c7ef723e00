import { availableUntil } from "../../domain/retention.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import type { StoryboardContext } from "../../storyboard/context.ts";
import { loadTextSections } from "../../support/text-sections.ts";

/** What the guides of a campaign have in common, with the Italian texts. */
export function storyboardContextOf(settings: CampaignSettings): StoryboardContext {
  const { sender, services, latePayment } = settings.config;
  return {
    asOf: settings.asOf,
    availableUntil: availableUntil(settings.asOf),
    sender,
    services,
    latePayment,
    texts: loadTextSections("it/storyboard.txt"),
  };
}
