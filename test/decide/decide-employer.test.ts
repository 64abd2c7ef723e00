import { describe, expect, test } from "vitest";
import { decideEmployer } from "../../pipeline/decide/decide-employer.ts";
import { unpaidList } from "../../pipeline/domain/decision.ts";
import { position, relationship, rulesOn } from "./positions.ts";

const may = rulesOn("2026-05-31");

/** `reason` or, when selected, what is unpaid. */
function outcome(...of: Parameters<typeof decideEmployer>): string {
  const decision = decideEmployer(...of);
  return decision.decision === "selected" ? unpaidList(decision.unpaid) : `${decision.decision} ${decision.reason}`;
}

describe("paid so far against what is due, on 31 May 2026", () => {
  test.each([
    { name: "no row at all", payments: [], expected: "R1:2026-Q1:unpaid" },
    { name: "a row without a payment", payments: [{}], expected: "R1:2026-Q1:unpaid" },
    { name: "a cent", payments: [{ paid: 1 }], expected: "R1:2026-Q1:partial" },
    { name: "a cent short", payments: [{ paid: 31199 }], expected: "R1:2026-Q1:partial" },
    { name: "to the cent", payments: [{ paid: 31200 }], expected: "excluded all-paid" },
    { name: "more than due", payments: [{ paid: 31201 }], expected: "excluded all-paid" },
    { name: "in two payments", payments: [{ paid: 15600 }, { paid: 15600 }], expected: "excluded all-paid" },
    { name: "paid on the day itself", payments: [{ paid: 31200, on: "2026-05-31" }], expected: "excluded all-paid" },
    { name: "paid the day after", payments: [{ paid: 31200, on: "2026-06-01" }], expected: "R1:2026-Q1:unpaid" },
    {
      name: "half paid the day after",
      payments: [
        { paid: 15600, on: "2026-05-31" },
        { paid: 15600, on: "2026-06-01" },
      ],
      expected: "R1:2026-Q1:partial",
    },
    { name: "no amount due and nothing paid", payments: [{ due: null }], expected: "R1:2026-Q1:unpaid" },
    { name: "no amount due and a cent paid", payments: [{ due: null, paid: 1 }], expected: "excluded all-paid" },
    {
      name: "no amount due, paid the day after",
      payments: [{ due: null, paid: 1, on: "2026-06-01" }],
      expected: "R1:2026-Q1:unpaid",
    },
    {
      name: "the amount due stands in the second row",
      payments: [{ due: null, paid: 100 }, { paid: 100 }],
      expected: "R1:2026-Q1:partial",
    },
    { name: "nothing is due", payments: [{ due: 0 }], expected: "excluded all-paid" },
    {
      name: "paid for another quarter",
      payments: [{ quarter: "2025-Q4", paid: 31200 }],
      expected: "R1:2026-Q1:unpaid",
    },
  ])("$name: $expected", ({ payments, expected }) => {
    expect(outcome(position({ relationships: [relationship({ payments })] }), may)).toBe(expected);
  });
});

describe("relationships in force on 31 May 2026", () => {
  test.each([
    { name: "since 2020", term: {}, expected: "R1:2026-Q1:unpaid" },
    { name: "started that day: too late to owe Q1", term: { from: "2026-05-31" }, expected: "excluded nothing-due" },
    { name: "starts the day after", term: { from: "2026-06-01" }, expected: "excluded no-relationship-in-force" },
    { name: "ends that day", term: { to: "2026-05-31" }, expected: "R1:2026-Q1:unpaid" },
    { name: "ended the day before", term: { to: "2026-05-30" }, expected: "excluded no-relationship-in-force" },
    { name: "started on the last day of Q1", term: { from: "2026-03-31" }, expected: "R1:2026-Q1:unpaid" },
    { name: "started on the first day of Q2", term: { from: "2026-04-01" }, expected: "excluded nothing-due" },
    { name: "Q1 suspended", term: { suspended: ["2026-Q1"] }, expected: "excluded nothing-due" },
    { name: "another quarter suspended", term: { suspended: ["2025-Q4", "2026-Q2"] }, expected: "R1:2026-Q1:unpaid" },
  ])("$name: $expected", ({ term, expected }) => {
    expect(outcome(position({ relationships: [relationship(term)] }), may)).toBe(expected);
  });

  test("an ended relationship does not count, though nothing was paid for it", () => {
    const ended = relationship({ id: "R2", to: "2026-05-30" });
    const paid = relationship({ payments: [{ paid: 31200 }] });
    expect(outcome(position({ relationships: [paid, ended] }), may)).toBe("excluded all-paid");
    expect(outcome(position({ relationships: [] }), may)).toBe("excluded no-relationship-in-force");
  });

  test("several relationships and quarters are listed together, sorted", () => {
    const relationships = [
      relationship({ id: "R2", payments: [{ quarter: "2026-Q2", paid: 1 }] }),
      relationship({ id: "R10", payments: [{ paid: 31200 }] }),
    ];
    expect(outcome(position({ relationships }), rulesOn("2026-08-31"))).toBe(
      "R10:2026-Q2:unpaid|R2:2026-Q1:unpaid|R2:2026-Q2:partial",
    );
  });
});

describe("which quarters count", () => {
  test.each([
    { asOf: "2026-04-10", expected: "excluded nothing-due" },
    { asOf: "2026-04-11", expected: "R1:2026-Q1:unpaid" },
    { asOf: "2026-10-12", expected: "R1:2026-Q1:unpaid|R1:2026-Q2:unpaid" },
    { asOf: "2026-10-13", expected: "R1:2026-Q1:unpaid|R1:2026-Q2:unpaid|R1:2026-Q3:unpaid" },
  ])("on $asOf: $expected", ({ asOf, expected }) => {
    expect(outcome(position(), rulesOn(asOf))).toBe(expected);
  });

  test("none before the first quarter of the settings", () => {
    expect(outcome(position(), rulesOn("2026-05-31", "all", "2026-Q2"))).toBe("excluded nothing-due");
    expect(outcome(position(), rulesOn("2026-05-31", "all", "2025-Q4"))).toBe("R1:2025-Q4:unpaid|R1:2026-Q1:unpaid");
  });
});

describe("audience under 76, on 31 May 2026", () => {
  test.each([
    { name: "no birth date", birthDate: null, expected: "excluded age-unknown" },
    { name: "76 that day", birthDate: "1950-05-31", expected: "excluded over-age" },
    { name: "76 tomorrow", birthDate: "1950-06-01", expected: "R1:2026-Q1:unpaid" },
    { name: "76 last year", birthDate: "1949-12-31", expected: "excluded over-age" },
    { name: "75 for most of the year", birthDate: "1950-12-31", expected: "R1:2026-Q1:unpaid" },
    { name: "born in the future", birthDate: "2030-01-01", expected: "R1:2026-Q1:unpaid" },
  ])("$name: $expected", ({ birthDate, expected }) => {
    expect(outcome(position({ birthDate }), rulesOn("2026-05-31", "under-76"))).toBe(expected);
    expect(outcome(position({ birthDate }), may)).toBe("R1:2026-Q1:unpaid");
  });

  test("born on 29 February 1952: 76 on 29 February 2028", () => {
    const born = position({ birthDate: "1952-02-29" });
    expect(outcome(born, rulesOn("2028-02-28", "under-76"))).not.toBe("excluded over-age");
    expect(outcome(born, rulesOn("2028-02-29", "under-76"))).toBe("excluded over-age");
  });
});

describe("the first reason that fits", () => {
  const under76 = rulesOn("2026-05-31", "under-76");
  test.each([
    {
      name: "incomplete before all others",
      of: position({ isIncomplete: true, relationships: [] }),
      expected: "withheld incomplete-data",
    },
    {
      name: "no relationship before age",
      of: position({ relationships: [] }),
      expected: "excluded no-relationship-in-force",
    },
    {
      name: "age before nothing due",
      of: position({ relationships: [relationship({ suspended: ["2026-Q1"] })] }),
      expected: "excluded age-unknown",
    },
    {
      name: "nothing due before all paid",
      of: position({
        birthDate: "1980-01-01",
        relationships: [relationship({ suspended: ["2026-Q1"], payments: [{ paid: 31200 }] })],
      }),
      expected: "excluded nothing-due",
    },
  ])("$name", ({ of, expected }) => {
    expect(outcome(of, under76)).toBe(expected);
  });
});
