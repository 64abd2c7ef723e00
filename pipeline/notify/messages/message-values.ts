import { dateInWords, toDate } from "../../domain/italian.ts";
import type { MessageParts } from "./message-context.ts";
import { owedInWords } from "./owed-in-words.ts";
import { escapeMarkdown, linkTarget, safeName } from "./safe-text.ts";

/** Escapes names and labels so that the medium shows them and interprets nothing. */
export type Escape = (text: string) => string;

/** For plain text, and for HTML, whose templates escape by themselves. */
export const asItIs: Escape = (text) => text;

/** Values for the templates of one employer; names and labels are escaped by `quote`. */
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
