import fc from "fast-check";
import { expect, test } from "vitest";
import { quarter } from "../../pipeline/domain/quarter.ts";
import { workersOnPage } from "../../pipeline/serve/pages/workers-on-page.ts";
import { worker } from "../storyboard/employers.ts";

const inReview = (firstName: string, ...quarters: string[]) => ({
  ...{ relationshipId: `R-${firstName}`, firstName },
  quarters: quarters.map((of) => ({ quarter: quarter(of), state: "partial" as const })),
});

test.each([
  {
    name: "a quarter in review between two that are owed",
    workers: [worker("Ana", "2026-Q1", "2026-Q3 partial")],
    reviewed: [inReview("Ana", "2026-Q2")],
    shown: ["Ana 2026-Q1 unpaid", "Ana 2026-Q2 in-review", "Ana 2026-Q3 partial"],
  },
  {
    name: "a worker of whom everything is in review, also what is partly paid",
    workers: [worker("Olena", "2026-Q1")],
    reviewed: [inReview("Ana", "2026-Q1")],
    shown: ["Ana 2026-Q1 in-review", "Olena 2026-Q1 unpaid"],
  },
  {
    name: "three of one name as the page shows it",
    workers: ["R1", "R2", "R3"].map((relationshipId) => ({ ...worker("Ana", "2026-Q1"), relationshipId })),
    reviewed: [],
    shown: [1, 2, 3].map((place) => `Ana (${place}\u00a0di\u00a03) 2026-Q1 unpaid`),
  },
])("$name", ({ workers, reviewed, shown }) => {
  expect(
    workersOnPage({ workers, inReview: reviewed }).flatMap(({ label, quarters }) =>
      quarters.map(({ quarter: of, state }) => `${label} ${of} ${state}`),
    ),
  ).toEqual(shown);
});

test("each quarter stands once, nothing in review is called unpaid, and no two workers are called the same", () => {
  const quarters = ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"] as const;
  const state = fc.constantFrom("unpaid", "partial", "in-review", "paid");
  const one = fc.record({ name: fc.constantFrom("Ana", "Olena", "Noè"), states: fc.tuple(state, state, state, state) });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 13 }), (all) => {
      const ofState = (isMeant: (state: string) => boolean) =>
        all.flatMap(({ name, states }, index) => {
          const meant = quarters.filter((_, place) => isMeant(states[place] ?? ""));
          return meant.length === 0 ? [] : [{ ...inReview(name, ...meant), relationshipId: `R${index}` }];
        });
      const owed = ofState((of) => of === "unpaid" || of === "partial").map((spoken) => ({
        ...spoken,
        quarters: spoken.quarters.map(({ quarter: of }) => ({
          ...{ quarter: of, noticeNumber: null, outstandingCents: null, isPaymentRecorded: false },
          state: all[Number(spoken.relationshipId.slice(1))]?.states[quarters.indexOf(of as never)] as "unpaid",
        })),
      }));
      const shown = workersOnPage({ workers: owed, inReview: ofState((of) => of === "in-review") });
      const said = Object.fromEntries(
        shown.map((worker) => [worker.relationshipId, worker.quarters.map((of) => [of.quarter, of.state])]),
      );
      const expected = all.flatMap(({ states }, index) => {
        const named = quarters.map((of, place) => [of, states[place]]).filter(([, of]) => of !== "paid");
        return named.length === 0 ? [] : [[`R${index}`, named] as const];
      });
      expect(said).toEqual(Object.fromEntries(expected));
      expect(new Set(shown.map(({ label }) => label)).size).toBe(shown.length);
    }),
  );
});
