import { Hono } from "hono";
import { routePath } from "hono/route";
import { getPath } from "hono/utils/url";
import { EventsUnavailable } from "../events/event-store.ts";
import { segmentsFolder } from "../media/hls.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { addActionRoutes } from "./routes/action-routes.ts";
import { addDashboardRoutes } from "./routes/dashboard-routes.ts";
import { addDelegateRoute } from "./routes/delegate-route.ts";
import { addMediaRoutes } from "./routes/media-routes.ts";
import { addPageRoute } from "./routes/page-route.ts";
import { addServiceRoutes } from "./routes/service-routes.ts";
import { addSharedRoutes } from "./routes/shared-routes.ts";
import { cacheControl, type ServeSettings, type ServeTools, serveKit } from "./serve-kit.ts";

/** Seconds after which what could not be kept may be sent again. */
const retryAfter = "30";

/** Every address of contract, section 5. */
export function buildApp(settings: ServeSettings, tools: ServeTools): Hono {
  const kit = serveKit(settings, tools);
  const headers = securityHeaders(settings.config.baseUrl, settings.config.serve.frameAncestors);
  const app = new Hono({ getPath: (request) => withoutBase(getPath(request), kit.basePath) });
  app.use(async (context, next) => {
    const startedAt = performance.now();
    await next();
    for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
    // What was refused before anybody knew whose it was is nobody else’s either.
    if (!context.res.headers.has("cache-control")) context.res.headers.set("Cache-Control", cacheControl.personal);
    const { status } = context.res;
    tools.onAnswer?.({ route: routePath(context, -1), status, milliseconds: performance.now() - startedAt });
  });
  app.onError((error, context) => {
    tools.onFailure(error);
    if (!(error instanceof EventsUnavailable)) return kit.message(context, "trouble", 500);
    context.header("Retry-After", retryAfter);
    return kit.message(context, "trouble", 503, { back: guideOf(context.req.path, kit.basePath) });
  });
  app.notFound((context) => kit.message(context, "unknown", 404));
  addSharedRoutes(app, settings, tools);
  addPageRoute(app, kit);
  addMediaRoutes(app, kit);
  addServiceRoutes(app, kit);
  addActionRoutes(app, kit);
  addDelegateRoute(app, kit);
  addDashboardRoutes(app, kit);
  return app;
}

/** The address of the guide that a request was about, when it was about one. */
function guideOf(pathname: string, basePath: string): string | undefined {
  const [guide] = /^\/guide\/[^/]+(?=\/)/.exec(pathname) ?? [];
  return guide && basePath + guide;
}

/** What every address of ours begins with. */
const ourAddresses = new RegExp(`^/(?:guide|assets|${segmentsFolder}|dashboard|delegate|healthz)(?:/|$)`);

/** A portal may hand requests on with the path of `baseUrl` or without it. */
function withoutBase(pathname: string, basePath: string): string {
  const rest = pathname.startsWith(basePath) ? pathname.slice(basePath.length) : pathname;
  // A path like `/guide` is no reason to take it from an address that does not have it.
  return ourAddresses.test(rest) ? rest : pathname;
}
