import fc from "fast-check";
import { expect, test } from "vitest";
import { disclosed, disclosedChain, disclosedParts } from "../../pipeline/measure/small-numbers.ts";

test.each([
  { people: 0, shown: null },
  { people: 4, shown: null },
  { people: 5, shown: "x" },
])("$people people", ({ people, shown }) => {
  expect(disclosed(people, "x")).toBe(shown);
});

test.each([
  { name: "all apart by five", counts: [100, 50, 45, 5], shown: [100, 50, 45, 5] },
  { name: "equal ones leave nobody between them", counts: [100, 100, 50, 50], shown: [100, 100, 50, 50] },
  { name: "one that is four below", counts: [100, 96, 50], shown: [100, null, 50] },
  { name: "compared with the last that is shown", counts: [100, 96, 95], shown: [100, null, 95] },
  { name: "compared with all that are shown", counts: [13, 5, 10], shown: [13, 5, null] },
  { name: "small ones", counts: [100, 4, 0], shown: [100, null, null] },
  { name: "none", counts: [], shown: [] },
])("a chain: $name", ({ counts, shown }) => {
  expect(disclosedChain(counts)).toEqual(shown);
});

test.each([
  { name: "none is small", parts: [10, 20, 5], shown: [10, 20, 5] },
  { name: "one is small: the smallest other goes too", parts: [3, 20, 9], shown: [null, 20, null] },
  { name: "two are small, and together enough", parts: [3, 2, 20], shown: [null, null, 20] },
  { name: "two are small, and together not", parts: [1, 2, 20, 9], shown: [null, null, 20, null] },
  { name: "an empty one", parts: [0, 20, 9], shown: [null, 20, null] },
  { name: "all are small", parts: [1, 2], shown: [null, null] },
  { name: "one alone", parts: [7], shown: [7] },
  { name: "one alone that is small", parts: [3], shown: [null] },
])("parts: $name", ({ parts, shown }) => {
  expect(disclosedParts(parts)).toEqual(shown);
});

/** All ways in which hidden parts can add up to what is missing. */
function* solutions(count: number, sum: number): Generator<number[]> {
  if (count === 0) {
    if (sum === 0) yield [];
    return;
  }
  if (count === 1) return yield [sum];
  for (let first = 0; first <= sum; first++)
    for (const rest of solutions(count - 1, sum - first)) yield [first, ...rest];
}

test("who knows the whole and what is shown cannot work out a part that is hidden", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(12), { minLength: 2, maxLength: 5 }), (parts) => {
      const shown = disclosedParts(parts);
      const hidden = parts.filter((_, index) => shown[index] === null);
      fc.pre(hidden.length > 0 && hidden.length < parts.length);
      const sum = hidden.reduce((total, part) => total + part, 0);
      const ways = [...solutions(hidden.length, sum)];
      for (const index of hidden.keys()) expect(new Set(ways.map((way) => way[index])).size).toBeGreaterThan(5);
    }),
  );
});

test("what is shown is never small, and no two that are shown leave few between them", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(60), { maxLength: 8 }), (counts) => {
      const shown = disclosedChain(counts).filter((count) => count !== null);
      for (const count of shown) {
        expect(count).toBeGreaterThanOrEqual(5);
        for (const other of shown) expect([1, 2, 3, 4]).not.toContain(Math.abs(count - other));
      }
    }),
  );
});
