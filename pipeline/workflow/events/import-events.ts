import path from "node:path";
import type { GuideOwner } from "../../domain/guide-owner.ts";
import type { PageEvent } from "../../events/event-schema.ts";
import type { EventStore, KeptEvent } from "../../events/event-store.ts";
import { pseudonyms } from "../../events/pseudonym.ts";
import { type EventSubject, eventRejections, type ReportedEvent, readEventFile } from "../../events/read-event-file.ts";
import { guideOwner } from "../../ledger/bulk/guide-tokens.ts";
import { ownerOfNotification } from "../../ledger/bulk/notifications.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { campaignRecords } from "../../ledger/queries/campaigns.ts";
import { tokenDigest } from "../../notify/guide-token.ts";
import type { Progress } from "../../support/progress.ts";
import { type Imported, importRows } from "../import-rows.ts";

export type ImportOptions = { file: string; outFolder: string; tokenKey: Uint8Array };

/**
 * Events written in one transaction: pages that write at the same time wait for no longer than that, some tenths of a
 * second. Of fewer at a time SQLite would write each page of its indexes more often.
 */
const eventsAtOnce = 10_000;

/**
 * Takes events that another portal reports, or that `exportEvents` wrote, under the pseudonyms of guides of ours, once
 * for each `event_id`. Rows that cannot be used are listed in `events-rejected.csv`. Throws a `PipelineError` (exit 2)
 * for a file that cannot be read; what was read before is kept, and comes to nothing new the next time.
 */
export async function importEvents(
  ledger: Ledger,
  store: EventStore,
  { file, outFolder, tokenKey }: ImportOptions,
  progress: Progress,
): Promise<Imported> {
  const toKeep = await eventKeeper(ledger, tokenKey);
  const keep = async (rows: ReportedEvent[]) => {
    const events = rows.map(toKeep);
    const added = await store.insert(events.filter((event) => event !== null));
    const unknown = rows.filter((_, index) => events[index] === null);
    return { added, rejected: unknown.map(({ line }) => ({ line, code: "unknown-guide", column: "" }) as const) };
  };
  return importRows(
    { file, what: "events", list: path.join(outFolder, "events-rejected.csv"), messages: eventRejections },
    readEventFile(file),
    { atOnce: eventsAtOnce, keep },
    progress,
  );
}

/** Returns a function that gives an event as it is kept; null when it is about nobody whom we know. */
async function eventKeeper(ledger: Ledger, tokenKey: Uint8Array): Promise<(row: ReportedEvent) => KeptEvent | null> {
  const isPurged = new Map((await campaignRecords(ledger)).map((one) => [one.campaign, one.purgedOn !== null]));
  // Of a purged campaign nobody knows any more whose guide it was.
  const pseudonymOf = pseudonyms(tokenKey);
  const personOf = (owner: GuideOwner | null) =>
    owner && isPurged.get(owner.campaign) === false ? { campaign: owner.campaign, person: pseudonymOf(owner) } : null;
  const find = (subject: EventSubject) => {
    if ("token" in subject) return personOf(guideOwner(ledger, tokenDigest(subject.token)));
    if ("notificationId" in subject) return personOf(ownerOfNotification(ledger, subject.notificationId));
    return isPurged.has(subject.campaign) ? subject : null;
  };
  const personIn = rememberingLast(find);
  return ({ subject, at, actor, event }) => {
    const person = personIn(subject);
    // A purge removes comments and keeps counts; an export from before it must not bring comments back.
    return person && { ...person, at, actor, event: isPurged.get(person.campaign) ? withoutComment(event) : event };
  };
}

/** A portal writes what somebody did one after the other: asked again for the same, it is not looked up again. */
function rememberingLast<Found>(find: (subject: EventSubject) => Found): (subject: EventSubject) => Found {
  let last: { subject: EventSubject; found: Found } | null = null;
  return (subject) => {
    if (last === null || !isSameSubject(last.subject, subject)) last = { subject, found: find(subject) };
    return last.found;
  };
}

function isSameSubject(one: EventSubject, other: EventSubject): boolean {
  if ("token" in one) return "token" in other && one.token === other.token;
  return "notificationId" in one && "notificationId" in other && one.notificationId === other.notificationId;
}

function withoutComment(event: PageEvent): PageEvent {
  if (event.type !== "rated") return event;
  const { comment: _, ...counted } = event;
  return counted;
}
