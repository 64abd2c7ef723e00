import fc from "fast-check";
import { expect, test } from "vitest";
import { decideEmployer } from "../../pipeline/decide/decide-employer.ts";
import { overdueQuarters } from "../../pipeline/domain/calendar.ts";
import { addDays, day } from "../../pipeline/domain/day.ts";
import { missingQuarters, type UnpaidQuarter } from "../../pipeline/domain/decision.ts";
import { quarter } from "../../pipeline/domain/quarter.ts";
import { requestCategories } from "../../pipeline/domain/request.ts";
import { position, relationship, request, rulesOn } from "./positions.ts";

const dayFrom2025 = fc.nat({ max: 1_200 }).map((days) => addDays(day("2025-01-01"), days));
const quarterName = fc.constantFrom("2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1");
const cents = fc.oneof(fc.constantFrom(0, 1, 15600, 31199, 31200, 31201), fc.nat({ max: 100_000 }));
const onePayment = fc.record({ quarter: quarterName, paid: cents, on: fc.option(dayFrom2025) });
const oneRelationship = fc.record({
  from: dayFrom2025,
  length: fc.option(fc.nat({ max: 800 })),
  due: fc.option(cents),
  suspended: fc.array(quarterName, { maxLength: 2 }),
  payments: fc.array(onePayment, { maxLength: 6 }),
});
const employer = fc.array(oneRelationship, { maxLength: 4 });

type Employer = typeof employer extends fc.Arbitrary<infer Value> ? Value : never;

function positionOf(relationships: Employer) {
  return position({
    relationships: relationships.map(({ from, length, due, suspended, payments }, index) =>
      relationship({
        id: `R${index}`,
        from,
        to: length === null ? null : addDays(from, length),
        suspended,
        payments: payments.map((payment) => ({ ...payment, due })),
      }),
    ),
  });
}

/** `relationship:quarter` of everything unpaid. */
function unpaidOf(relationships: Employer, asOf: string): string[] {
  const decision = decideEmployer(positionOf(relationships), rulesOn(asOf));
  if (decision.decision !== "selected") return [];
  return decision.unpaid.map(({ relationshipId, quarter: of }) => `${relationshipId}:${of}`);
}

test("paying more never adds an unpaid quarter", () => {
  fc.assert(
    fc.property(employer, fc.nat(), onePayment, dayFrom2025, (relationships, which, payment, asOf) => {
      const paidMore = relationships.map((of, index) =>
        index === which % relationships.length ? { ...of, payments: [...of.payments, payment] } : of,
      );
      const before = unpaidOf(relationships, asOf);
      for (const unpaid of unpaidOf(paidMore, asOf)) expect(before).toContain(unpaid);
    }),
    { numRuns: 1_000 },
  );
});

const oneRequest = fc
  .record({
    of: fc.option(fc.constantFrom("R0", "R1", "R2", "R9")),
    quarter: fc.option(quarterName),
    category: fc.constantFrom(...requestCategories),
    opened: dayFrom2025,
    openFor: fc.option(fc.nat({ max: 90 })),
    outcome: fc.option(fc.constantFrom("accepted" as const, "rejected" as const)),
  })
  .map(({ openFor, outcome, ...rest }) =>
    openFor === null ? request(rest) : request({ ...rest, outcome, closed: addDays(rest.opened, openFor) }),
  );
const requests = fc.array(oneRequest, { maxLength: 4 });

/** `relationship:quarter` of everything that is missing: told as unpaid, and in review. */
function missingWith(relationships: Employer, asked: ReturnType<typeof request>[], asOf: string) {
  const decision = decideEmployer({ ...positionOf(relationships), requests: asked }, rulesOn(asOf));
  const { unpaid, inReview } = missingQuarters(decision);
  const names = (quarters: UnpaidQuarter[]) =>
    quarters.map(({ relationshipId, quarter: of }) => `${relationshipId}:${of}`);
  return { decision, unpaid: names(unpaid), inReview: names(inReview) };
}

test("adding a request never adds an unpaid quarter, and loses none: what is not told is in review", () => {
  fc.assert(
    fc.property(employer, requests, oneRequest, dayFrom2025, (relationships, asked, another, asOf) => {
      const before = missingWith(relationships, asked, asOf);
      const after = missingWith(relationships, [...asked, another], asOf);
      for (const unpaid of after.unpaid) expect(before.unpaid).toContain(unpaid);
      expect([...after.unpaid, ...after.inReview].toSorted()).toEqual(
        [...before.unpaid, ...before.inReview].toSorted(),
      );
    }),
    { numRuns: 1_000 },
  );
});

test("closing a request never removes what is owed", () => {
  fc.assert(
    fc.property(employer, requests, fc.nat(), dayFrom2025, (relationships, asked, which, asOf) => {
      const closed = asked.map((one, index) =>
        index === which % asked.length ? { ...one, state: "closed" as const, closedOn: one.openedOn } : one,
      );
      const before = missingWith(relationships, asked, asOf);
      const after = missingWith(relationships, closed, asOf);
      for (const unpaid of before.unpaid) expect(after.unpaid).toContain(unpaid);
      expect([...after.unpaid, ...after.inReview].toSorted()).toEqual(
        [...before.unpaid, ...before.inReview].toSorted(),
      );
    }),
    { numRuns: 1_000 },
  );
});

test("whoever is selected is told of a quarter that is not in review, and who is in review alone is not", () => {
  fc.assert(
    fc.property(employer, requests, dayFrom2025, (relationships, asked, asOf) => {
      const { decision, unpaid, inReview } = missingWith(relationships, asked, asOf);
      if (decision.decision === "selected") expect(unpaid).not.toEqual([]);
      if (decision.reason === "in-review") expect([unpaid.length, inReview.length > 0]).toEqual([0, true]);
      for (const quarterInReview of inReview) expect(unpaid).not.toContain(quarterInReview);
    }),
    { numRuns: 1_000 },
  );
});

test("moving the day forward never removes an overdue quarter", () => {
  fc.assert(
    fc.property(dayFrom2025, fc.nat({ max: 900 }), fc.boolean(), (asOf, later, saturdayMoves) => {
      const overdueOn = (on: typeof asOf) => overdueQuarters(quarter("2026-Q1"), on, { saturdayMoves });
      const before = overdueOn(asOf);
      expect(overdueOn(addDays(asOf, later)).slice(0, before.length)).toEqual(before);
    }),
    { numRuns: 1_000 },
  );
});

test("the order of relationships and payments never matters", () => {
  const shuffled = employer.chain((relationships) =>
    fc.tuple(
      fc.constant(relationships),
      fc.shuffledSubarray([...relationships.keys()], { minLength: relationships.length }),
    ),
  );
  fc.assert(
    fc.property(shuffled, dayFrom2025, ([relationships, order], asOf) => {
      const of = positionOf(relationships);
      const reordered = {
        ...of,
        relationships: order.map((index) => of.relationships[index] as (typeof of.relationships)[number]),
      };
      const reversed = {
        ...of,
        relationships: of.relationships.map((relation) => ({
          ...relation,
          contributions: relation.contributions.toReversed(),
        })),
      };
      const rules = rulesOn(asOf);
      const listOf = (position: typeof of) => {
        const decision = decideEmployer(position, rules);
        return decision.decision === "selected"
          ? decision.unpaid.map((entry) => JSON.stringify(entry)).toSorted()
          : [decision.reason];
      };
      expect(listOf(reordered)).toEqual(listOf(of));
      expect(listOf(reversed)).toEqual(listOf(of));
    }),
    { numRuns: 500 },
  );
});

test("nobody is selected without an unpaid quarter of a relationship in force", () => {
  fc.assert(
    fc.property(employer, dayFrom2025, (relationships, asOf) => {
      const decision = decideEmployer(positionOf(relationships), rulesOn(asOf));
      if (decision.decision !== "selected") return;
      expect(decision.unpaid.length).toBeGreaterThan(0);
      for (const { relationshipId } of decision.unpaid) {
        const { from, length } = relationships[Number(relationshipId.slice(1))] as Employer[number];
        expect(from <= asOf && (length === null || addDays(from, length) >= asOf)).toBe(true);
      }
    }),
    { numRuns: 1_000 },
  );
});
