import { randomUUID } from "node:crypto";
import type { Context, Hono, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { commentText, pageEvents } from "../../events/event-schema.ts";
import { eventsPerMinute, type ServeKit, type Visited } from "../serve-kit.ts";

/** Seconds after which a guide may have events again that had too many. */
const aMinute = "60";

/** Bytes of a body; contract, section 5. */
const largestBody = 16 * 1024;

/** What is done on a page: rating, events. */
export function addActionRoutes(app: Hono, kit: ServeKit): void {
  addRatingRoutes(app, kit);
  addEventsRoute(app, kit);
}

/** Stars and a comment, by a form that works without JavaScript; the last rating of a guide by its employer counts. */
function addRatingRoutes(app: Hono, { basePath, message, withGuide, isWithinLimit, keep }: ServeKit): void {
  const pageOf = (context: Context) => `${basePath}/guide/${context.req.param("token")}`;
  const backToPage = (context: Context) => context.redirect(pageOf(context), 303);
  // A portal that lets somebody sign in first comes back with a GET.
  app.get("/guide/:token/rating", withGuide(backToPage, backToPage));
  app.post(
    "/guide/:token/rating",
    ...guards,
    withGuide(async (context, visited) => {
      const form: Record<string, unknown> = await context.req.parseBody().catch(() => ({}));
      const rating = /^[1-5]$/.test(String(form.rating)) ? Number(form.rating) : null;
      const comment = typeof form.comment === "string" ? plainComment(form.comment) : "";
      if (rating === null || !commentText.safeParse(comment).success)
        return message(context, "no-rating", 400, { back: pageOf(context) });
      if (!isWithinLimit(visited.owner, 1)) {
        context.header("Retry-After", aMinute);
        return message(context, "trouble", 429, { back: pageOf(context) });
      }
      await keep(visited, [{ event_id: randomUUID(), type: "rated", rating, ...(comment === "" ? {} : { comment }) }]);
      return context.redirect(`${pageOf(context)}?grazie=1#rating`, 303);
    }, backToPage),
  );
}

/** Line breaks as one sign, and no NUL, which a database of texts does not take. */
function plainComment(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll("\u0000", "").trim();
}

/** What the page tells of itself, in batches. */
function addEventsRoute(app: Hono, { withGuide, isWithinLimit, keep }: ServeKit): void {
  const take = async (context: Context, visited: Visited) => {
    const parsed = pageEvents.safeParse(await context.req.json().catch(() => undefined));
    if (!parsed.success)
      return context.text(`Not an array of at most 50 events as agreed: ${faultIn(parsed.error)}`, 400);
    if (!isWithinLimit(visited.owner, parsed.data.length))
      return context.text(`At most ${eventsPerMinute} events a minute`, 429, { "Retry-After": aMinute });
    await keep(visited, parsed.data);
    return context.body(null, 204);
  };
  // Who has paid while the page was open has watched all the same.
  app.post("/guide/:token/events", ...guards, withGuide(take, take));
}

/** The place of what is wrong, and never what was sent. */
function faultIn({ issues: [issue] }: { issues: readonly { path: PropertyKey[]; code: string }[] }): string {
  return issue ? `${issue.path.join(".") || "body"} (${issue.code})` : "body";
}

/** Nobody acts for somebody by a form on another site; browsers say where a request comes from. */
const fromOwnPage: MiddlewareHandler = async (context, next) => {
  const site = context.req.header("sec-fetch-site");
  if (site === "cross-site" || site === "same-site") return context.text("Only from the page itself", 403);
  return next();
};

const guards = [
  fromOwnPage,
  bodyLimit({ maxSize: largestBody, onError: (context) => context.text("At most 16 KB", 413) }),
] as const;
