import type { Hono } from "hono";
import type { Day } from "../domain/day.ts";
import type { NotifyContext } from "../notify/messages/message-context.ts";
import { loadMessageTemplates } from "../notify/messages/message-templates.ts";
import { keptConfig } from "../settings/config.ts";
import { packagedVideoFinder } from "./packaged-video.ts";
import { guidePage } from "./pages/guide-page.ts";
import type { ServeKit } from "./serve-kit.ts";

/** The page of a guide, or the one for whom it does not concern any more. */
export function addPageRoute(app: Hono, { settings, tools, pages, message, withGuide, personOf }: ServeKit): void {
  const contextFor = memoisedContexts();
  const videoOf = packagedVideoFinder(settings.outFolder, settings.now);
  app.get(
    "/guide/:token",
    withGuide(
      async (context, { owner, guide }) => {
        // Before anything is waited for: a plan that is made anew meanwhile takes its scenes with it.
        const scenes = guide.scenes();
        // The page is there without the stars that somebody gave when they cannot be read.
        const rating = await tools.events.lastRating(owner.campaign, personOf(owner)).catch((error) => {
          tools.onFailure(error);
          return null;
        });
        const page = guidePage(guide, scenes, {
          address: `/guide/${context.req.param("token")}`,
          context: contextFor(owner.campaign, guide.settings, guide.asOf),
          video: await videoOf(owner.campaign, guide.videoId),
          rating,
          hasJustRated: rating !== null && context.req.query("grazie") !== undefined,
        });
        return context.html(pages.guide(page));
      },
      (context, { isPaid, settings: kept }) => message(context, isPaid ? "paid" : "outdated", 200, keptConfig(kept)),
    ),
  );
}

/** What is said to all employers of a campaign is filled once, not for each visit. */
function memoisedContexts(): (campaign: string, settings: string, asOf: Day) => NotifyContext {
  const templates = loadMessageTemplates();
  const known = new Map<string, NotifyContext>();
  return (campaign, settings, asOf) => {
    const key = `${campaign} ${asOf} ${settings}`;
    const context = known.get(key) ?? { campaign, asOf, config: keptConfig(settings), templates };
    known.set(key, context);
    return context;
  };
}
