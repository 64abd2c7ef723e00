import { addMonths, type Day } from "../../domain/day.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import type { StoryboardContext } from "../../storyboard/context.ts";
import { loadTextSections } from "../../support/text-sections.ts";

/** Months for which a guide can be watched (INPS, messaggio 2247/2026, point 1). */
const monthsAvailable = 6;

/** Last day on which the guides of a campaign can be watched. */
export function availableUntil({ asOf }: Pick<CampaignSettings, "asOf">): Day {
  return addMonths(asOf, monthsAvailable);
}

/** What the guides of a campaign have in common, with the Italian texts. */
export function storyboardContextOf(settings: CampaignSettings): StoryboardContext {
  const { sender, services, latePayment } = settings.config;
  return {
    asOf: settings.asOf,
    availableUntil: availableUntil(settings),
    sender,
    services,
    latePayment,
    texts: loadTextSections("it/storyboard.txt"),
  };
}
