import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideEmployer } from "../../pipeline/decide/decide-employer.ts";
import { reasonToCorrect } from "../../pipeline/decide/told-wrongly.ts";
import type { CorrectionReason, ToldQuarter } from "../../pipeline/domain/correction.ts";
import type { EmployerPosition } from "../../pipeline/domain/position.ts";
import { quarter } from "../../pipeline/domain/quarter.ts";
import { position, relationship, rulesOn } from "./positions.ts";

const paid = (on: string | null, quarter = "2026-Q1", cents = 31200) => ({ quarter, paid: cents, on });

/** Told of Q1 for the first relationship, or for others. */
const q1 = (...ids: string[]): ToldQuarter[] =>
  ids.map((relationshipId) => ({ relationshipId, quarter: quarter("2026-Q1") }));

type Case = {
  name: string;
  told?: ToldQuarter[];
  position: EmployerPosition;
  toldOn?: string;
  asOf?: string;
  reason: CorrectionReason | null;
};

/** Told by 31 May 2026 that Q1 2026 is missing; judged by what the extracts say now. */
const cases: Case[] = [
  { name: "still owes", position: position(), reason: null },
  {
    name: "had paid in time",
    position: position({ relationships: [relationship({ payments: [paid("2026-04-05")] })] }),
    reason: "all-paid",
  },
  {
    name: "had paid on the day by which they were told",
    position: position({ relationships: [relationship({ payments: [paid("2026-05-31")] })] }),
    reason: "all-paid",
  },
  {
    name: "paid the day after: they have paid since",
    position: position({ relationships: [relationship({ payments: [paid("2026-06-01")] })] }),
    reason: null,
  },
  {
    name: "paid the day after, and the campaign is run with a later day: they have paid since all the same",
    position: position({ relationships: [relationship({ payments: [paid("2026-06-01")] })] }),
    asOf: "2026-06-30",
    reason: null,
  },
  {
    name: "had paid, and the campaign is run with a later day",
    position: position({ relationships: [relationship({ payments: [paid("2026-05-31")] })] }),
    asOf: "2026-06-30",
    reason: "all-paid",
  },
  {
    name: "was told by the later day only, and had paid before it",
    position: position({ relationships: [relationship({ payments: [paid("2026-06-15")] })] }),
    toldOn: "2026-06-30",
    asOf: "2026-06-30",
    reason: "all-paid",
  },
  {
    name: "had paid, without a date",
    position: position({ relationships: [relationship({ payments: [paid(null)] })] }),
    reason: "all-paid",
  },
  {
    name: "a cent is missing",
    position: position({ relationships: [relationship({ payments: [paid("2026-04-05", "2026-Q1", 31199)] })] }),
    reason: null,
  },
  {
    name: "one half was paid before, the other after",
    position: position({
      relationships: [
        relationship({ payments: [paid("2026-04-05", "2026-Q1", 15600), paid("2026-06-01", "2026-Q1", 15600)] }),
      ],
    }),
    asOf: "2026-06-30",
    reason: null,
  },
  {
    name: "the quarter was suspended",
    position: position({ relationships: [relationship({ suspended: ["2026-Q1"] })] }),
    reason: "nothing-due",
  },
  {
    name: "the relationship began after the quarter",
    position: position({ relationships: [relationship({ from: "2026-04-01" })] }),
    reason: "nothing-due",
  },
  {
    name: "the relationship began on the last day of the quarter",
    position: position({ relationships: [relationship({ from: "2026-03-31" })] }),
    reason: null,
  },
  {
    name: "the relationship had ended the day before, and what was due may be open",
    position: position({ relationships: [relationship({ to: "2026-05-30" })] }),
    reason: "ended-relationship",
  },
  {
    name: "the relationship had ended the day before, and was paid",
    position: position({ relationships: [relationship({ to: "2026-05-30", payments: [paid("2026-04-05")] })] }),
    reason: "all-paid",
  },
  {
    name: "the relationship they were told of is in no file any more, another is paid",
    position: position({ relationships: [relationship({ id: "R9", payments: [paid("2026-04-05")] })] }),
    reason: null,
  },
  {
    name: "told of two: one is paid, of the other nobody knows any more",
    position: position({ relationships: [relationship({ payments: [paid("2026-04-05")] })] }),
    told: q1("R1", "R2"),
    reason: null,
  },
  {
    name: "told of two: one is paid, the other was suspended",
    position: position({
      relationships: [
        relationship({ payments: [paid("2026-04-05")] }),
        relationship({ id: "R2", suspended: ["2026-Q1"] }),
      ],
    }),
    told: q1("R1", "R2"),
    reason: "all-paid",
  },
  {
    name: "nobody knows what they were told of",
    position: position({ relationships: [relationship({ payments: [paid("2026-04-05")] })] }),
    told: [],
    reason: null,
  },
  {
    name: "the relationship ended on the day by which they were told",
    position: position({ relationships: [relationship({ to: "2026-05-31" })] }),
    asOf: "2026-06-30",
    reason: null,
  },
  {
    name: "no relationship is there any more: what became of it is not known",
    position: position({ relationships: [] }),
    reason: null,
  },
  {
    name: "one is suspended, the other had ended and may be open",
    position: position({
      relationships: [relationship({ suspended: ["2026-Q1"] }), relationship({ id: "R2", to: "2026-05-30" })],
    }),
    told: q1("R1", "R2"),
    reason: "ended-relationship",
  },
  {
    name: "one is paid, the other had ended and is paid too",
    position: position({
      relationships: [
        relationship({ payments: [paid("2026-04-05")] }),
        relationship({ id: "R2", to: "2026-05-30", payments: [paid("2026-04-05")] }),
      ],
    }),
    reason: "all-paid",
  },
  {
    name: "all was paid, but a quarter that is overdue since is not, of a relationship that ended since",
    position: position({ relationships: [relationship({ to: "2026-06-30", payments: [paid("2026-04-05")] })] }),
    asOf: "2026-08-31",
    reason: "all-paid",
  },
  {
    name: "all was paid, but a quarter that is overdue since is not",
    position: position({ relationships: [relationship({ payments: [paid("2026-04-05")] })] }),
    asOf: "2026-08-31",
    reason: null,
  },
  {
    name: "all is paid, but a row could not be read",
    position: position({ isIncomplete: true, relationships: [relationship({ payments: [paid("2026-04-05")] })] }),
    reason: null,
  },
];

test.each(cases)(
  "$name: $reason",
  ({ position: known, toldOn = "2026-05-31", asOf = "2026-05-31", told = q1("R1"), reason }) => {
    expect(reasonToCorrect(known, told, { whenTold: rulesOn(toldOn), now: rulesOn(asOf) })).toBe(reason);
  },
);

describe("age does not matter", () => {
  test.each([
    { name: "over age", birthDate: "1940-01-01", excluded: "over-age" },
    { name: "of an age that is not known", birthDate: null, excluded: "age-unknown" },
  ])("$name: who owes is not corrected, who had paid is", ({ birthDate, excluded }) => {
    const under76 = { whenTold: rulesOn("2026-05-31", "under-76"), now: rulesOn("2026-05-31", "under-76") };
    const owing = position({ birthDate });
    expect(decideEmployer(owing, under76.now).reason).toBe(excluded);
    expect(reasonToCorrect(owing, q1("R1"), under76)).toBe(null);
    const settled = position({ birthDate, relationships: [relationship({ payments: [paid("2026-04-05")] })] });
    expect(decideEmployer(settled, under76.now).reason).toBe(excluded);
    expect(reasonToCorrect(settled, q1("R1"), under76)).toBe("all-paid");
  });
});

const anyDay = fc.date({ min: new Date("2026-01-01"), max: new Date("2027-01-31"), noInvalidDate: true });
const dayText = anyDay.map((date) => date.toISOString().slice(0, 10));
const quarters = ["2026-Q1", "2026-Q2", "2026-Q3"];
const anyRelationship = fc.record({
  from: fc.constantFrom("2020-01-01", "2026-03-31", "2026-07-01"),
  to: fc.option(dayText),
  suspended: fc.subarray(quarters),
  payments: fc.array(
    fc.record({
      quarter: fc.constantFrom(...quarters),
      paid: fc.constantFrom(1, 31200),
      on: fc.option(dayText),
    }),
    { maxLength: 4 },
  ),
});

test("whoever owes something then or now is never corrected, and payments made since change nothing", () => {
  let corrected = 0;
  fc.assert(
    fc.property(fc.array(anyRelationship, { maxLength: 3 }), dayText, dayText, (relationships, toldOn, asOf) => {
      const numbered = relationships.map((one, index) => ({ ...one, id: `R${index}` }));
      const known = position({ relationships: numbered.map(relationship) });
      const rules = { whenTold: rulesOn(toldOn), now: rulesOn(asOf) };
      const told = numbered.flatMap(({ id }) => q1(id));
      const reason = reasonToCorrect(known, told, rules);
      if (reason === null) return;
      corrected += 1;
      expect(decideEmployer(known, rules.now).decision).toBe("excluded");
      const withoutLater = position({
        relationships: numbered.map(({ payments, ...one }) =>
          relationship({ ...one, payments: payments.filter(({ on }) => on === null || on <= toldOn) }),
        ),
      });
      const then = decideEmployer(withoutLater, rules.whenTold);
      const missing = then.decision === "selected" ? then.unpaid.map(({ quarter: one }) => one) : [];
      expect(missing).not.toContain("2026-Q1");
    }),
    { numRuns: 500 },
  );
  expect(corrected).toBeGreaterThan(20);
});
