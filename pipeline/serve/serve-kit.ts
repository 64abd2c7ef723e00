import type { Context } from "hono";
import type { Actor } from "../domain/actor.ts";
import type { Day } from "../domain/day.ts";
import type { GuideOwner } from "../domain/guide-owner.ts";
import type { PageEvent } from "../events/event-schema.ts";
import type { EventStore } from "../events/event-store.ts";
import { pseudonyms } from "../events/pseudonym.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import type { Measures } from "../measure/thread/open-measures.ts";
import type { Config } from "../settings/config.ts";
import { loadTextSections, type TextSections } from "../support/text-sections.ts";
import { within } from "../support/within.ts";
import type { Assets } from "./assets.ts";
import { type FoundGuide, guideFinder } from "./guides/guide-finder.ts";
import { roleOf, type Visitor, visitorFrom } from "./guides/identity.ts";
import type { AppointmentWords } from "./guides/offered-services.ts";
import { type RelationshipReference, relationshipReferences } from "./guides/relationship-references.ts";
import { rateLimit } from "./http/rate-limit.ts";
import { loadPages, type MessageName, type Pages } from "./pages/render-pages.ts";
import type { Answered } from "./request-figures.ts";

export type ServeSettings = {
  outFolder: string;
  /** For pages that belong to no campaign. */
  config: Config;
  tokenKey: Uint8Array;
  /** Set by the portal once it has authenticated somebody; null: nobody is asked who they are. */
  identityHeader: string | null;
  /** Set by the portal for staff; null: the dashboard is only for visitors on this machine. */
  dashboardHeader: string | null;
  today: () => Day;
  now: () => Date;
};

export type ServeTools = {
  ledger: Ledger;
  events: EventStore;
  measures: Measures;
  assets: Assets;
  onFailure: (error: unknown) => void;
  onAnswer?: (answered: Answered) => void;
};

/** Who may keep an answer: nobody but its visitor, or every cache for ever. */
export const cacheControl = { personal: "private, no-store", shared: "public, max-age=31536000, immutable" } as const;

/** Milliseconds that a page or a service waits for the events: nobody is held up by a database that hangs. */
export const eventsPatience = 300;

/** Events a minute for one guide; contract, section 5. */
export const eventsPerMinute = 120;

/** False for what a browser fetches beforehand, and for headers alone: neither is counted as done by anybody. */
export function isAskedBySomebody({ method, headers }: Request): boolean {
  return method === "GET" && !headers.get("sec-purpose")?.includes("prefetch");
}

export type MessageStatus = 200 | 400 | 401 | 403 | 404 | 410 | 429 | 500 | 503;
/** Whose guide it is, and who looks at it; null where nobody says who visitors are. */
export type Visited = { owner: GuideOwner; actor: Actor | null };
export type Watchable = Extract<FoundGuide, { state: "watchable" }> & Visited;
export type NotConcerned = Extract<FoundGuide, { state: "not-concerned" }> & Visited;
type Answer<Found> = (context: Context, found: Found) => Response | Promise<Response>;

/** What the routes have in common. */
export type ServeKit = {
  settings: ServeSettings;
  tools: ServeTools;
  pages: Pages;
  /** What a guide's page says of requests: `templates/it/page/guide.txt`. */
  texts: TextSections;
  appointment: AppointmentWords;
  relationshipReference: RelationshipReference;
  /** Path under which visitors reach this server, by `baseUrl`: `` or `/video-guide`; every address on a page begins with it. */
  basePath: string;
  /** A page in place of what was asked for. */
  message(
    context: Context,
    name: MessageName,
    status: MessageStatus,
    more?: { config?: Config; back?: string },
  ): Response | Promise<Response>;
  /**
   * Answers for a guide that the visitor may watch. Who asks for another's, or too late, gets a page that says so, and
   * for one that does not concern its employer any more `otherwise` answers.
   */
  withGuide(answer: Answer<Watchable>, otherwise?: Answer<NotConcerned>): (context: Context) => Promise<Response>;
  /** Who asks, by the header of the portal. */
  visitorOf(context: Context): Visitor;
  personOf(owner: GuideOwner): string;
  /** False beyond the events that one guide may have in a minute. */
  isWithinLimit(owner: GuideOwner, count: number): boolean;
  /** Resolves when they are on the disk. */
  keep(visited: Visited, happened: readonly PageEvent[]): Promise<void>;
  /** Keeps what the server itself has seen, if it can: nobody is kept from a service because it cannot be counted. */
  keepIfPossible(visited: Visited, happened: PageEvent): Promise<void>;
};

export function serveKit(settings: ServeSettings, tools: ServeTools): ServeKit {
  const { ledger, events } = tools;
  const basePath = new URL(settings.config.baseUrl).pathname.replace(/\/$/, "");
  const pages = loadPages(tools.assets, basePath);
  const texts = loadTextSections("it/page/guide.txt");
  const words = loadTextSections("it/advice.txt")("appointment");
  const appointment = { label: words.one("label"), description: words.one("description") };
  const relationshipReference = relationshipReferences(settings.tokenKey);
  const findGuide = guideFinder(ledger);
  const limit = rateLimit(eventsPerMinute, () => settings.now().getTime());
  const personOf = pseudonyms(settings.tokenKey);
  const isWithinLimit = (owner: GuideOwner, count: number) => limit(personOf(owner), count);
  const message: ServeKit["message"] = (context, name, status, { config = settings.config, back } = {}) => {
    context.header("Cache-Control", cacheControl.personal);
    return context.html(pages.message(name, config, back), status);
  };
  const visitorOf = (context: Context) => {
    const { identityHeader: header } = settings;
    return visitorFrom(header, header === null ? undefined : context.req.header(header));
  };
  const keep: ServeKit["keep"] = ({ owner, actor }, happened) => {
    const at = settings.now().toISOString();
    const person = personOf(owner);
    return events.append(happened.map((event) => ({ campaign: owner.campaign, person, at, actor, event })));
  };
  return {
    ...{
      settings,
      tools,
      pages,
      texts,
      appointment,
      basePath,
      relationshipReference,
      message,
      visitorOf,
      personOf,
      isWithinLimit,
      keep,
    },
    keepIfPossible: async (visited, happened) => {
      if (isWithinLimit(visited.owner, 1))
        await within(eventsPatience, keep(visited, [happened]).catch(tools.onFailure));
    },
    withGuide:
      (answer, otherwise = (context) => message(context, "unknown", 404)) =>
      async (context) => {
        context.header("Cache-Control", cacheControl.personal);
        const visitor = visitorOf(context);
        if (visitor.kind === "nobody") return message(context, "nobody", 401);
        const today = settings.today();
        const found = await findGuide(context.req.param("token") ?? "", today);
        if (found.state === "unknown") return message(context, "unknown", 404);
        const role = found.owner && roleOf(ledger, visitor, found.owner.employerId, today);
        if (found.owner !== null && role === null) return message(context, "another", 403);
        if (found.state === "over") return message(context, "over", 410);
        const actor = role === "unknown" ? null : role;
        return found.state === "not-concerned"
          ? otherwise(context, { ...found, actor })
          : answer(context, { ...found, actor });
      },
  };
}
