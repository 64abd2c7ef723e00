import type { Channel } from "../../domain/notification.ts";
import type { Cells } from "../../support/csv-file.ts";
import type { SeededRandom } from "../seeded-random.ts";
import type { InventedReceipt } from "./invent-receipts.ts";
import type { Act, InventedVisit } from "./invent-visits.ts";

/** Somebody who was told, and the instant of the first notice. */
export type ToldPerson = { notifications: { notificationId: string; channel: Channel }[]; noticeAt: Date };

export const eventColumns = [
  ...["event_id", "notification_id", "at", "type"],
  ...["percent", "number", "service", "place", "rating", "comment"],
];

export const receiptColumns = ["notification_id", "status", "at", "detail"];

/** Rows that come again, as when a portal or a dispatcher sends a batch twice. */
const shareOfRepeated = 0.02;

/** The events of one person in their order, under one of their notifications, and then some of them again. */
export function* eventRows(
  { notifications, noticeAt }: ToldPerson,
  visits: readonly InventedVisit[],
  random: SeededRandom,
): Generator<Cells> {
  const repeated: Cells[] = [];
  for (const { day, acts } of visits) {
    const { notificationId } = random.pick(notifications);
    // From five minutes to nine hours after the hour of the notice: on the same day, counted in any way.
    let seconds = day * 86_400 + 300 + random.below(9 * 3_600);
    for (const act of acts) {
      const row = [inventId(random), notificationId, after(noticeAt, seconds), ...cellsOf(act)];
      yield row;
      if (random.chance(shareOfRepeated)) repeated.push(row);
      seconds += 1 + random.below(20);
    }
  }
  yield* repeated;
}

/** In the order of the columns from `type` on. */
function cellsOf(act: Act): Cells {
  return [
    act.type,
    act.type === "watched" ? act.percent : null,
    act.type === "chapter" ? act.number : null,
    ...(act.type === "service" ? [act.service, act.place] : [null, null]),
    ...(act.type === "rated" ? [act.rating, act.comment] : [null, null]),
  ];
}

/** The receipts of one notification, and some of them again. */
export function* receiptRows(
  { noticeAt }: ToldPerson,
  notificationId: string,
  receipts: readonly InventedReceipt[],
  random: SeededRandom,
): Generator<Cells> {
  for (const { status, seconds, detail } of receipts) {
    const row = [notificationId, status, after(noticeAt, seconds), detail];
    yield row;
    if (random.chance(shareOfRepeated)) yield row;
  }
}

function after(instant: Date, seconds: number): string {
  return new Date(instant.getTime() + seconds * 1_000).toISOString();
}

/** A UUID of version 4. */
function inventId(random: SeededRandom): string {
  const hex = [0, 1, 2, 3].map(() => random.seed().toString(16).padStart(8, "0")).join("");
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
