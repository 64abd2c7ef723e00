import path from "node:path";
import { Hono } from "hono";
import { segmentsFolder } from "../media/hls.ts";
import { addActionRoutes } from "./action-routes.ts";
import { EventsUnavailable } from "./events/event-store.ts";
import { addMediaRoutes } from "./media-routes.ts";
import { videoFolder } from "./packaged-video.ts";
import { addPageRoute } from "./page-route.ts";
import { securityHeaders } from "./security-headers.ts";
import { sendFile } from "./send-file.ts";
import { cacheControl, type ServeSettings, type ServeTools, serveKit } from "./serve-kit.ts";

/** Seconds after which what could not be kept may be sent again. */
const retryAfter = "30";

/** Every address of contract, section 5, but the dashboard’s. */
export function buildApp(settings: ServeSettings, tools: ServeTools): Hono {
  const kit = serveKit(settings, tools);
  const headers = securityHeaders(settings.config.baseUrl, settings.config.serve.frameAncestors);
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
  });
  app.onError((error, context) => {
    tools.onFailure(error);
    if (!(error instanceof EventsUnavailable)) return kit.message(context, "trouble", 500);
    context.header("Retry-After", retryAfter);
    return kit.message(context, "trouble", 503);
  });
  app.notFound((context) => kit.message(context, "unknown", 404));
  app.get("/healthz", (context) => context.text("ok"));
  addSharedRoutes(app, settings, tools);
  addPageRoute(app, kit);
  addMediaRoutes(app, kit);
  addActionRoutes(app, kit);
  return app;
}

/** What is the same for all visitors, and tells nothing about anybody. */
function addSharedRoutes(app: Hono, { outFolder }: ServeSettings, { assets }: ServeTools): void {
  app.get("/assets/*", (context) => {
    const asset = assets.byAddress.get(context.req.path);
    if (!asset) return context.notFound();
    return context.body(asset.content as Uint8Array<ArrayBuffer>, 200, {
      "Content-Type": asset.type,
      "Cache-Control": cacheControl.shared,
    });
  });
  app.get(`/${segmentsFolder}/:campaign/:name`, async (context) => {
    const { campaign, name } = context.req.param();
    if (!/^\d{4}-\d{2}$/.test(campaign) || !/^(?:init-[0-9a-f]{8}\.mp4|[0-9a-f]{32}\.m4s)$/.test(name))
      return context.notFound();
    const file = path.join(videoFolder(outFolder, campaign), segmentsFolder, name);
    const sentAs = { type: "video/mp4", cacheControl: cacheControl.shared };
    return (await sendFile(context.req.raw, file, sentAs)) ?? context.notFound();
  });
}
