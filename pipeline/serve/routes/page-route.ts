import type { Hono } from "hono";
import type { NotifyContext } from "../../notify/messages/message-context.ts";
import { loadMessageTemplates } from "../../notify/messages/message-templates.ts";
import type { Config } from "../../settings/config.ts";
import { within } from "../../support/within.ts";
import type { WatchableGuide } from "../guides/guide-finder.ts";
import { packagedVideoFinder } from "../guides/packaged-video.ts";
import { guidePage } from "../pages/guide-page.ts";
import { eventsPatience, type ServeKit } from "../serve-kit.ts";

/** The page of a guide, or the one for whom it does not concern any more. */
export function addPageRoute(
  app: Hono,
  { settings, tools, pages, texts, basePath, relationshipReference, message, withGuide, personOf }: ServeKit,
): void {
  const contextFor = memoisedContexts();
  const videoOf = packagedVideoFinder(settings.outFolder);
  app.get(
    "/guide/:token",
    withGuide(
      async (context, { owner, actor, guide }) => {
        // Before anything is waited for: a plan that is made anew meanwhile takes its scenes with it.
        const scenes = guide.scenes();
        // The page is there without the stars that somebody gave when they cannot be read.
        const read = tools.events.lastRating(owner.campaign, personOf(owner), actor ?? "employer").catch((error) => {
          tools.onFailure(error);
          return null;
        });
        const rating = (await within(eventsPatience, read)) ?? null;
        const address = `${basePath}/guide/${context.req.param("token")}`;
        const page = guidePage(guide, scenes, {
          ...{ address, texts },
          requestLink: ({ category, relationshipId }) =>
            `${address}/request/${category}/${relationshipReference(owner, relationshipId)}`,
          context: contextFor(owner.campaign, guide),
          video: await videoOf(owner.campaign, guide.videoId),
          rating,
          hasJustRated: rating !== null && context.req.query("grazie") !== undefined,
        });
        return context.html(pages.guide(page));
      },
      (context, { why, config }) => message(context, why, 200, { config }),
    ),
  );
}

/** What is said to all employers of a campaign is filled once, not for each visit. */
function memoisedContexts() {
  const templates = loadMessageTemplates();
  const known = new WeakMap<Config, NotifyContext>();
  return (campaign: string, { config, asOf }: Pick<WatchableGuide, "config" | "asOf">): NotifyContext => {
    const context = known.get(config) ?? { campaign, asOf, config, templates };
    known.set(config, context);
    return context;
  };
}
