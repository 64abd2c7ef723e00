import type { CampaignMeasures } from "../../measure/measure-campaigns.ts";
import { websiteUrl } from "../../notify/messages/safe-text.ts";
import type { Config } from "../../settings/config.ts";
import { loadTemplate } from "../../support/templates.ts";
import { loadTextSections } from "../../support/text-sections.ts";
import type { Assets } from "../assets.ts";
import type { WhyNotConcerned } from "../guides/guide-finder.ts";
import { chapterTitles } from "./dashboard/chapter-titles.ts";
import { type DashboardOptions, dashboardPage } from "./dashboard/dashboard-page.ts";
import type { delegatePage } from "./delegate-page.ts";
import type { guidePage } from "./guide-page.ts";
import { cassettoId } from "./requests-on-page.ts";
import { unbroken } from "./unbroken.ts";

/** Pages that stand in place of a guide; each is a section of `templates/it/page/messages.txt`. */
export type MessageName =
  | "staff"
  | WhyNotConcerned
  | "over"
  | "unknown"
  | "nobody"
  | "nobody-delegate"
  | "another"
  | "no-rating"
  | "trouble";

/** Fills the pages. */
export type Pages = {
  guide(page: ReturnType<typeof guidePage>): string;
  delegate(page: ReturnType<typeof delegatePage>): string;
  /** `back` is the address of the guide, when the page stands in place of what was done on it. */
  message(name: MessageName, config: Config, back?: string): string;
  dashboard(campaigns: readonly CampaignMeasures[], options: DashboardOptions): string;
};

/** Loads the templates of `templates/it/page`. Throws a `PipelineError` when one is missing or is none. */
export function loadPages(assets: Assets, basePath: string): Pages {
  const [guide, message] = [loadTemplate("it/page/guide.html.hbs"), loadTemplate("it/page/message.html.hbs")];
  const delegate = loadTemplate("it/page/delegate.html.hbs");
  const dashboard = loadTemplate("it/dashboard/dashboard.html.hbs");
  const texts = loadTextSections("it/page/messages.txt");
  const chapters = chapterTitles();
  const { styles, dashboardStyles, script, hlsScript } = Object.fromEntries(
    (["styles", "dashboardStyles", "script", "hlsScript"] as const).map((name) => [
      name,
      basePath + assets[name].address,
    ]),
  );
  return {
    guide: (page) =>
      guide({
        ...page,
        ...{ styles, script, hlsScript },
        ratings: page.ratings.map((rating) => ({ ...rating, stars: Array.from({ length: rating.value }) })),
        transcript: page.transcript.map(({ title, scenes }) => ({
          title,
          scenes: scenes.map((scene) => ({ ...scene, hasShown: scene.shown.length > 0 })),
        })),
      }),
    delegate: (page) => delegate({ ...page, styles }),
    dashboard: (campaigns, options) =>
      dashboard({
        ...dashboardPage(campaigns, { ...options, chapterTitles: chapters }),
        ...{ sheets: [styles, dashboardStyles], css: "" },
      }),
    message: (name, config, back) => {
      const { sender, help } = config;
      const text = texts(name);
      const [toSite] = text.all("action");
      const [toGuide] = back === undefined ? [] : text.all("back");
      const label = toGuide ?? toSite;
      return message({
        styles,
        ...{ senderName: sender.name, website: sender.website, title: text.one("title"), texts: text.all("text") },
        action: label === undefined ? null : { label, url: back ?? addressOfAction(name, config) },
        help: texts("help", {
          contactCenter: unbroken(help.contactCenter),
          contactCenterFromMobile: unbroken(help.contactCenterFromMobile),
        }).one("text"),
      });
    },
  };
}

/** The service to which somebody goes from a page that stands in place of a guide; without one, to the website. */
const serviceOfAction: Partial<Record<MessageName, string>> = {
  paid: "estratto-conto",
  outdated: "estratto-conto",
  "in-review": cassettoId,
};

function addressOfAction(name: MessageName, { sender, services }: Config): string {
  const service = services.find(({ id }) => id === serviceOfAction[name]);
  return service?.url ?? websiteUrl(sender.website);
}
