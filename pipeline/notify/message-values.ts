import type { UnpaidState } from "../domain/decision.ts";
import { dateInWords, enumeration, numberInWords, ofQuarters, quarterName, toDate } from "../domain/italian.ts";
import type { ConcernedWorker } from "../domain/selected-employer.ts";
import type { MessageParts } from "./message-context.ts";
import { escapeMarkdown, linkTarget, safeName } from "./safe-text.ts";

/** How a medium writes words that are not ours, so that they are only read. */
export type Escape = (text: string) => string;

/** For plain text, and for HTML, whose templates escape by themselves. */
export const asItIs: Escape = (text) => text;

/** With more workers than this a message names the first ones and counts the rest; the guide names all. */
const mostWorkersNamed = 12;

/** Finished words for the templates of one employer; names and labels have gone through `quote`. */
export function messageValues({ employer, guide, context }: MessageParts, quote: Escape) {
  const { sender, services } = context.config;
  const named = employer.workers.slice(0, mostWorkersNamed);
  return {
    firstName: quote(safeName(employer.firstName)),
    ...owedInWords(employer.workers),
    workers: named.map((worker) => workerInWords(worker, quote)),
    otherWorkers: employer.workers.length - named.length,
    isOneOther: employer.workers.length - named.length === 1,
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

/** The grammar that depends on how many workers and quarters there are, and on what is missing of them. */
function owedInWords(workers: readonly ConcernedWorker[]) {
  const owed = workers.flatMap((worker) => worker.quarters);
  const count = (state: UnpaidState) => owed.filter((quarter) => quarter.state === state).length;
  return {
    hasOneWorker: workers.length === 1,
    workerCount: numberInWords(workers.length),
    ofQuarters: ofQuarters([...new Set(owed.map(({ quarter }) => quarter))]),
    isAllPartial: count("unpaid") === 0,
    isMixed: count("unpaid") > 0 && count("partial") > 0,
  };
}

/** `unpaid` and `partial` are lists of quarters, empty when there are none. */
function workerInWords(worker: ConcernedWorker, quote: Escape) {
  const quartersIn = (state: UnpaidState) =>
    enumeration(worker.quarters.filter((owed) => owed.state === state).map((owed) => quarterName(owed.quarter)));
  const unpaid = quartersIn("unpaid");
  const partial = quartersIn("partial");
  return { name: quote(safeName(worker.firstName)), unpaid, partial, hasBoth: unpaid !== "" && partial !== "" };
}
