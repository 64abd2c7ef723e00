import type { Scene, SceneKind, SceneOf } from "../../compositions/storyboard.ts";
import { nextPayment } from "../domain/calendar.ts";
import { capitalised, quarterOfItsYear, termInWords, toDate } from "../domain/italian.ts";
import type { SectionTexts } from "../support/text-sections.ts";
import type { StoryboardContext } from "./context.ts";
import { type Chapter, sceneFrame } from "./scene-frame.ts";
import { type OfferedServices, servicesScenes } from "./services-scenes.ts";

/**
 * That a request is being looked at, where its answer is read, and that it need not be sent again. It says that terms
 * stay as they are, and never to wait with a payment (contract, section 8, rule 2).
 */
export function requestScene(context: StoryboardContext): Scene {
  return titleAndText("request", "position", context);
}

/** What comes after the quarters: the same for everyone but for the way notices are delivered. */
export function paymentScenes(getsPaperNotices: boolean | null, context: StoryboardContext): Scene[] {
  return [
    titleAndText("recent-payment", "position", context),
    noticesScene(getsPaperNotices, context),
    payOnlineScene(context),
    payNetworkScene(context),
    titleAndText("suspension", "changes", context),
    cessationScene(context),
    recalculationScene(context),
  ];
}

/** What ends every guide: the same for everyone but for the services. */
export function endScenes(offered: OfferedServices, context: StoryboardContext): Scene[] {
  return [
    titleAndText("account-statement", "care", context),
    ...servicesScenes(offered, context),
    closingScene(context),
  ];
}

/** Unknown age: the guide says both, each with its condition. */
function noticesScene(getsPaperNotices: boolean | null, context: StoryboardContext): Scene {
  const delivery = getsPaperNotices === null ? "unknown" : getsPaperNotices ? "paper" : "online";
  const { frame, text } = partsOf(`notices.${delivery}`, "payment", context);
  return {
    kind: "notices",
    delivery,
    ...frame,
    title: text.one("title"),
    text: text.one("text"),
    place: text.one("place"),
  };
}

function payOnlineScene(context: StoryboardContext): Scene {
  const { frame, text } = partsOf("pay-online", "payment", context);
  return { kind: "pay-online", ...frame, title: text.one("title"), steps: text.all("step"), place: text.one("place") };
}

function payNetworkScene(context: StoryboardContext): Scene {
  const { frame, text } = partsOf("pay-network", "payment", context);
  const [bank, post, tobacconist, app] = [text.one("bank"), text.one("post"), text.one("tobacconist"), text.one("app")];
  const outlets = { bank, post, tobacconist, app };
  return {
    kind: "pay-network",
    ...frame,
    title: text.one("title"),
    outlets,

    place: text.one("place"),
  };
}

/** Communicated within 5 days; what is due is paid within 10 days of the end. */
function cessationScene(context: StoryboardContext): Scene {
  const { frame, text } = partsOf("cessation", "changes", context);
  const texts = text.all("text");
  const deadlines = text.all("days").map((days, index) => ({ days, text: texts[index] ?? "" }));
  return { kind: "cessation", ...frame, title: text.one("title"), deadlines, place: text.one("place") };
}

function recalculationScene(context: StoryboardContext): Scene {
  const { frame, text } = partsOf("recalculation", "changes", context);
  return {
    kind: "recalculation",
    ...frame,
    title: text.one("title"),
    steps: text.all("step"),
    place: text.one("place"),
  };
}

function closingScene(context: StoryboardContext): Scene {
  const { frame, text } = partsOf("closing", "services", context);
  return { kind: "closing", ...frame, title: text.one("title"), rating: text.one("rating"), place: text.one("place") };
}

/** The kinds that are a title, a paragraph and a place. */
type PlainKind = Extract<SceneKind, "request" | "recent-payment" | "suspension" | "account-statement">;

function titleAndText(kind: PlainKind, chapter: Chapter, context: StoryboardContext): SceneOf<PlainKind> {
  const { frame, text } = partsOf(kind, chapter, context);
  return { kind, ...frame, title: text.one("title"), text: text.one("text"), place: text.one("place") };
}

function partsOf(section: string, chapter: Chapter, context: StoryboardContext): { frame: Frame; text: SectionTexts } {
  const { accountStatement, asOf, availableUntil, calendar, help, notices } = context;
  const next = nextPayment(asOf, calendar);
  const text = context.texts(section, {
    toAsOf: toDate(asOf),
    toAvailableUntil: toDate(availableUntil),
    nextQuarterCapitalised: capitalised(quarterOfItsYear(next.quarter)),
    nextTerm: termInWords(next),
    paperUntilYear: notices.paperUntilYear,
    checkAfterDays: accountStatement.checkAfterDays,
    contactCenter: help.contactCenter,
    contactCenterFromMobile: help.contactCenterFromMobile,
  });
  return { frame: { ...sceneFrame(chapter, context), narration: text.one("narration") }, text };
}

type Frame = Pick<Scene, "sender" | "website" | "chapter" | "narration">;
