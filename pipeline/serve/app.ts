import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Day } from "../domain/day.ts";
import type { GuideOwner } from "../ledger/bulk/guide-tokens.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import { segmentsFolder } from "../media/hls.ts";
import type { NotifyContext } from "../notify/messages/message-context.ts";
import { loadMessageTemplates } from "../notify/messages/message-templates.ts";
import { type Config, keptConfig } from "../settings/config.ts";
import type { Assets } from "./assets.ts";
import { longestComment, type PageEvent, pageEvents } from "./events/event-schema.ts";
import type { EventStore } from "./events/event-store.ts";
import { pseudonym } from "./events/pseudonym.ts";
import { filmFinder, videoFolder } from "./film.ts";
import { type FoundGuide, guideFinder, type WatchableGuide } from "./guide-finder.ts";
import { mayWatch, visitorFrom } from "./identity.ts";
import { guidePage } from "./pages/guide-page.ts";
import { loadPages, type MessageName } from "./pages/render-pages.ts";
import { openPosters } from "./poster.ts";
import { rateLimit } from "./rate-limit.ts";
import { securityHeaders } from "./security-headers.ts";
import { sendFile } from "./send-file.ts";

export type ServeSettings = {
  outFolder: string;
  /** For pages that belong to no campaign. */
  config: Config;
  tokenKey: Uint8Array;
  /** Set by the portal once it has authenticated somebody; null: nobody is asked who they are. */
  identityHeader: string | null;
  today: () => Day;
  now: () => Date;
};

export type ServeTools = { ledger: Ledger; events: EventStore; assets: Assets; onFailure: (error: unknown) => void };

const personal = "private, no-store";
const shared = "public, max-age=31536000, immutable";

/** Events a minute for one guide; contract, section 5. */
const eventsPerMinute = 120;
const largestEvents = 16 * 1024;
/** A rating with a comment of the longest kind, percent-encoded. */
const largestForm = 16 * 1024;

type Watchable = Extract<FoundGuide, { state: "watchable" }>;

/** Every address of contract, section 5. */
export function buildApp(settings: ServeSettings, tools: ServeTools): Hono {
  const { ledger, events, assets } = tools;
  const pages = loadPages(assets);
  const findGuide = guideFinder(ledger);
  const filmOf = filmFinder(settings.outFolder, settings.now);
  const headers = securityHeaders(settings.config.baseUrl, settings.config.serve.frameAncestors);
  const isWithinLimit = rateLimit(eventsPerMinute, () => settings.now().getTime());
  const contexts = memoisedContexts();
  const app = new Hono();

  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
  });

  const message = (
    context: Context,
    name: MessageName,
    status: 200 | 401 | 403 | 404 | 410 | 500 | 503,
    config = settings.config,
  ) => {
    context.header("Cache-Control", personal);
    return context.html(pages.message(name, config), status);
  };

  app.onError((error, context) => {
    tools.onFailure(error);
    return message(context, "trouble", isFullDisk(error) ? 503 : 500);
  });
  app.notFound((context) => message(context, "unknown", 404));

  app.get("/healthz", (context) => context.text("ok"));

  app.get("/assets/*", (context) => {
    const asset = assets.byAddress.get(context.req.path);
    if (!asset) return context.notFound();
    return context.body(asset.content as Uint8Array<ArrayBuffer>, 200, {
      "Content-Type": asset.type,
      "Cache-Control": shared,
    });
  });

  app.get(`/${segmentsFolder}/:campaign/:name`, async (context) => {
    const { campaign, name } = context.req.param();
    if (!/^\d{4}-\d{2}$/.test(campaign) || !/^(?:init-[0-9a-f]{8}\.mp4|[0-9a-f]{32}\.m4s)$/.test(name))
      return context.notFound();
    const file = path.join(videoFolder(settings.outFolder, campaign), segmentsFolder, name);
    return (await sendFile(context.req.raw, file, { type: "video/mp4", cacheControl: shared })) ?? context.notFound();
  });

  /** Answers for a guide that the visitor may watch; anybody else, and what cannot be watched, gets a page of its own. */
  const withGuide =
    (answer: (context: Context, found: Watchable) => Response | Promise<Response>) => async (context: Context) => {
      context.header("Cache-Control", personal);
      const header = settings.identityHeader;
      const visitor = visitorFrom(header, header === null ? undefined : context.req.header(header));
      if (visitor.kind === "nobody") return message(context, "nobody", 401);
      const today = settings.today();
      const found = await findGuide(context.req.param("token") ?? "", today);
      if (found.state === "unknown") return message(context, "unknown", 404);
      if (found.owner !== null && !(await mayWatch(ledger, visitor, found.owner.employerId, today)))
        return message(context, "another", 403);
      if (found.state === "over") return message(context, "over", 410);
      if (found.state === "not-concerned") {
        const isPage = context.req.path.split("/").length === 3;
        return message(context, isPage ? "not-concerned" : "unknown", isPage ? 200 : 404, keptConfig(found.settings));
      }
      return answer(context, found);
    };

  const keep = (owner: GuideOwner, happened: readonly PageEvent[]) => {
    const at = settings.now().toISOString();
    const person = pseudonym(settings.tokenKey, owner);
    return events.append(happened.map((event) => ({ campaign: owner.campaign, person, at, event })));
  };

  app.get(
    "/guide/:token",
    withGuide(async (context, found) => {
      const { owner, guide } = found;
      const page = guidePage(guide, {
        address: `/guide/${context.req.param("token")}`,
        context: contexts(owner.campaign, guide.settings, guide.asOf),
        film: await filmOf(owner.campaign, guide.videoId),
        rating: await events.lastRating(owner.campaign, pseudonym(settings.tokenKey, owner)),
        hasJustRated: context.req.query("grazie") !== undefined,
      });
      return context.html(pages.guide(page));
    }),
  );

  const file = (ending: string, type: string) =>
    withGuide(async (context, { owner, guide }) => {
      const name = path.join(videoFolder(settings.outFolder, owner.campaign), `${guide.videoId}${ending}`);
      const isDownload = context.req.query("scarica") !== undefined;
      if (isDownload && context.req.method === "GET")
        await keep(owner, [{ event_id: randomUUID(), type: "downloaded" }]);
      const sent = await sendFile(context.req.raw, name, {
        type,
        cacheControl: personal,
        ...(isDownload ? { downloadName: `video-guida-${owner.campaign}${ending}` } : {}),
      });
      return sent ?? message(context, "unknown", 404);
    });
  app.get("/guide/:token/video.mp4", file(".mp4", "video/mp4"));
  app.get("/guide/:token/captions.vtt", file(".it.vtt", "text/vtt; charset=utf-8"));
  app.get("/guide/:token/chapters.vtt", file(".it.chapters.vtt", "text/vtt; charset=utf-8"));
  app.get("/guide/:token/transcript.txt", file(".it.txt", "text/plain; charset=utf-8"));

  const posters = openPosters(settings.outFolder);
  app.get(
    "/guide/:token/poster.jpg",
    withGuide(async (context, { owner, guide }) => {
      const poster = await posters(owner.campaign, guide.videoId);
      if (poster === null) return message(context, "unknown", 404);
      return context.body(new Uint8Array(poster), 200, { "Content-Type": "image/jpeg" });
    }),
  );

  app.get(
    "/guide/:token/index.m3u8",
    withGuide(async (context, { owner, guide }) => {
      const playlist = await sharedPlaylist(guide, owner, settings.outFolder);
      if (playlist === null) return message(context, "unknown", 404);
      return context.body(playlist, 200, { "Content-Type": "application/vnd.apple.mpegurl" });
    }),
  );

  app.get(
    "/guide/:token/go/:service",
    withGuide(async (context, found) => {
      const service = keptConfig(found.guide.settings).services.find(({ id }) => id === context.req.param("service"));
      if (!service) return message(context, "unknown", 404);
      await keep(found.owner, [{ event_id: randomUUID(), type: "service", service: service.id }]);
      return context.redirect(service.url, 303);
    }),
  );

  app.post(
    "/guide/:token/rating",
    bodyLimit({ maxSize: largestForm, onError: (context) => context.text("At most 16 KB", 413) }),
    withGuide(async (context, { owner }) => {
      const form = await context.req.parseBody().catch(() => ({}));
      const { rating: typed, comment: written } = form as Record<string, unknown>;
      const rating = /^[1-5]$/.test(String(typed)) ? Number(typed) : null;
      const comment = typeof written === "string" ? written.trim().replace(/\r\n/g, "\n") : "";
      if (rating === null || comment.length > longestComment)
        return context.text(`rating must be 1 to 5, comment at most ${longestComment} characters`, 400);
      const event: PageEvent = {
        event_id: randomUUID(),
        type: "rated",
        rating,
        ...(comment === "" ? {} : { comment }),
      };
      await keep(owner, [event]);
      return context.redirect(`/guide/${context.req.param("token")}?grazie=1#rating`, 303);
    }),
  );

  app.post(
    "/guide/:token/events",
    bodyLimit({ maxSize: largestEvents, onError: (context) => context.text("At most 16 KB", 413) }),
    withGuide(async (context, { owner }) => {
      const parsed = pageEvents.safeParse(await context.req.json().catch(() => undefined));
      if (!parsed.success)
        return context.text(`Not an array of 1 to 50 events as agreed: ${firstIssue(parsed.error)}`, 400);
      if (!isWithinLimit(pseudonym(settings.tokenKey, owner), parsed.data.length))
        return context.text(`At most ${eventsPerMinute} events a minute`, 429, { "Retry-After": "60" });
      await keep(owner, parsed.data);
      return context.body(null, 204);
    }),
  );
  return app;
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

/** The place of what is wrong, and never what was sent. */
function firstIssue({ issues: [issue] }: { issues: readonly { path: PropertyKey[]; code: string }[] }): string {
  return issue ? `${issue.path.join(".") || "body"} (${issue.code})` : "body";
}

/** The playlist of a guide, whose segments have one address for all guides, so that a cache holds each once. */
async function sharedPlaylist(
  guide: WatchableGuide,
  { campaign }: GuideOwner,
  outFolder: string,
): Promise<string | null> {
  const file = path.join(videoFolder(outFolder, campaign), `${guide.videoId}.m3u8`);
  const playlist = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  return playlist?.replaceAll(`${segmentsFolder}/`, `/${segmentsFolder}/${campaign}/`) ?? null;
}

function isFullDisk(error: unknown): boolean {
  const { code = "" } = error as { code?: string };
  return code === "ENOSPC" || code === "SQLITE_FULL" || code.startsWith("SQLITE_IOERR");
}
