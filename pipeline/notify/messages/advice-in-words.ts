import { nextPayment } from "../../domain/calendar.ts";
import { decimal, quarterOfItsYear, termInWords } from "../../domain/italian.ts";
import type { NotifyContext } from "./message-context.ts";

/** A topic of `templates/it/advice.txt`, filled. */
export type AdviceTopic = {
  name: TopicName;
  title: string;
  /** The title as a plain text sets it apart. */
  heading: string;
  /** Stands out: whoever has paid is to see it first. */
  isHighlighted: boolean;
  texts: string[];
  hasSteps: boolean;
  steps: string[];
  /** What is said after the steps. */
  after: string[];
};

const topicNames = ["paid", "pay", "late", "hours", "suspension", "cessation", "help"] as const;
type TopicName = (typeof topicNames)[number] | "review" | "review.pending";

/** Advice that is the same for every employer of a campaign; `topics` is what all of them are told, in its order. */
export type Advice = {
  topics: AdviceTopic[];
  paid: AdviceTopic;
  others: AdviceTopic[];
  /** While a request is looked at: with quarters in review, whose list follows the texts, and without any. */
  review: { withQuarters: AdviceTopic; withoutQuarters: AdviceTopic };
  /** A service that only some are offered. */
  appointment: { label: string; description: string };
  safety: string;
};

/** Filled once for a campaign: many employers are told the same. */
const [known, knownUnderReview] = [new WeakMap<NotifyContext, Advice>(), new WeakMap<NotifyContext, Advice>()];

/**
 * What to do, topic by topic, with the numbers and dates of the settings. To whoever has a request that is being looked at
 * no text may speak of all quarters of the guide as unpaid, or ask for that request again.
 */
export function adviceInWords(context: NotifyContext, { isUnderReview } = { isUnderReview: false }): Advice {
  const filled = isUnderReview ? knownUnderReview : known;
  const advice = filled.get(context) ?? fillAdvice(context, isUnderReview);
  filled.set(context, advice);
  return advice;
}

function fillAdvice({ asOf, config, templates }: NotifyContext, isUnderReview: boolean): Advice {
  const next = nextPayment(asOf, config.calendar);
  const { guideIsRequest, maximumPercent, spontaneousWithinDays, surchargePoints } = config.latePayment;
  const values = {
    isUnderReview,
    nextQuarter: quarterOfItsYear(next.quarter),
    nextTerm: termInWords(next),
    spontaneousWithinDays,
    surchargePoints: decimal(surchargePoints),
    maximumPercent: decimal(maximumPercent),
    checkAfterDays: config.accountStatement.checkAfterDays,
    contactCenter: config.help.contactCenter,
    contactCenterFromMobile: config.help.contactCenterFromMobile,
  };
  const topic = (name: TopicName): AdviceTopic => {
    const section = name === "late" && guideIsRequest ? "late.requested" : name;
    const text = templates.advice(section, values);
    const [title, steps] = [text.one("title"), text.all("step")];
    return {
      ...{ name, title, steps, heading: title.toUpperCase(), hasSteps: steps.length > 0 },
      isHighlighted: name === "paid",
      texts: text.all("text"),
      after: text.all("after"),
    };
  };
  const topics = topicNames.map(topic);
  const appointment = templates.advice("appointment", values);
  return {
    topics,
    paid: topic("paid"),
    others: topics.filter(({ name }) => name !== "paid"),
    review: { withQuarters: topic("review"), withoutQuarters: topic("review.pending") },
    appointment: { label: appointment.one("label"), description: appointment.one("description") },
    safety: templates.advice("safety", values).one("text"),
  };
}
