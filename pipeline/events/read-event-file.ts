import { type Actor, actorSchema } from "../domain/actor.ts";
import { instant, noInstant } from "../domain/instant.ts";
import { type FileRecord, malformedRecord, readRecords } from "../support/read-records.ts";
import { type PageEvent, pageEvent } from "./event-schema.ts";

/** Whose an event of another portal is: by the token of the guide, by a notification, or by our own pseudonym. */
export type EventSubject = { token: string } | { notificationId: string } | { campaign: string; person: string };

/** An event as another portal reports it; `at` is UTC, ISO 8601 with milliseconds. */
export type ReportedEvent = { line: number; subject: EventSubject; at: string; actor: Actor | null; event: PageEvent };

/** Why a row of a file of events is not used. */
export const eventRejections = {
  "malformed-row": malformedRecord,
  "unknown-guide":
    "No guide of ours has this token or notification_id, its campaign was purged, or no campaign of ours has this name",
  "no-guide": "The row says neither token nor notification_id, nor campaign and person as `events export` writes them",
  "invalid-event": "This is no event as agreed",
  "invalid-time": noInstant,
} as const;

export type EventRejection = { line: number; code: keyof typeof eventRejections; column: string };

/** Fields of events that are numbers, which a CSV has as texts. */
const numbers = ["percent", "number", "rating"];
const fields = ["event_id", "type", ...numbers, "service", "place", "comment"];

/**
 * Reads a file of events (`readRecords`) row by row. A row that is not as agreed comes as a rejection. Throws a
 * `PipelineError` (exit 2) for a file that cannot be read.
 */
export async function* readEventFile(file: string): AsyncGenerator<ReportedEvent | EventRejection> {
  for await (const record of readRecords(file, ["event_id", "type", "at"])) yield eventIn(record);
}

function eventIn({ line, cells }: FileRecord): ReportedEvent | EventRejection {
  const reject = (code: EventRejection["code"], column = ""): EventRejection => ({ line, code, column });
  if (cells === null) return reject("malformed-row");
  const subject = subjectOf(cells);
  if (subject === null) return reject("no-guide");
  const at = instant.safeParse(cells.at);
  if (!at.success) return reject("invalid-time", "at");
  const said = fields.filter((name) => cells[name] !== undefined).map((name) => [name, eventValue(name, cells[name])]);
  const event = pageEvent.safeParse(Object.fromEntries(said));
  if (!event.success) return reject("invalid-event", String(event.error.issues[0]?.path[0] ?? ""));
  const actor = actorSchema.optional().safeParse(cells.actor);
  if (!actor.success) return reject("invalid-event", "actor");
  return { line, subject, at: at.data, actor: actor.data ?? null, event: event.data };
}

function eventValue(name: string, cell = ""): string | number {
  return numbers.includes(name) && /^\d{1,3}$/.test(cell) ? Number(cell) : cell;
}

function subjectOf({ token, notification_id, campaign, person }: Record<string, string>): EventSubject | null {
  if (token !== undefined) return { token };
  if (notification_id !== undefined) return { notificationId: notification_id };
  const isOurs = /^\d{4}-\d{2}$/.test(campaign ?? "") && /^[0-9a-f]{32}$/.test(person ?? "");
  return isOurs && campaign !== undefined && person !== undefined ? { campaign, person } : null;
}
