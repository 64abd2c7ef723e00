import { expect, test } from "vitest";
import type { EventRow } from "../../pipeline/events/event-store.ts";
import { stoppedAt, type Visit, visitsIn } from "../../pipeline/measure/visit.ts";

/** Events of one person after the other, a second apart. */
function events(...told: [person: string, event: Partial<EventRow> & Pick<EventRow, "type">][]): EventRow[] {
  return told.map(([person, event], index) => ({
    ...{
      event_id: String(index),
      campaign: "2026-05",
      person,
      at: `2026-06-05T08:00:${String(index).padStart(2, "0")}.000Z`,
    },
    ...{ percent: null, number: null, service: null, rating: null, comment: null },
    ...event,
  }));
}

async function* later<Item>(items: Item[]): AsyncGenerator<Item> {
  yield* items;
}

const visits = (...told: Parameters<typeof events>) => Array.fromAsync(visitsIn(later(events(...told))));

test("nobody", async () => {
  expect(await visits()).toEqual([]);
});

test("one visit for each person, however often they came", async () => {
  const found = await visits(
    ["a", { type: "opened" }],
    ["a", { type: "opened" }],
    ["b", { type: "played" }],
    ["c", { type: "downloaded" }],
  );
  expect(found.map(({ person, opened, played, downloaded }) => [person, opened, played, downloaded])).toEqual([
    ["a", true, false, false],
    ["b", false, true, false],
    ["c", false, false, true],
  ]);
});

test("the last rating counts, with its own comment", async () => {
  const [visit] = await visits(
    ["a", { type: "rated", rating: 2, comment: "Lunga" }],
    ["a", { type: "rated", rating: 5 }],
    ["a", { type: "opened" }],
  );
  expect(visit?.rating).toEqual({ rating: 5, comment: null });
});

test("a service belongs to the chapter before it, to the end, or to before the video", async () => {
  const [visit] = await visits(
    ["a", { type: "service", service: "x" }],
    ["a", { type: "chapter", number: 1 }],
    ["a", { type: "chapter", number: 2 }],
    ["a", { type: "service", service: "y" }],
    ["a", { type: "watched", percent: 100 }],
    ["a", { type: "service", service: "y" }],
    ["a", { type: "chapter", number: 1 }],
    ["a", { type: "service", service: "x" }],
  );
  expect(visit?.services).toEqual([
    { service: "x", place: "before" },
    { service: "y", place: 2 },
    { service: "y", place: "end" },
    { service: "x", place: 1 },
  ]);
});

test.each([
  { name: "who watched to the end has not stopped", chapters: [1, 2, 5], percents: [25, 100], stopped: null },
  { name: "who never played has not stopped", chapters: [], percents: [], stopped: null },
  { name: "the furthest chapter", chapters: [1, 3, 2], percents: [25], stopped: 3 },
])("$name", ({ chapters, percents, stopped }) => {
  const visit = { chapters: new Set(chapters), percents: new Set(percents) } as unknown as Visit;
  expect(stoppedAt(visit)).toBe(stopped);
});
