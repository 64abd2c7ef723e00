import type { Config } from "../../settings/config.ts";
import { loadTemplate } from "../../support/templates.ts";
import { loadTextSections } from "../../support/text-sections.ts";
import type { Assets } from "../assets.ts";
import type { guidePage } from "./guide-page.ts";

/** Pages that stand in place of a guide; each is a section of `templates/it/page/messages.txt`. */
export type MessageName = "paid" | "outdated" | "over" | "unknown" | "nobody" | "another" | "no-rating" | "trouble";

/** Fills the pages. */
export type Pages = {
  guide(page: ReturnType<typeof guidePage>): string;
  message(name: MessageName, config: Config): string;
};

/** Loads the templates of `templates/it/page`. Throws a `PipelineError` when one is missing or is none. */
export function loadPages(assets: Assets): Pages {
  const [guide, message] = [loadTemplate("it/page/guide.html.hbs"), loadTemplate("it/page/message.html.hbs")];
  const texts = loadTextSections("it/page/messages.txt");
  return {
    guide: (page) =>
      guide({
        ...page,
        ...{ styles: assets.styles.address, script: assets.script.address, hlsScript: assets.hlsScript.address },
        ratings: page.ratings.map((rating) => ({ ...rating, stars: Array.from({ length: rating.value }) })),
        transcript: page.transcript.map(({ title, scenes }) => ({
          title,
          scenes: scenes.map((scene) => ({ ...scene, hasShown: scene.shown.length > 0 })),
        })),
      }),
    message: (name, { sender, services, help }) => {
      const text = texts(name);
      const statement = services.find(({ id }) => id === "estratto-conto");
      return message({
        styles: assets.styles.address,
        ...{ senderName: sender.name, website: sender.website, title: text.one("title"), texts: text.all("text") },
        service:
          (name === "paid" || name === "outdated") && statement ? { label: statement.label, url: statement.url } : null,
        help: texts("help", {
          contactCenter: help.contactCenter,
          contactCenterFromMobile: help.contactCenterFromMobile,
        }).one("text"),
      });
    },
  };
}
