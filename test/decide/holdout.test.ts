import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideEmployer } from "../../pipeline/decide/decide-employer.ts";
import { type HoldoutRule, holdoutRule } from "../../pipeline/decide/holdout.ts";
import { position, relationship, rulesOn } from "./positions.ts";

const key = Buffer.from("the key of these tests is public");
const other = Buffer.from("and this one is another one.....");

const ids = Array.from({ length: 20_000 }, (_, index) => String(10_000_000_000 + index));
const heldOut = ({ isHeldOut }: HoldoutRule) => ids.filter(isHeldOut);
const ruleOf = (percent: number, campaign = "2026-05", tokenKey = key) => holdoutRule(tokenKey, campaign, percent);

describe("of 20,000 employers", () => {
  test.each([0.5, 5, 10, 20, 33.3, 50, 90])(
    "%d percent are held out, give or take four standard deviations",
    (percent) => {
      const expected = (ids.length * percent) / 100;
      const deviation = Math.sqrt(expected * (1 - percent / 100));
      expect(Math.abs(heldOut(ruleOf(percent)).length - expected)).toBeLessThan(4 * deviation);
    },
  );

  test("0 percent are nobody, 100 percent everybody", () => {
    expect([heldOut(ruleOf(0)).length, heldOut(ruleOf(100)).length]).toEqual([0, ids.length]);
  });

  test("they are the same for the same key, and independent of those of another campaign or key", () => {
    const once = heldOut(ruleOf(10));
    expect(heldOut(ruleOf(10, "2026-05", Buffer.from(key)))).toEqual(once);
    for (const another of [ruleOf(10, "2026-08"), ruleOf(10, "2026-05", other)]) {
      const both = once.filter(another.isHeldOut).length;
      // A tenth of a tenth of them all is 200, with a standard deviation of 14.
      expect(Math.abs(both - 200)).toBeLessThan(60);
    }
  });
});

test("who is held out by a share is held out by every greater one", () => {
  const percent = fc.double({ min: 0, max: 100, noNaN: true });
  fc.assert(
    fc.property(
      percent,
      percent,
      fc.constantFrom(...ids),
      fc.constantFrom("2026-05", "2026-08"),
      (a, b, id, campaign) => {
        const [smaller, greater] = [Math.min(a, b), Math.max(a, b)];
        if (ruleOf(smaller, campaign).isHeldOut(id)) expect(ruleOf(greater, campaign).isHeldOut(id)).toBe(true);
      },
    ),
    { numRuns: 2_000 },
  );
});

const everybody: HoldoutRule = { isHeldOut: () => true };
const unpaid = [{ relationshipId: "R1", quarter: "2026-Q1", state: "unpaid" }];

test.each([
  { name: "owes a quarter", of: {}, expected: { decision: "excluded", reason: "holdout", unpaid, inReview: [] } },
  {
    name: "has paid all",
    of: { relationships: [relationship({ payments: [{ paid: 31200 }] })] },
    expected: { decision: "excluded", reason: "all-paid" },
  },
  {
    name: "owes nothing",
    of: { relationships: [relationship({ from: "2026-05-31" })] },
    expected: { decision: "excluded", reason: "nothing-due" },
  },
  {
    name: "has nobody employed",
    of: { relationships: [] },
    expected: { decision: "excluded", reason: "no-relationship-in-force" },
  },
  { name: "is withheld", of: { isIncomplete: true }, expected: { decision: "withheld", reason: "incomplete-data" } },
])("whom the hash holds out and who $name is $expected.reason", ({ of, expected }) => {
  expect(decideEmployer(position(of), { ...rulesOn("2026-05-31"), ...everybody })).toEqual(expected);
});

test("the age is looked at before", () => {
  const rules = { ...rulesOn("2026-05-31", "under-76"), ...everybody };
  expect(decideEmployer(position(), rules)).toEqual({ decision: "excluded", reason: "age-unknown" });
});

test("the rule is asked about the employer", () => {
  const employerId = "90000000011";
  const rules = { ...rulesOn("2026-05-31"), isHeldOut: (id: string) => id === employerId };
  expect(decideEmployer(position({ employerId }), rules).reason).toBe("holdout");
  expect(decideEmployer(position(), rules).reason).toBe("unpaid");
});
