import fc from "fast-check";
import { expect, test } from "vitest";
import { day } from "../../pipeline/domain/day.ts";
import type { DeliveryCounts } from "../../pipeline/measure/delivery/count-delivery.ts";
import { measuresOf } from "../../pipeline/measure/measures.ts";
import { countVisits, type PersonCounted } from "../../pipeline/measure/visits/count-visits.ts";
import { percents, type Visit } from "../../pipeline/measure/visits/visit.ts";

const onDay = day("2026-06-05");

const nothing: Visit = {
  ...{ person: "p", openedOn: onDay, playedOn: onDay, downloaded: false },
  ...{ percents: new Set<number>(), chapters: new Set<number>(), services: new Map<string, number>(), rating: null },
  byDelegates: null,
};

async function* counted(visits: Visit[]): AsyncGenerator<PersonCounted> {
  for (const visit of visits) yield [visit, null];
}

function delivery(changes: Partial<DeliveryCounts> = {}): DeliveryCounts {
  return { channels: [], available: 1_000, unreachable: { "no-channel": 0, "not-delivered": 0 }, ...changes };
}

async function measured(visits: Visit[], changes: Partial<Parameters<typeof measuresOf>[0]> = {}) {
  const measures = measuresOf(
    {
      ...{ selected: 1_000, delivery: delivery(), delegates: null, corrections: null, outcome: null, process: {} },
      visits: await countVisits(counted(visits)),
      ...changes,
    },
    5,
  );
  return Object.fromEntries(
    measures.map(({ measure, dimension, value }) => [dimension === "" ? measure : `${measure} ${dimension}`, value]),
  );
}

const times = (count: number, visit: Partial<Visit>) => Array.from({ length: count }, () => ({ ...nothing, ...visit }));

test("what was watched is compared with who has opened also when who has played is not shown", async () => {
  const shown = await measured([
    ...times(98, { percents: new Set([25]), chapters: new Set([1]) }),
    ...times(2, { playedOn: null }),
  ]);
  expect([shown.opened, shown.played, shown["watched 25"], shown["chapter 1"]]).toEqual([100, "near", "near", "near"]);
});

test("what was sent is compared with whom it was to be sent to", async () => {
  const counts = { delivered: 0, read: 0, bounced: 0 };
  const shown = await measured([], {
    delivery: delivery({
      available: 998,
      channels: [
        { channel: "myinps", sent: 998, ...counts },
        { channel: "sms", sent: 995, ...counts },
      ],
    }),
  });
  expect([shown.selected, shown.available, shown["sent myinps"], shown["sent sms"]]).toEqual([
    ...[1_000, "near", "near", 995],
  ]);
});

test.each([
  { selected: 5, shown: [3, 40, 12] },
  { selected: 4, shown: ["near", "near", "near"] },
])("of $selected selected, videos and scenes are $shown", async ({ selected, shown }) => {
  const measures = await measured([], { selected, process: { videos: 3, scenes: 40, rendered: 12 } });
  expect([measures.videos, measures.scenes, measures.rendered]).toEqual(shown);
});

test("without events nothing is said of visits, which is not that nobody came", async () => {
  expect(Object.keys(await measured([], { visits: null }))).toEqual([
    ...["selected", "available", "unreachable no-channel", "unreachable not-delivered"],
  ]);
});

test("when all arrived that is said, whatever did not come back", async () => {
  const shown = await measured([], {
    delivery: delivery({ channels: [{ channel: "sms", sent: 900, delivered: 900, read: 500, bounced: 0 }] }),
  });
  expect(["delivered", "read", "bounced"].map((name) => shown[`${name} sms`])).toEqual([900, 500, "few"]);
});

test("services that are not shown are of five different people at least", async () => {
  const shown = await measured([
    ...times(40, { services: new Map([["a page", 1]]) }),
    ...times(12, { services: new Map([["d page", 1]]) }),
    // Three people, twice.
    ...times(3, {
      services: new Map([
        ["b page", 2],
        ["c page", 1],
      ]),
    }),
  ]);
  expect(["a", "b", "c", "d"].map((id) => shown[`service ${id}`])).toEqual([40, "few", "few", "near"]);
  expect(shown.interactions).toBe(61);
});

test.each([
  { name: "all five stars", ratings: { 5: 6 }, mean: "near" },
  { name: "nearly all five stars, by one decimal", ratings: { 5: 60, 4: 1 }, mean: "near" },
  { name: "few of one, of many", ratings: { 5: 56, 1: 4 }, mean: 4.7 },
  { name: "few of one, not of so many", ratings: { 5: 45, 1: 4 }, mean: "near" },
  { name: "five of each", ratings: { 1: 5, 2: 5, 3: 5, 4: 5, 5: 6 }, mean: 3.08 },
  { name: "four", ratings: { 3: 4 }, mean: "few" },
])("the mean of ratings: $name", async ({ ratings, mean }) => {
  const visits = Object.entries(ratings).flatMap(([rating, count]) => times(count, { rating: Number(rating) }));
  const shown = await measured(visits);
  expect(shown.rating_mean).toBe(mean);
  const distribution = [1, 2, 3, 4, 5].map((rating) => typeof shown[`rated ${rating}`]);
  expect(new Set(distribution).size).toBe(1);
});

test("no two counts that are shown of people within each other leave few between them", async () => {
  const visit = fc.record({ opened: fc.boolean(), played: fc.boolean(), watched: fc.nat(4), downloaded: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(visit, { maxLength: 60 }), fc.nat(10), async (visits, untold) => {
      const shown = await measured(
        visits.map(({ watched, opened, played, downloaded }) => ({
          ...{ ...nothing, downloaded, openedOn: opened ? onDay : null, playedOn: played ? onDay : null },
          percents: new Set<number>(percents.slice(0, watched)),
        })),
        { selected: visits.length + untold, delivery: delivery({ available: visits.length }) },
      );
      const people = Object.entries(shown).flatMap(([name, value]) =>
        /^(selected|available|opened|played|downloaded|watched)\b(?!_)/.test(name) && typeof value === "number"
          ? [value]
          : [],
      );
      for (const one of people) for (const other of people) expect([1, 2, 3, 4]).not.toContain(Math.abs(one - other));
    }),
  );
});
