import { campaignInWords } from "../../domain/italian.ts";
import type { CampaignMeasures } from "../../measure/measure-campaigns.ts";
import type { Config } from "../../settings/config.ts";
import { dashboardSections } from "./dashboard-sections.ts";
import { shownValue } from "./shown-value.ts";

const figures = [
  { label: "Destinatari", says: "datori di lavoro a cui spetta una guida", measure: "selected" },
  { label: "Erogate", says: "guide pronte, con almeno un avviso", measure: "available" },
  { label: "Fruite", says: "guide di cui è stato avviato il video", measure: "played" },
  { label: "Interazioni", says: "servizi aperti dalle guide", measure: "interactions" },
  { label: "Gradimento", says: "media delle valutazioni, da 1 a 5", measure: "rating_mean" },
];

/** Everything that the dashboard's template shows: one campaign beside the one before, and all campaigns in a table. */
export function dashboardPage(
  campaigns: readonly CampaignMeasures[],
  { campaign, addressOf, config }: { campaign: string | null; addressOf: (campaign: string) => string; config: Config },
) {
  const index = campaign === null ? 0 : campaigns.findIndex((one) => one.campaign === campaign);
  const [chosen, before] = [campaigns[index], campaigns[index + 1]];
  return {
    senderName: config.sender.name,
    website: config.sender.website,
    title: chosen ? `Campagna di ${campaignInWords(chosen.campaign)}` : "Non c’è ancora una campagna",
    figures: chosen
      ? figures.map(({ label, says, measure }) => ({
          ...{ label, says, value: shown(chosen, measure) },
          before: before ? `${campaignInWords(before.campaign)}: ${shown(before, measure)}` : "",
        }))
      : [],
    sections: chosen ? dashboardSections(chosen, config.services) : [],
    labels: figures.map(({ label }) => label),
    campaigns: campaigns.map((one) => ({
      name: campaignInWords(one.campaign),
      address: addressOf(one.campaign),
      isChosen: one === chosen,
      values: figures.map(({ label, measure }) => ({ label, value: shown(one, measure) })),
    })),
  };
}

function shown({ measures }: CampaignMeasures, name: string): string {
  return shownValue(measures.find(({ measure }) => measure === name));
}
