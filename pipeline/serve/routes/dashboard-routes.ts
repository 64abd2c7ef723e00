import type { Context, Hono } from "hono";
import { isStaff } from "../http/staff.ts";
import { cacheControl, type ServeKit } from "../serve-kit.ts";

/** All campaigns side by side, and one of them beside the one before; for staff alone. */
export function addDashboardRoutes(app: Hono, { settings, tools, pages, basePath, message }: ServeKit): void {
  const show = async (context: Context) => {
    if (!isStaff(context, settings)) return message(context, "staff", 403);
    const campaign = context.req.param("campaign") ?? null;
    const { campaigns, countedAt } = await tools.measures.all();
    if (campaign !== null && !campaigns.some((one) => one.campaign === campaign))
      return message(context, "unknown", 404);
    context.header("Cache-Control", cacheControl.personal);
    const addressOf = (one: string) => `${basePath}/dashboard/${one}`;
    const options = { campaign, addressOf, config: settings.config, countedAt };
    return context.html(pages.dashboard(campaigns, options));
  };
  app.get("/dashboard", show);
  app.get("/dashboard/:campaign", show);
}
