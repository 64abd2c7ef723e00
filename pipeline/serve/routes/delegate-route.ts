import type { Hono } from "hono";
import { delegatedGuides } from "../../ledger/queries/delegations.ts";
import { guideToken } from "../../notify/guide-token.ts";
import { delegatePage } from "../pages/delegate-page.ts";
import { cacheControl, type ServeKit } from "../serve-kit.ts";

/** The guides of the employers for whom the visitor may act today; only where the portal says who visitors are. */
export function addDelegateRoute(app: Hono, kit: ServeKit): void {
  const { settings, tools, pages, basePath, message, visitorOf } = kit;
  app.get("/delegate", (context) => {
    const visitor = visitorOf(context);
    if (visitor.kind === "anybody") return message(context, "unknown", 404);
    if (visitor.kind === "nobody") return message(context, "nobody-delegate", 401);
    const guides = delegatedGuides(tools.ledger, visitor.fiscalCode, settings.today());
    const page = delegatePage(guides, {
      address: `${basePath}/delegate`,
      addressOf: ({ campaign, employerId }) =>
        `${basePath}/guide/${guideToken(settings.tokenKey, campaign, employerId)}`,
      search: context.req.query("cerca") ?? "",
      page: context.req.query("pagina") ?? "",
      config: settings.config,
    });
    context.header("Cache-Control", cacheControl.personal);
    return context.html(pages.delegate(page));
  });
}
