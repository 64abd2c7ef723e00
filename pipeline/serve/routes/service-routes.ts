import { randomUUID } from "node:crypto";
import type { Context, Hono } from "hono";
import type { GuideOwner } from "../../domain/guide-owner.ts";
import { requestCategories } from "../../domain/request.ts";
import type { SelectedEmployer } from "../../domain/selected-employer.ts";
import { servicePlace } from "../../events/event-schema.ts";
import type { Config } from "../../settings/config.ts";
import { requestAddress } from "../../settings/request-address.ts";
import { offeredServices, ownServiceIds } from "../guides/offered-services.ts";
import { relationshipReferredTo } from "../guides/relationship-references.ts";
import { isAskedBySomebody, type NotConcerned, type ServeKit, type Watchable } from "../serve-kit.ts";

/** Whom a guide leads somewhere, and by which settings; no employer when the current plan has no guide for them. */
type Led = { owner: GuideOwner; employer: SelectedEmployer | null; config: Config };
type Destination = { id: string; url: string };
type FindDestination = (context: Context, led: Led) => Destination | null;

/** Where a guide leads, each use counted; to be counted is no condition. */
export function addServiceRoutes(app: Hono, kit: ServeKit): void {
  app.get("/guide/:token/go/:service", leading(kit, serviceIn(kit)));
  app.get("/guide/:token/request/:category/:relationship", leading(kit, requestIn(kit)));
}

function leading({ basePath, message, withGuide, keepIfPossible }: ServeKit, find: FindDestination) {
  const lead = (context: Context, destination: Destination | null) =>
    destination ? context.redirect(destination.url, 303) : message(context, "unknown", 404);
  return withGuide(
    async (context, { owner, actor, guide }: Watchable) => {
      const destination = find(context, { owner, ...guide });
      if (destination && isAskedBySomebody(context.req.raw))
        await keepIfPossible(
          { owner, actor },
          {
            ...{ event_id: randomUUID(), type: "service", service: destination.id },
            ...placeIn(context),
          },
        );
      return lead(context, destination);
    },
    // Whoever has paid while the page was open is led all the same, and not counted. Where the current plan does not know
    // their relationships, the page says why.
    (context, found: NotConcerned) => {
      const destination = find(context, found);
      if (destination || found.employer) return lead(context, destination);
      return context.redirect(`${basePath}/guide/${context.req.param("token")}`, 303);
    },
  );
}

/** A service that this employer is not offered is none. */
function serviceIn({ appointment }: ServeKit): FindDestination {
  return (context, { config, employer }) =>
    offeredServices(config, employer, appointment).find(({ id }) => id === context.req.param("service")) ?? null;
}

/** A request about a relationship of the guide, whose code stands in the address of the institute alone. */
function requestIn({ relationshipReference }: ServeKit): FindDestination {
  return (context, { owner, employer, config }) => {
    const category = requestCategories.find((one) => one === context.req.param("category"));
    const isMeant = (id: string) => relationshipReference(owner, id) === context.req.param("relationship");
    const relationshipId = employer && relationshipReferredTo(employer, isMeant);
    if (category === undefined || relationshipId === null) return null;
    return { id: ownServiceIds.request, url: requestAddress(config.requests.url, { relationshipId, category }) };
  };
}

/** From where on the page a service is opened, by `from` in its address; what is none is nothing, and no error. */
function placeIn(context: Context): { place?: string } {
  const place = servicePlace.safeParse(context.req.query("from"));
  return place.success ? { place: place.data } : {};
}
