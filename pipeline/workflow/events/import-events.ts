import path from "node:path";
import type { GuideOwner } from "../../domain/guide-owner.ts";
import type { EventStore, KeptEvent } from "../../events/event-store.ts";
import { pseudonym } from "../../events/pseudonym.ts";
import { type EventSubject, eventRejections, readEventFile } from "../../events/read-event-file.ts";
import { guideOwner } from "../../ledger/bulk/guide-tokens.ts";
import { ownerOfNotification } from "../../ledger/bulk/notifications.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { campaignRecords } from "../../ledger/queries/campaigns.ts";
import { tokenDigest } from "../../notify/guide-token.ts";
import { batchesOf } from "../../support/batches.ts";
import type { Progress } from "../../support/progress.ts";
import { withProgress } from "../../support/with-progress.ts";
import { withRejectedList } from "../rejected-list.ts";

/** What became of the rows of a file: `added` were new, `known` were there already, `rejected` are listed in `list`. */
export type ImportedEvents = { rows: number; added: number; known: number; rejected: number; list: string };

export type ImportOptions = { file: string; outFolder: string; tokenKey: Uint8Array };

/** Events written in one transaction: pages that write at the same time wait for no longer than that. */
const eventsAtOnce = 2_000;

/**
 * Takes events that another portal reports, under the pseudonyms of guides of ours, once for each `event_id`. Rows that
 * cannot be used are listed in `events-rejected.csv`. Throws a `PipelineError` (exit 2) for a file that cannot be read;
 * what was read before is kept, and comes to nothing new the next time.
 */
export async function importEvents(
  ledger: Ledger,
  store: EventStore,
  { file, outFolder, tokenKey }: ImportOptions,
  progress: Progress,
): Promise<ImportedEvents> {
  const personFor = await personFinder(ledger, tokenKey);
  const list = path.join(outFolder, "events-rejected.csv");
  const counts = { rows: 0, added: 0, known: 0 };
  const rejected = await withRejectedList({ file, list, messages: eventRejections }, async (rejections) => {
    await withProgress(progress, ["Reading events", null, "rows"], async (task) => {
      for await (const batch of batchesOf(readEventFile(file), eventsAtOnce)) {
        const events: KeptEvent[] = [];
        for (const row of batch) {
          const person = "code" in row ? null : personFor(row.subject);
          if ("code" in row) await rejections.add(row);
          else if (person === null) await rejections.add({ line: row.line, code: "unknown-guide", column: "" });
          else events.push({ ...person, at: row.at, event: row.event });
        }
        const added = await store.insert(events);
        counts.rows += batch.length;
        counts.added += added;
        counts.known += events.length - added;
        task.advance(batch.length);
      }
    });
    return rejections.count;
  });
  return { ...counts, rejected, list };
}

type Person = Pick<KeptEvent, "campaign" | "person">;

/** Returns a function that finds the pseudonym of whom an event is about; null for nobody whom we know. */
async function personFinder(ledger: Ledger, tokenKey: Uint8Array): Promise<(subject: EventSubject) => Person | null> {
  const campaigns = await campaignRecords(ledger);
  // Of a purged campaign nobody knows any more whose guide it was.
  const isKnown = (campaign: string) => campaigns.some((one) => one.campaign === campaign && one.purgedOn === null);
  const personOf = (owner: GuideOwner | null) =>
    owner && isKnown(owner.campaign) ? { campaign: owner.campaign, person: pseudonym(tokenKey, owner) } : null;
  return (subject) => {
    if ("token" in subject) return personOf(guideOwner(ledger, tokenDigest(subject.token)));
    if ("notificationId" in subject) return personOf(ownerOfNotification(ledger, subject.notificationId));
    return subject;
  };
}
