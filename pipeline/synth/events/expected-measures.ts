import { type Channel, channels } from "../../domain/notification.ts";
import type { InventedReceipt } from "./invent-receipts.ts";
import type { Act, InventedVisit } from "./invent-visits.ts";

/** A figure that is known because what it counts was invented; by the names of contract, section 6. */
export type ExpectedMeasure = readonly [measure: string, dimension: string, value: number];

/** Days after which people are counted together; a bucket ends where the next begins. */
const lateDays = [14, 21, 28, 60];

/** Counts what is invented, person by person, with flat memory: exact counts, also where a campaign would show `<5`. */
export class ExpectedMeasures {
  readonly #counts = new Map<string, Map<string, number>>();

  /** Every figure of a fixed list is there, if only as 0; services and their places are those that were used. */
  constructor() {
    for (const channel of channels) for (const measure of ofChannels) this.#add(measure, channel, 0);
    for (const measure of ["opened", "played", "downloaded", "interactions"]) this.#add(measure, "", 0);
    for (const percent of [25, 50, 75, 100]) this.#add("watched", percent, 0);
    for (const number of [1, 2, 3, 4, 5]) {
      this.#add("chapter", number, 0);
      this.#add("rated", number, 0);
    }
    for (let days = 0; days < 14; days++) this.#addDay(days, 0);
    for (const days of lateDays) this.#addDay(days, 0);
  }

  addNotification(channel: Channel, receipts: readonly InventedReceipt[]): void {
    const has = (...statuses: string[]) => receipts.some(({ status }) => statuses.includes(status));
    const isDelivered = has("delivered", "read");
    this.#add("sent", channel, 1);
    this.#add("delivered", channel, Number(isDelivered));
    this.#add("read", channel, Number(has("read")));
    this.#add("bounced", channel, Number(!isDelivered && has("bounced", "failed")));
  }

  /** All visits of one person, in their order. */
  addVisits(visits: readonly InventedVisit[]): void {
    const [first] = visits;
    if (!first) return;
    this.#add("opened", "", 1);
    this.#add("opened_day", bucketOf(first.day), 1);
    const played = visits.find(({ acts }) => acts.some(({ type }) => type === "played"));
    this.#add("played", "", Number(played !== undefined));
    if (played) this.#add("played_day", bucketOf(played.day), 1);
    this.#addActs(visits.flatMap(({ acts }) => acts));
  }

  #addActs(acts: readonly Act[]): void {
    for (const percent of new Set(acts.flatMap((act) => (act.type === "watched" ? [act.percent] : []))))
      this.#add("watched", percent, 1);
    const chapters = new Set(acts.flatMap((act) => (act.type === "chapter" ? [act.number] : [])));
    for (const number of chapters) this.#add("chapter", number, 1);
    this.#add("downloaded", "", Number(acts.some(({ type }) => type === "downloaded")));
    const rated = acts.findLast((act) => act.type === "rated");
    if (rated?.type === "rated") this.#add("rated", rated.rating, 1);
    for (const act of acts) if (act.type === "service") this.#addService(act.service, act.place);
  }

  #addService(service: string, place: string | null): void {
    this.#add("service", service, 1);
    this.#add("service_place", `${service} ${place ?? "page"}`, 1);
    this.#add("interactions", "", 1);
  }

  #addDay(days: number, count: number): void {
    this.#add("opened_day", bucketOf(days), count);
    this.#add("played_day", bucketOf(days), count);
  }

  #add(measure: string, dimension: string | number, count: number): void {
    const counts = this.#counts.get(measure) ?? new Map<string, number>();
    counts.set(String(dimension), (counts.get(String(dimension)) ?? 0) + count);
    this.#counts.set(measure, counts);
  }

  /** Every figure; the mean has two decimals, and is left out when nobody has rated. */
  all(): ExpectedMeasure[] {
    const figures = [...this.#counts].flatMap(([measure, counts]) =>
      inFixedOrder(measure, [...counts]).map(([dimension, value]): ExpectedMeasure => [measure, dimension, value]),
    );
    const rated = [...(this.#counts.get("rated") ?? [])];
    const people = rated.reduce((sum, [, count]) => sum + count, 0);
    const mean = rated.reduce((sum, [rating, count]) => sum + Number(rating) * count, 0) / people;
    return people === 0 ? figures : [...figures, ["rating_mean", "", Math.round(mean * 100) / 100]];
  }
}

/** Services come as they were used; the others stand in the order of their list. */
function inFixedOrder(measure: string, counts: [string, number][]): [string, number][] {
  return measure.startsWith("service") ? counts.sort(([a], [b]) => (a < b ? -1 : 1)) : counts;
}

const ofChannels = ["sent", "delivered", "read", "bounced"];

/** `0` to `13`, then `14-20`, `21-27`, `28-59`, `60-`. */
function bucketOf(days: number): string {
  const from = lateDays.findLast((start) => days >= start);
  if (from === undefined) return String(days);
  const next = lateDays[lateDays.indexOf(from) + 1];
  return `${from}-${next === undefined ? "" : next - 1}`;
}
