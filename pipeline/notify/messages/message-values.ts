import { dateInWords, toDate } from "../../domain/italian.ts";
import type { MessageParts } from "./message-context.ts";
import { owedInWords } from "./owed-in-words.ts";
import { escapeMarkdown, linkTarget, safeName } from "./safe-text.ts";

/** How a medium writes words that are not ours, so that they are only read. */
export type Escape = (text: string) => string;

/** For plain text, and for HTML, whose templates escape by themselves. */
export const asItIs: Escape = (text) => text;

/** Finished words for the templates of one employer; names and labels have gone through `quote`. */
export function messageValues({ employer, guide, context }: MessageParts, quote: Escape) {
  const { sender, services } = context.config;
  return {
    firstName: quote(safeName(employer.firstName)),
    ...owedInWords(employer.workers, context.templates, quote),
    availableUntil: dateInWords(guide.availableUntil),
    untilDate: toDate(guide.availableUntil),
    guideUrl: linkTarget(guide.guideUrl),
    senderName: quote(sender.name),
    website: sender.website,
    websiteUrl: linkTarget(`https://${sender.website.replace(/^https?:\/\//, "")}`),
    services: services.map(({ label, description, url, manual }) => ({
      label: quote(label),
      description: quote(description),
      url: linkTarget(url),
      manual: manual ? { label: quote(manual.label), url: linkTarget(manual.url) } : null,
    })),
  };
}

/** The same for Markdown, with the list of workers and their quarters as `owed`. */
export function markdownValues(parts: MessageParts) {
  const values = messageValues(parts, escapeMarkdown);
  return { ...values, owed: parts.context.templates.owed(values).trim() };
}
