import { capitalised, dateInWords, toDate } from "../../domain/italian.ts";
import { type AdviceTopic, adviceInWords } from "./advice-in-words.ts";
import type { MessageParts } from "./message-context.ts";
import { owedInWords } from "./owed-in-words.ts";
import { escapeMarkdown, linkTarget, safeName, websiteUrl } from "./safe-text.ts";

/** Escapes names and labels so that the medium shows them and interprets nothing. */
export type Escape = (text: string) => string;

/** For plain text, and for HTML, whose templates escape by themselves. */
export const asItIs: Escape = (text) => text;

/** Values for the templates of one employer; names and labels are escaped by `quote`. */
export function messageValues({ employer, guide, context }: MessageParts, quote: Escape) {
  const { sender, services } = context.config;
  const toAsOf = toDate(context.asOf);
  const advice = adviceInWords(context);
  return {
    ...{ toAsOf, toAsOfCapitalised: capitalised(toAsOf) },
    safety: advice.safety,
    firstName: quote(safeName(employer.firstName)),
    ...owedInWords(employer.workers, context.templates, quote),
    availableUntil: dateInWords(guide.availableUntil),
    untilDate: toDate(guide.availableUntil),
    guideUrl: linkTarget(guide.guideUrl),
    senderName: quote(sender.name),
    website: sender.website,
    websiteUrl: websiteUrl(sender.website),
    services: services.map(({ label, description, url, manual }) => ({
      label: quote(label),
      description: quote(description),
      url: linkTarget(url),
      manual: manual ? { label: quote(manual.label), url: linkTarget(manual.url) } : null,
    })),
  };
}

/** The same for Markdown: `owed` lists workers and their quarters, `paid` and `advice` say what to do. */
export function markdownValues(parts: MessageParts) {
  const { context } = parts;
  const values = messageValues(parts, escapeMarkdown);
  const { paid, others } = adviceInWords(context);
  const inMarkdown = (topics: AdviceTopic[]) =>
    context.templates
      .adviceMarkdown({ topics })
      .replace(/\n{3,}/g, "\n\n")
      .trim();
  return {
    ...values,
    owed: context.templates.owed(values).trim(),
    paid: inMarkdown([paid]),
    advice: inMarkdown(others),
  };
}
