import { campaignInWords, dateAndTime } from "../../../domain/italian.ts";
import type { CampaignMeasures } from "../../../measure/measure-campaigns.ts";
import type { Config } from "../../../settings/config.ts";
import type { CampaignReading } from "./campaign-reading.ts";
import { readCampaign } from "./campaign-reading.ts";
import { keyFigures, keyFiguresOf } from "./key-figures.ts";
import { nextStepsOf } from "./next-steps.ts";
import { deliverySection } from "./sections/delivery-section.ts";
import { likingSection } from "./sections/liking-section.ts";
import { outcomeSection } from "./sections/outcome-section.ts";
import { processSection } from "./sections/process-section.ts";
import { useSection } from "./sections/use-section.ts";
import { watchingSection } from "./sections/watching-section.ts";

export type DashboardOptions = {
  /** Null: the latest. */
  campaign: string | null;
  addressOf: (campaign: string) => string;
  config: Config;
  /** When the measures were counted, where that is known. */
  countedAt?: Date;
};

/** From what happened to people to how it was made: a director stops reading before the last. */
const sections = [deliverySection, watchingSection, useSection, likingSection, outcomeSection, processSection];

/** Comments that are seen at once. */
const commentsAtOnce = 8;

/** Everything that the dashboard's template shows: one campaign beside the one before, and all campaigns in a table. */
export function dashboardPage(
  campaigns: readonly CampaignMeasures[],
  { campaign, addressOf, config, chapterTitles, countedAt }: DashboardOptions & { chapterTitles: readonly string[] },
) {
  const index = campaign === null ? 0 : campaigns.findIndex((one) => one.campaign === campaign);
  const readings = campaigns.map((one) => readCampaign(one, { services: config.services, chapterTitles }));
  const [chosen, before = null] = [readings[index], readings[index + 1]];
  const isPurged = campaigns[index]?.isPurged ?? false;
  return {
    ...{ senderName: config.sender.name, website: config.sender.website, fewest: chosen?.fewest },
    title: chosen ? `Campagna di ${campaignInWords(chosen.campaign)}` : "Non c’è ancora una campagna",
    countedAt: countedAt ? dateAndTime(countedAt) : "",
    before: before && chosen ? campaignInWords(before.campaign) : "",
    isPurged,
    figures: chosen ? keyFiguresOf(chosen, before) : [],
    nextSteps: chosen && !isPurged ? nextStepsOf(chosen) : [],
    sections: chosen ? shownSections(chosen) : [],
    labels: keyFigures.map(({ label }) => label),
    campaigns: readings.map((one) => ({
      name: campaignInWords(one.campaign),
      address: addressOf(one.campaign),
      isChosen: one === chosen,
      values: keyFigures.map(({ label, measure }) => ({ label, value: one.cell(measure).text })),
    })),
  };
}

function shownSections(chosen: CampaignReading) {
  return sections
    .map((section) => section(chosen))
    .filter(({ figures, comments }) => figures.length > 0 || comments.length > 0)
    .map(({ comments, ...section }) => ({
      ...section,
      comments: comments.slice(0, commentsAtOnce),
      moreComments: comments.slice(commentsAtOnce),
    }));
}
