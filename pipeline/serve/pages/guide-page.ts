import type { Scene, SceneKind } from "../../../compositions/storyboard.ts";
import { capitalised, dateInWords, monthsOfQuarter, quarterName, toDate } from "../../domain/italian.ts";
import { partsOfQuarter } from "../../domain/quarter.ts";
import { type Advice, type AdviceTopic, adviceInWords } from "../../notify/messages/advice-in-words.ts";
import type { NotifyContext } from "../../notify/messages/message-context.ts";
import { isUnderReview } from "../../notify/messages/review-in-words.ts";
import { linkTarget, safeName } from "../../notify/messages/safe-text.ts";
import type { Config, ServiceLink } from "../../settings/config.ts";
import { scheduleOf } from "../../storyboard/schedule.ts";
import { transcriptParts } from "../../storyboard/transcript.ts";
import type { TextSections } from "../../support/text-sections.ts";
import type { WatchableGuide } from "../guides/guide-finder.ts";
import { offeredServices } from "../guides/offered-services.ts";
import type { PackagedVideo } from "../guides/packaged-video.ts";
import { qrCode } from "./qr-code.ts";
import { cassettoId, type RequestLink, requestsOnPage, reviewOnPage } from "./requests-on-page.ts";
import { unbroken } from "./unbroken.ts";
import { type WorkerOnPage, workersOnPage } from "./workers-on-page.ts";

/** What is known of a guide's page besides the guide. */
export type PageSurroundings = {
  /** Address of the page, without a slash at its end. */
  address: string;
  context: NotifyContext;
  /** `templates/it/page/guide.txt`. */
  texts: TextSections;
  requestLink: RequestLink;
  /** Null: there is no file to be watched. */
  video: PackagedVideo | null;
  rating: { rating: number; hasComment: boolean } | null;
  hasJustRated: boolean;
};

const ratings = ["per niente utile", "poco utile", "abbastanza utile", "utile", "molto utile"];

/** Which topic of the advice explains a scene. */
const topicOf: Partial<Record<SceneKind, Advice["topics"][number]["name"]>> = {
  "recent-payment": "paid",
  "pay-online": "pay",
  "pay-network": "pay",
  suspension: "suspension",
  cessation: "cessation",
  recalculation: "hours",
  "late-payment": "late",
  "account-statement": "paid",
};

/** Everything that the template of a guide's page shows, of its scenes in their order; finished text and addresses only. */
export function guidePage(
  guide: WatchableGuide,
  shown: Scene[],
  { address, context, texts, requestLink, video, rating, hasJustRated }: PageSurroundings,
) {
  const { config } = context;
  const { employer } = guide;
  const workers = workersOnPage(employer);
  const review = reviewOnPage(employer, texts);
  const advice = adviceInWords(context, { isUnderReview: isUnderReview(employer) });
  const offered = offeredServices(config, employer, advice.appointment);
  const scenes = scheduleOf({ version: 1, language: "it", scenes: shown });
  const services = offered.map((service) => serviceForPage(service, address));
  const topicForPage = (topic: AdviceTopic) => ({
    ...{ ...topic, id: `topic-${topic.name}` },
    services: services.filter(({ shownDuring }) => shownDuring.some((kind) => topicOf[kind] === topic.name)),
  });
  return {
    address,
    senderName: config.sender.name,
    website: config.sender.website,
    firstName: safeName(employer.firstName),
    asOf: dateInWords(guide.asOf),
    untilDate: toDate(guide.availableUntil),
    hasVideo: video !== null,
    isHls: video?.kind === "hls",
    canBeDownloaded: video?.canBeDownloaded === true,
    chapters: chaptersIn(scenes),
    moments: momentsIn(scenes, offered),
    topics: advice.topics.map(topicForPage),
    paid: topicForPage(advice.paid),
    help: advice.topics.filter(({ name }) => name === "help").map(withUnbrokenNumbers(config)),
    safety: advice.safety,
    positions: workers.map((worker) => positionOf(worker, texts)),
    review: review && { ...review, cassetto: services.filter(({ id }) => id === cassettoId) },
    requests: requestsOnPage(workers, { texts, addressOf: requestLink, isPending: review !== null }),
    services,
    ratings: ratings.map((label, index) => ({
      value: index + 1,
      label: capitalised(label),
      isChosen: rating?.rating === index + 1,
    })),
    // Not the comment itself: a delegate, or whoever else may see the page, need not have written it.
    hasCommented: rating?.hasComment === true,
    hasRated: rating !== null,
    hasJustRated,
    transcript: transcriptParts(shown),
  };
}

function withUnbrokenNumbers({ help: { contactCenter, contactCenterFromMobile } }: Config) {
  return (topic: AdviceTopic): AdviceTopic => ({
    ...topic,
    texts: topic.texts.map((text) =>
      text
        .replaceAll(contactCenterFromMobile, unbroken(contactCenterFromMobile))
        .replaceAll(contactCenter, unbroken(contactCenter)),
    ),
  });
}

/** A service with the address under which its use is counted, and what a printed page needs of it. */
function serviceForPage({ id, label, shortLabel, description, url, manual, shownDuring }: ServiceLink, page: string) {
  return {
    ...{ id, label, description, shortLabel: shortLabel ?? label, shownDuring: shownDuring ?? [] },
    go: `${page}/go/${id}`,
    // Printed, a link is of no use: its address can be photographed, or typed.
    ...{ qr: qrCode(url), url },
    manual: manual ? { label: manual.label, url: linkTarget(manual.url) } : null,
  };
}

type Scheduled = ReturnType<typeof scheduleOf>;

/** Chapters with the time at which they begin: `0:12`, and in seconds. */
function chaptersIn(scenes: Scheduled) {
  const chapters = [...Map.groupBy(scenes, ({ scene }) => scene.chapter.number)];
  return chapters.map(([number, members]) => {
    const seconds = (members[0]?.fromMs ?? 0) / 1000;
    const { title } = (members[0] as { scene: Scene }).scene.chapter;
    return { number, title, seconds, time: minutesOf(seconds) };
  });
}

function minutesOf(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** While which seconds which services, and which explanation, stand beside the video. */
function momentsIn(scenes: Scheduled, services: readonly ServiceLink[]) {
  return scenes.flatMap(({ scene, fromMs, toMs }) => {
    const shown = services.filter(({ shownDuring }) => shownDuring?.includes(scene.kind)).map(({ id }) => id);
    const topic = topicOf[scene.kind];
    if (shown.length === 0 && topic === undefined) return [];
    return [{ from: fromMs / 1000, to: toMs / 1000, services: shown.join(" "), topic: topic ? `topic-${topic}` : "" }];
  });
}

/** A worker with each quarter and its state; the first quarter stands in the row of the name. */
function positionOf({ label, quarters }: WorkerOnPage, texts: TextSections) {
  const words = texts("states");
  return {
    ...{ worker: label, rows: quarters.length },
    quarters: quarters.map(({ quarter, state }, index) => ({
      isFirst: index === 0,
      name: capitalised(quarterName(quarter)),
      months: monthsOfQuarter(partsOfQuarter(quarter).number),
      state: words.one(state),
      isPartial: state === "partial",
      isInReview: state === "in-review",
    })),
  };
}
