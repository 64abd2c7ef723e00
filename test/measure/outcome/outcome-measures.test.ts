import fc from "fast-check";
import { expect, test } from "vitest";
import { disclosure } from "../../../pipeline/measure/disclosure/small-numbers.ts";
import type { PaidIn } from "../../../pipeline/measure/outcome/count-told.ts";
import { addOutcome, noOutcome, type OutcomeCounts } from "../../../pipeline/measure/outcome/outcome-counts.ts";
import { outcomeMeasures } from "../../../pipeline/measure/outcome/outcome-measures.ts";
import { paidByDay } from "../../../pipeline/measure/outcome/paid-by-day.ts";
import { pooled } from "../../../pipeline/measure/outcome/pooled.ts";
import { shareDifference } from "../../../pipeline/measure/outcome/share-difference.ts";
import { seededRandom } from "../../../pipeline/synth/seeded-random.ts";

/** So many employers of one quarter each, of whom so many have paid. */
function employers(people: number, paid: number): OutcomeCounts {
  const counts = noOutcome();
  for (let number = 0; number < people; number += 1) addOutcome(counts, { named: 1, paid: Number(number < paid) });
  return counts;
}

const nobody = { told: { byChannels: new Map(), paidIn: [], guided: noOutcome(), heldOut: noOutcome() } };

function shown(outcome: Partial<Parameters<typeof outcomeMeasures>[0]>) {
  const measures = outcomeMeasures(
    { ...nobody, byVisit: null, isKnown: true, hasLimit: false, ...outcome },
    disclosure(5),
  );
  return Object.fromEntries(measures.map(({ measure, dimension, value }) => [`${measure} ${dimension}`.trim(), value]));
}

test("the share that is paid of two groups that are the same", () => {
  const found = shareDifference(employers(100, 50), employers(100, 50));
  expect(found).toMatchObject({ guided: 50, heldOut: 50, difference: 0 });
  // 1.96 × √(2 × 0.25 / 99)
  expect(found?.low).toBeCloseTo(-13.93, 1);
  expect(found?.high).toBeCloseTo(13.93, 1);
});

test("quarters of one employer are one draw, not many", () => {
  const twice = noOutcome();
  for (let number = 0; number < 100; number += 1) addOutcome(twice, { named: 4, paid: number < 50 ? 4 : 0 });
  const one = shareDifference(employers(100, 50), employers(100, 30));
  expect(shareDifference(twice, employers(100, 30))?.high).toBeCloseTo(one?.high ?? 0, 6);
});

test("the interval holds the true difference about 95 times of 100", () => {
  const random = seededRandom("interval");
  const group = (share: number) => {
    const counts = noOutcome();
    for (let number = 0; number < 300; number += 1) {
      const named = 1 + random.below(3);
      // An employer pays all or nothing, mostly.
      const pays = random.chance(share);
      addOutcome(counts, { named, paid: pays ? named : 0 });
    }
    return counts;
  };
  let hits = 0;
  for (let round = 0; round < 1_000; round += 1) {
    const found = shareDifference(group(0.6), group(0.5));
    hits += Number(found !== null && found.low <= 10 && 10 <= found.high);
  }
  expect(hits / 1_000).toBeGreaterThan(0.93);
  expect(hits / 1_000).toBeLessThan(0.97);
});

test.each([
  { name: "nobody held out", guided: [50, 20], heldOut: [0, 0], is: {} },
  {
    name: "a share of each",
    guided: [100, 60],
    heldOut: [50, 20],
    is: { holdout_quarters_named: 50, holdout_quarters_paid_since: 20, holdout_difference: 20 },
  },
  {
    name: "few held out",
    guided: [100, 60],
    heldOut: [4, 2],
    is: { holdout_quarters_named: "few", holdout_difference: "near" },
  },
  {
    name: "all held out have paid",
    guided: [100, 60],
    heldOut: [50, 50],
    is: { holdout_quarters_paid_since: "near", holdout_difference: "near" },
  },
  {
    name: "none of them has paid",
    guided: [100, 60],
    heldOut: [50, 0],
    is: { holdout_quarters_paid_since: "few", holdout_difference: "near" },
  },
] as { name: string; guided: [number, number]; heldOut: [number, number]; is: Record<string, unknown> }[])(
  "held out: $name",
  ({ guided, heldOut, is }) => {
    const told = { ...nobody.told, guided: employers(...guided), heldOut: employers(...heldOut) };
    const measures = shown({ told });
    if (heldOut[0] === 0) expect(Object.keys(measures).filter((name) => name.startsWith("holdout"))).toEqual([]);
    expect(measures).toMatchObject(is);
  },
);

test.each([
  { name: "all of them", told: 100, hasLimit: false, difference: 20 },
  { name: "few were not", told: 97, hasLimit: false, difference: "near" },
  { name: "enough were not", told: 95, hasLimit: false, difference: 20 },
  { name: "not with a limit: most who are selected got no guide", told: 100, hasLimit: true, difference: undefined },
])("held out, and who was guided was told: $name", ({ told, hasLimit, difference }) => {
  const counts = { guided: employers(100, 60), heldOut: employers(50, 20) };
  const byChannels = new Map([["myinps", employers(told, Math.min(told, 60))]]);
  const measures = shown({ told: { ...nobody.told, ...counts, byChannels }, hasLimit });
  expect(measures.holdout_quarters_paid_since).toBe(20);
  expect(measures.holdout_difference).toBe(difference);
  expect("holdout_share guided" in measures).toBe(!hasLimit);
});

test.each([
  { name: "both are many", opened: [40, 20], notOpened: [60, 10], named: [40, 60], paid: [20, 10] },
  { name: "few have opened", opened: [4, 2], notOpened: [60, 10], named: ["few", "near"], paid: ["few", "near"] },
  { name: "few of them have paid", opened: [40, 3], notOpened: [60, 10], named: [40, 60], paid: ["few", "near"] },
  { name: "few of them have not", opened: [40, 38], notOpened: [60, 10], named: [40, 60], paid: ["near", "near"] },
] as { name: string; opened: [number, number]; notOpened: [number, number]; named: unknown[]; paid: unknown[] }[])(
  "by whether the guide was opened: $name",
  ({ opened, notOpened, named, paid }) => {
    const measures = shown({ byVisit: { opened: employers(...opened), notOpened: employers(...notOpened) } });
    expect(["opened", "not-opened"].map((group) => measures[`quarters_named ${group}`])).toEqual(named);
    expect(["opened", "not-opened"].map((group) => measures[`quarters_paid_since ${group}`])).toEqual(paid);
  },
);

test("nothing is said of payments before anybody can know of them", () => {
  const byVisit = { opened: employers(40, 0), notOpened: employers(60, 0) };
  expect(Object.keys(shown({ byVisit, isKnown: false }))).toEqual([
    "quarters_named opened",
    "quarters_named not-opened",
  ]);
});

test.each([
  { name: "all are enough", groups: { a: 10, b: 20 }, rows: { a: 10, b: 20 } },
  { name: "small ones together are enough", groups: { a: 3, b: 4, c: 20 }, rows: { c: 20, other: 7 } },
  { name: "a small one takes the next", groups: { a: 2, b: 9, c: 20 }, rows: { c: 20, other: 11 } },
  { name: "all are small", groups: { a: 1, b: 2 }, rows: { other: 3 } },
  { name: "one alone", groups: { a: 3 }, rows: { a: 3 } },
] as { name: string; groups: Record<string, number>; rows: Record<string, number> }[])(
  "groups counted together: $name",
  ({ groups, rows }) => {
    const counts = new Map(Object.entries(groups).map(([name, people]) => [name, employers(people, 0)]));
    const found = pooled(counts, ({ people }) => people >= 5);
    expect(Object.fromEntries(found.map(([name, { people }]) => [name, people]))).toEqual(rows);
  },
);

const days = (...entries: [people: number, quarters: number][]): PaidIn[] =>
  entries.map(([people, quarters], index) => ({ withinDays: 7 * index, people, quarters }));

test.each([
  { name: "enough in each", paid: days([5, 6], [7, 9], [5, 5]), is: [6, 15] },
  { name: "none in some: nobody is told of", paid: days([0, 0], [7, 9], [5, 5]), is: [0, 9] },
  { name: "few in one: it waits for the next", paid: days([3, 3], [7, 9], [5, 5]), is: ["near", 12] },
  { name: "few in the last: the one before is not shown", paid: days([5, 6], [7, 9], [1, 2]), is: [6, "near"] },
  { name: "few in all", paid: days([1, 1], [1, 1], [1, 1]), is: ["near", "near"] },
])("paid by day: $name", ({ paid, is }) => {
  expect(paidByDay(paid, true, disclosure(5)).map(({ value }) => value)).toEqual(is);
});

test("between two figures by day that are shown there are payments of enough people, or none", () => {
  const entry = fc
    .nat(12)
    .chain((people) => fc.tuple(fc.constant(people), fc.integer({ min: people, max: 3 * people })));
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 7 }), (entries) => {
      const paid = days(...(entries as [number, number][]));
      fc.pre(entries.some(([people]) => people >= 5));
      const all = paid.reduce((sum, { quarters }) => sum + quarters, 0);
      const values = [...paidByDay(paid, true, disclosure(5)).map(({ value }) => value), all];
      let [last, people] = [0, 0];
      for (const [index, value] of values.entries()) {
        people += paid[index]?.people ?? 0;
        if (typeof value !== "number") continue;
        if (value !== last) expect(people).toBeGreaterThanOrEqual(5);
        [last, people] = [value, 0];
      }
    }),
  );
});
