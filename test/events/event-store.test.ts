import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import createKnex from "knex";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../../pipeline/domain/actor.ts";
import { eventMigrations } from "../../pipeline/events/event-migrations.ts";
import type { PageEvent } from "../../pipeline/events/event-schema.ts";
import { openEventStore } from "../../pipeline/events/event-store.ts";
import { openEvents } from "../../pipeline/events/open-events.ts";
import { pseudonym } from "../../pipeline/events/pseudonym.ts";
import { keptEvents } from "../serve/served.ts";
import { type Postgres, startPostgres } from "./postgres.ts";

const folder = mkdtempSync(path.join(tmpdir(), "event-store-"));
let postgres: Postgres;
let next = 0;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres?.stop();
  rmSync(folder, { recursive: true });
});

/** Where a test may keep its events: a file, or a database of its own. */
const places = {
  SQLite: async () => path.join(folder, `${next++}.sqlite`),
  PostgreSQL: () => postgres.newDatabase(),
};

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

async function storeAt(
  place: string,
  ...batches: { person?: string; at?: string; actor?: Actor | null; event: PageEvent }[][]
) {
  const store = await openEventStore(place);
  const kept = batches.map((batch) =>
    batch.map(({ person = "p", at = "2026-06-05T08:00:00.000Z", actor = null, event }) => ({
      ...{ campaign: "2026-05", person, at, actor, event },
    })),
  );
  await Promise.all(kept.map((batch) => store.append(batch)));
  return store;
}

/** Events as version 002 of the tables has them. */
async function writeEarlierEvents(place: string, events: Record<string, string>[]): Promise<void> {
  const knex = createKnex(
    place.startsWith("postgres:")
      ? { client: "pg", connection: place }
      : { client: "better-sqlite3", connection: { filename: place }, useNullAsDefault: true },
  );
  const migrations = (await eventMigrations.getMigrations([])).slice(0, 2);
  await knex.migrate.latest({ migrationSource: { ...eventMigrations, getMigrations: async () => migrations } });
  const common = { campaign: "2026-05", person: "p", at: "2026-06-05T08:00:00.000Z" };
  for (const event of events) await knex("events").insert({ ...common, ...event });
  await knex.destroy();
}

describe.each(Object.entries(places))("%s", (_name, newPlace) => {
  let place: string;
  beforeEach(async () => {
    place = await newPlace();
  });

  test("the same event_id counts once, within a batch, in two at once, and after the file was opened again", async () => {
    const opened: PageEvent = { event_id: id(1), type: "opened" };
    const store = await storeAt(place, [{ event: opened }, { event: opened }], [{ event: opened }]);
    await store.close();
    const again = await openEventStore(place);
    await again.append([{ campaign: "2026-05", person: "other", at: "2026-06-06T00:00:00.000Z", event: opened }]);
    await again.close();
    expect(await keptEvents(place)).toMatchObject([
      { event_id: id(1), type: "opened", person: "p", at: "2026-06-05T08:00:00.000Z" },
    ]);
  });

  test("what an event says is kept in columns of its own", async () => {
    const store = await storeAt(place, [
      { event: { event_id: id(1), type: "watched", percent: 75 } },
      { event: { event_id: id(2), type: "chapter", number: 3 } },
      { event: { event_id: id(3), type: "service", service: "estratto-conto" } },
      { event: { event_id: id(4), type: "rated", rating: 5, comment: "Chiara" } },
      { event: { event_id: id(5), type: "service", service: "estratto-conto", place: "end" } },
    ]);
    await store.close();
    expect(await keptEvents(place)).toMatchObject([
      { type: "watched", percent: 75, number: null },
      { type: "chapter", number: 3 },
      { type: "service", service: "estratto-conto", place: null },
      { type: "rated", rating: 5, comment: "Chiara" },
      { type: "service", service: "estratto-conto", place: "end" },
    ]);
  });

  test("events of an earlier version are kept, without a place, and new ones have theirs", async () => {
    await writeEarlierEvents(place, [{ event_id: id(1), type: "service", service: "estratto-conto" }]);
    const store = await storeAt(place, [
      { event: { event_id: id(2), type: "service", service: "estratto-conto", place: "2" } },
    ]);
    const kept = await Array.fromAsync(store.all(null));
    await store.close();
    expect(kept.map(({ event_id, service, place: from }) => [event_id, service, from])).toEqual([
      [id(1), "estratto-conto", null],
      [id(2), "estratto-conto", "2"],
    ]);
  });

  test("the last rating of a person counts", async () => {
    const rated = (number: number, rating: number, at: string, person = "p") => ({
      ...{ person, at },
      event: { event_id: id(number), type: "rated", rating } as PageEvent,
    });
    const store = await storeAt(place, [
      rated(1, 5, "2026-06-05T08:00:00.000Z"),
      rated(2, 2, "2026-06-07T08:00:00.000Z"),
      rated(3, 4, "2026-06-06T08:00:00.000Z"),
      rated(4, 1, "2026-06-09T08:00:00.000Z", "other"),
    ]);
    expect(await store.lastRating("2026-05", "p", "employer")).toEqual({ rating: 2, hasComment: false });
    expect(await store.lastRating("2026-05", "nobody", "employer")).toBeNull();
    await store.close();
  });

  test("who acted is kept; a delegate’s rating and comment are not the employer’s", async () => {
    const rated = (number: number, rating: number, actor: "employer" | "delegate" | null, comment: string) => ({
      ...{ person: "p", at: `2026-06-0${number}T08:00:00.000Z`, actor },
      event: { event_id: id(number), type: "rated", rating, comment } as PageEvent,
    });
    const store = await storeAt(place, [
      rated(1, 5, null, "first"),
      rated(2, 4, "employer", "then"),
      rated(3, 1, "delegate", "of another"),
    ]);
    expect(await store.lastRating("2026-05", "p", "employer")).toEqual({ rating: 4, hasComment: true });
    expect(await store.lastRating("2026-05", "p", "delegate")).toEqual({ rating: 1, hasComment: true });
    expect(await store.latestComments("2026-05", 5)).toEqual(["then"]);
    const counted = await Array.fromAsync(store.inOrder("2026-05"));
    expect(counted.map(({ actor }) => actor)).toEqual([null, "employer", "delegate"]);
    await store.close();
  });

  test("events of an earlier version are nobody’s in particular, and count as before", async () => {
    const knex = await openEvents(place);
    await knex.migrate.down({ migrationSource: eventMigrations });
    await knex("events").insert({
      ...{
        event_id: id(1),
        campaign: "2026-05",
        person: "p",
        type: "rated",
        rating: 3,
        at: "2026-06-05T08:00:00.000Z",
      },
    });
    await knex.destroy();
    const store = await storeAt(place, []);
    expect(await Array.fromAsync(store.inOrder("2026-05"))).toMatchObject([{ event_id: id(1), actor: null }]);
    expect(await store.lastRating("2026-05", "p", "employer")).toEqual({ rating: 3, hasComment: false });
    await store.close();
  });

  test("thousands at once are all there", async () => {
    const batches = Array.from({ length: 100 }, (_, batch) =>
      Array.from({ length: 50 }, (_, index) => ({
        event: { event_id: id(batch * 50 + index), type: "played" } as PageEvent,
      })),
    );
    const store = await storeAt(place, ...batches);
    await store.close();
    expect(await keptEvents(place)).toHaveLength(5_000);
  });

  test("what a person did with the guide of a campaign can be removed, and nothing else", async () => {
    const at = "2026-06-05T08:00:00.000Z";
    const event = (number: number) => ({ event_id: id(number), type: "opened" }) as PageEvent;
    const store = await openEventStore(place);
    await store.insert([
      { campaign: "2026-05", person: "p", at, event: event(1) },
      { campaign: "2026-05", person: "p", at, event: event(2) },
      { campaign: "2026-05", person: "q", at, event: event(3) },
      { campaign: "2026-08", person: "p", at, event: event(4) },
      { campaign: "2026-11", person: "p", at, actor: "delegate", event: event(5) },
    ]);
    // Who acts for them has opened it, not they.
    expect(await store.hasOpened("2026-11", "p")).toBe(false);
    expect(await store.hasOpened("2026-05", "p")).toBe(true);
    expect(await store.removePerson("2026-05", "p")).toBe(2);
    expect(await store.removePerson("2026-05", "p")).toBe(0);
    expect(await store.hasOpened("2026-05", "p")).toBe(false);
    const kept = (await Array.fromAsync(store.all(null))).map(({ campaign, person }) => `${campaign} ${person}`);
    expect(kept).toEqual(["2026-05 q", "2026-08 p", "2026-11 p"]);
    await store.close();
  });

  test("all are read by id, those of a campaign person by person in their order; comments can be removed", async () => {
    const event = (number: number, person: string, second: number) => ({
      person,
      at: `2026-06-05T08:00:${String(second).padStart(2, "0")}.000Z`,
      event: { event_id: id(number), type: "rated", rating: 3, comment: `c${number}` } as PageEvent,
    });
    // More than is read at once, of many persons, and not in their order.
    const events = Array.from({ length: 12_000 }, (_, n) => event((n * 7_919) % 12_000, `p${n % 13}`, (n * 31) % 60));
    const store = await openEventStore(place);
    const kept = events.map((one) => ({ campaign: "2026-05", ...one }));
    expect(await store.insert(kept)).toBe(12_000);
    expect(await store.insert(kept.slice(0, 700))).toBe(0);
    expect(await store.insert([{ ...event(12_001, "p", 0), campaign: "2026-08" }])).toBe(1);
    const all = await Array.fromAsync(store.all(null));
    expect(all.map(({ event_id }) => event_id)).toEqual(all.map(({ event_id }) => event_id).toSorted());
    expect([all.length, (await Array.fromAsync(store.all("2026-05"))).length]).toEqual([12_001, 12_000]);
    const inOrder = await Array.fromAsync(store.inOrder("2026-05"));
    const keys = inOrder.map(({ person, at, event_id }) => `${person} ${at} ${event_id}`);
    expect([keys.length, new Set(keys).size]).toEqual([12_000, 12_000]);
    expect(keys).toEqual(
      inOrder
        .toSorted((a, b) => compare(a.person, b.person) || compare(a.at, b.at) || compare(a.event_id, b.event_id))
        .map(({ person, at, event_id }) => `${person} ${at} ${event_id}`),
    );
    // The last second of each person; of several in it any one.
    const latest = await store.latestComments("2026-05", 5);
    expect([latest.length, new Set(latest.map((text) => (Number(text.slice(1)) * 7) % 13)).size]).toEqual([5, 5]);
    expect(await store.latestComments("2026-05", 100)).toHaveLength(13);
    expect(await store.removeComments("2026-05")).toBe(12_000);
    expect((await Array.fromAsync(store.all(null))).filter(({ comment }) => comment !== null)).toHaveLength(1);
    await store.close();
  });
});

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

test("a file that another process has locked is waited for, and nothing else meanwhile", async () => {
  const place = await places.SQLite();
  const store = await openEventStore(place);
  const other = createKnex({ client: "better-sqlite3", connection: { filename: place }, useNullAsDefault: true });
  await other.raw("begin immediate");
  let ticks = 0;
  const ticking = setInterval(() => {
    ticks += 1;
  }, 10);
  setTimeout(() => other.raw("commit").then(() => {}), 600);
  await store.append([
    { campaign: "2026-05", person: "p", at: "2026-06-05T08:00:00.000Z", event: { event_id: id(1), type: "opened" } },
  ]);
  clearInterval(ticking);
  expect(ticks).toBeGreaterThan(20);
  await other.destroy();
  await store.close();
  expect(await keptEvents(place)).toHaveLength(1);
});

test("comments that are removed stand in no file of the database, also while a server has it open", async () => {
  const place = await places.SQLite();
  const [server, store] = [await openEventStore(place), await openEventStore(place)];
  const event: PageEvent = { event_id: id(1), type: "rated", rating: 5, comment: "Grazie a tutti quanti" };
  await server.append([{ campaign: "2026-05", person: "p", at: "2026-06-05T08:00:00.000Z", event }]);
  expect(await store.removeComments("2026-05")).toBe(1);
  for (const file of [place, `${place}-wal`]) expect(readFileSync(file, "latin1")).not.toContain("Grazie a tutti");
  await store.close();
  await server.close();
});

test("a pseudonym is the same for the same guide, and another for another campaign, employer or key", () => {
  const key = new Uint8Array(32).fill(7);
  const owner = { campaign: "2026-05", employerId: "FRRMRA61C54H501J" };
  const own = pseudonym(key, owner);
  // For ever: what was kept under another would be of somebody else.
  expect(own).toBe("0cdba705caf23450157a1f7ab61a8ec5");
  expect(pseudonym(key, owner)).toBe(own);
  expect(pseudonym(key, { ...owner, campaign: "2026-08" })).not.toBe(own);
  expect(pseudonym(key, { ...owner, employerId: "90000000011" })).not.toBe(own);
  expect(pseudonym(new Uint8Array(32).fill(8), owner)).not.toBe(own);
});
