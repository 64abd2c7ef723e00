import fc from "fast-check";
import { expect, test } from "vitest";
import { disclosure, type Shown } from "../../../pipeline/measure/disclosure/small-numbers.ts";

const { of, within, parts: shownParts } = disclosure(5);

test.each([
  { people: 0, shown: "few" },
  { people: 4, shown: "few" },
  { people: 5, shown: 7 },
])("a figure about $people people: $shown", ({ people, shown }) => {
  expect(of(people, 7)).toBe(shown);
});

test.each([
  { name: "all apart by five", wholes: [], counts: [100, 50, 45, 5], shown: [100, 50, 45, 5] },
  { name: "equal ones leave nobody between them", wholes: [], counts: [100, 100, 50, 50], shown: [100, 100, 50, 50] },
  { name: "one that is four below", wholes: [], counts: [100, 96, 50], shown: [100, "near", 50] },
  { name: "compared with the last that is shown", wholes: [], counts: [100, 96, 95], shown: [100, "near", 95] },
  { name: "compared with all that are shown", wholes: [], counts: [13, 5, 10], shown: [13, 5, "near"] },
  { name: "compared with the wholes that are shown", wholes: [100, "near"], counts: [98], shown: ["near"] },
  { name: "small ones", wholes: [], counts: [100, 4, 0], shown: [100, "few", "few"] },
  { name: "none", wholes: [], counts: [], shown: [] },
] as { name: string; wholes: Shown[]; counts: number[]; shown: Shown[] }[])(
  "within others: $name",
  ({ wholes, counts, shown }) => {
    expect(within(wholes, counts)).toEqual(shown);
  },
);

test.each([
  { name: "none is small", parts: [10, 20, 5], shown: [10, 20, 5] },
  { name: "one is small: the smallest other goes too", parts: [3, 20, 9], shown: ["few", 20, "near"] },
  { name: "one other is not enough when it is five", parts: [1, 5, 20, 30], shown: ["few", "near", "near", 30] },
  { name: "two are small", parts: [4, 4, 20, 9], shown: ["few", "few", 20, "near"] },
  { name: "nobody is in one: it needs no other", parts: [0, 20, 9], shown: ["few", 20, 9] },
  { name: "all are small", parts: [1, 2], shown: ["few", "few"] },
  { name: "one alone", parts: [7], shown: [7] },
] as { name: string; parts: number[]; shown: Shown[] }[])("parts: $name", ({ parts, shown }) => {
  expect(shownParts(parts)).toEqual(shown);
});

/** What a part that is not shown may be, for somebody who knows why it is not. */
const bounds = { few: { from: 0, to: 4 }, near: { from: 5, to: 60 } };

/** All ways in which the parts that are not shown can add up to what is missing from the whole. */
function* solutions(hidden: readonly ("few" | "near")[], sum: number): Generator<number[]> {
  const [first, ...rest] = hidden;
  if (first === undefined) {
    if (sum === 0) yield [];
    return;
  }
  const { from, to } = bounds[first];
  for (let value = from; value <= Math.min(to, sum); value++)
    for (const others of solutions(rest, sum - value)) yield [value, ...others];
}

test("who knows the whole, and all that is shown, cannot tell a small part from any other below five", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(14), { minLength: 2, maxLength: 5 }), (parts) => {
      const shown = shownParts(parts);
      const hidden = parts.flatMap((part, index) =>
        typeof shown[index] === "number" ? [] : [{ part, is: shown[index] as "few" | "near" }],
      );
      const isSecret = hidden.some(({ part, is }) => is === "few" && part > 0);
      fc.pre(isSecret && hidden.some(({ is }) => is === "near") && hidden.length < parts.length);
      const sum = hidden.reduce((total, { part }) => total + part, 0);
      const ways = [
        ...solutions(
          hidden.map(({ is }) => is),
          sum,
        ),
      ];
      for (const [index, { is }] of hidden.entries())
        if (is === "few") expect(new Set(ways.map((way) => way[index])).size).toBe(5);
    }),
  );
});

test("what is shown is never small, and no two that are shown leave few between them", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(60), { maxLength: 8 }), (counts) => {
      const shown = within([], counts).filter((count) => typeof count === "number");
      for (const count of shown) {
        expect(count).toBeGreaterThanOrEqual(5);
        for (const other of shown) expect([1, 2, 3, 4]).not.toContain(Math.abs(count - other));
      }
    }),
  );
});
