import { capitalised, dateInWords, toDate } from "../../domain/italian.ts";
import { type AdviceTopic, adviceInWords } from "./advice-in-words.ts";
import type { MessageParts } from "./message-context.ts";
import { owedInWords } from "./owed-in-words.ts";
import { isUnderReview, reviewInWords } from "./review-in-words.ts";
import { type Escape, escapeMarkdown, linkTarget, safeName, websiteUrl } from "./safe-text.ts";
import { servicesInWords } from "./services-in-words.ts";

/** For plain text, and for HTML, whose templates escape by themselves. */
export const asItIs: Escape = (text) => text;

/** Values for the templates of one employer; names and labels are escaped by `quote`. */
export function messageValues(parts: MessageParts, quote: Escape) {
  const { employer, guide, context } = parts;
  const { sender } = context.config;
  const toAsOf = toDate(context.asOf);
  const advice = adviceInWords(context);
  return {
    ...{ toAsOf, toAsOfCapitalised: capitalised(toAsOf) },
    safety: advice.safety,
    firstName: quote(safeName(employer.firstName)),
    ...owedInWords(employer, context.templates, quote),
    isUnderReview: isUnderReview(employer),
    availableUntil: dateInWords(guide.availableUntil),
    untilDate: toDate(guide.availableUntil),
    guideUrl: linkTarget(guide.guideUrl),
    senderName: quote(sender.name),
    website: sender.website,
    websiteUrl: websiteUrl(sender.website),
    services: servicesInWords(parts, quote),
  };
}

/**
 * The same for Markdown: `owed` lists workers and their quarters, `review` those that are in review (empty without a
 * request), `paid` and `advice` say what to do.
 */
export function markdownValues(parts: MessageParts) {
  const { context } = parts;
  const values = messageValues(parts, escapeMarkdown);
  const { paid, others } = adviceInWords(context, values);
  const review = reviewInWords(parts, escapeMarkdown);
  const inMarkdown = (topics: AdviceTopic[]) => paragraphs(context.templates.adviceMarkdown({ topics }));
  return {
    ...values,
    owed: context.templates.owed(values).trim(),
    review: review === null ? "" : paragraphs(context.templates.review(review)),
    paid: inMarkdown([paid]),
    advice: inMarkdown(others),
  };
}

/** One empty line between two paragraphs, none before and after. */
function paragraphs(filled: string): string {
  return filled.replace(/\n{3,}/g, "\n\n").trim();
}
