import { expect, test } from "vitest";
import type { EventRow } from "../../../pipeline/events/event-store.ts";
import { visitsIn } from "../../../pipeline/measure/visits/visit.ts";

/** Events of one person after the other, a second apart. */
function events(...told: [person: string, event: Partial<EventRow> & Pick<EventRow, "type">][]): EventRow[] {
  return told.map(([person, event], index) => ({
    ...{ event_id: String(index), campaign: "2026-05", person },
    at: `2026-06-05T08:00:${String(index).padStart(2, "0")}.000Z`,
    ...{ percent: null, number: null, service: null, place: null, rating: null, comment: null, actor: null },
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
  expect(found.map(({ person, openedOn, playedOn, downloaded }) => [person, openedOn, playedOn, downloaded])).toEqual([
    ["a", "2026-06-05", null, false],
    ["b", null, "2026-06-05", false],
    ["c", null, null, true],
  ]);
});

test("the last rating counts, services as often as they were opened, chapters and percentages once", async () => {
  const [visit] = await visits(
    ["a", { type: "rated", rating: 2, comment: "Lunga" }],
    ["a", { type: "chapter", number: 1 }],
    ["a", { type: "chapter", number: 1 }],
    ["a", { type: "watched", percent: 25 }],
    ["a", { type: "service", service: "x" }],
    ["a", { type: "service", service: "x" }],
    ["a", { type: "service", service: "x", place: "2" }],
    ["a", { type: "service", service: "y", place: "end" }],
    ["a", { type: "rated", rating: 5 }],
  );
  expect(visit?.rating).toBe(5);
  expect([...(visit?.services ?? [])]).toEqual([
    ["x page", 2],
    ["x 2", 1],
    ["y end", 1],
  ]);
  expect([[...(visit?.chapters ?? [])], [...(visit?.percents ?? [])]]).toEqual([[1], [25]]);
});
