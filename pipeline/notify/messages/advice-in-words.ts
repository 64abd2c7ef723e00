import { nextPayment } from "../../domain/calendar.ts";
import { decimal, quarterOfItsYear, termInWords } from "../../domain/italian.ts";
import type { NotifyContext } from "./message-context.ts";

/** A topic of `templates/it/advice.txt`, filled. */
export type AdviceTopic = {
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

/** Advice that is the same for every employer of a campaign. */
export type Advice = { paid: AdviceTopic; others: AdviceTopic[]; safety: string };

/** Filled once for a campaign: many employers are told the same. */
const known = new WeakMap<NotifyContext, Advice>();

/** What to do, topic by topic, with the numbers and dates of the settings. */
export function adviceInWords(context: NotifyContext): Advice {
  const advice = known.get(context) ?? fillAdvice(context);
  known.set(context, advice);
  return advice;
}

function fillAdvice({ asOf, config, templates }: NotifyContext): Advice {
  const next = nextPayment(asOf, config.calendar);
  const { guideIsRequest, maximumPercent, spontaneousWithinDays, surchargePoints } = config.latePayment;
  const values = {
    nextQuarter: quarterOfItsYear(next.quarter),
    nextTerm: termInWords(next),
    spontaneousWithinDays,
    surchargePoints: decimal(surchargePoints),
    maximumPercent: decimal(maximumPercent),
    checkAfterDays: config.accountStatement.checkAfterDays,
    contactCenter: config.help.contactCenter,
    contactCenterFromMobile: config.help.contactCenterFromMobile,
  };
  const topic = (section: string): AdviceTopic => {
    const text = templates.advice(section, values);
    const [title, steps] = [text.one("title"), text.all("step")];
    return {
      ...{ title, steps, heading: title.toUpperCase(), hasSteps: steps.length > 0 },
      isHighlighted: section === "paid",
      texts: text.all("text"),
      after: text.all("after"),
    };
  };
  return {
    paid: topic("paid"),
    others: ["pay", guideIsRequest ? "late.requested" : "late", "hours", "suspension", "cessation", "help"].map(topic),
    safety: templates.advice("safety", values).one("text"),
  };
}
