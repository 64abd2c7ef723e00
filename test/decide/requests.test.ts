import { describe, expect, test } from "vitest";
import { decideEmployer } from "../../pipeline/decide/decide-employer.ts";
import { reasonToWithdraw } from "../../pipeline/decide/late-files.ts";
import { isAppointmentOffered } from "../../pipeline/decide/requests.ts";
import { day } from "../../pipeline/domain/day.ts";
import { type Decision, missingQuarters, unpaidList } from "../../pipeline/domain/decision.ts";
import { requestCategories } from "../../pipeline/domain/request.ts";
import { position, relationship, request, rulesOn } from "./positions.ts";

const august = rulesOn("2026-08-31");

/** `reason: what is unpaid / what is in review`. */
function outcome(decision: Decision): string {
  const { unpaid, inReview } = missingQuarters(decision);
  return `${decision.reason}: ${unpaidList(unpaid)} / ${unpaidList(inReview)}`;
}

/** Nothing paid of Q1 and Q2 2026 for R1, and of R2 Q2 is paid in part. */
const relationships = [
  relationship({ id: "R1" }),
  relationship({
    id: "R2",
    payments: [{ paid: 31200 }, { quarter: "2026-Q2", paid: 1 }],
  }),
];
const nothingAsked = "unpaid: R1:2026-Q1:unpaid|R1:2026-Q2:unpaid|R2:2026-Q2:partial / ";
const everything = "in-review:  / R1:2026-Q1:unpaid|R1:2026-Q2:unpaid|R2:2026-Q2:partial";

describe("what a request is about, on 31 August 2026", () => {
  test.each([
    { name: "nothing", requests: [], expected: nothingAsked },
    { name: "everything", requests: [request()], expected: everything },
    {
      name: "one relationship",
      requests: [request({ of: "R1" })],
      expected: "unpaid: R2:2026-Q2:partial / R1:2026-Q1:unpaid|R1:2026-Q2:unpaid",
    },
    {
      name: "one quarter of all",
      requests: [request({ quarter: "2026-Q2" })],
      expected: "unpaid: R1:2026-Q1:unpaid / R1:2026-Q2:unpaid|R2:2026-Q2:partial",
    },
    {
      name: "one quarter of one",
      requests: [request({ of: "R2", quarter: "2026-Q2" })],
      expected: "unpaid: R1:2026-Q1:unpaid|R1:2026-Q2:unpaid / R2:2026-Q2:partial",
    },
    { name: "a quarter that is paid", requests: [request({ of: "R2", quarter: "2026-Q1" })], expected: nothingAsked },
    { name: "a quarter not yet due", requests: [request({ quarter: "2026-Q3" })], expected: nothingAsked },
    { name: "a relationship that has none", requests: [request({ of: "R9" })], expected: nothingAsked },
    {
      name: "two that together are about everything",
      requests: [request({ of: "R1" }), request({ quarter: "2026-Q2", category: "suspension" })],
      expected: everything,
    },
  ])("$name", ({ requests, expected }) => {
    expect(outcome(decideEmployer(position({ relationships, requests }), august))).toBe(expected);
  });

  test.each(requestCategories)("category %s", (category) => {
    const decision = decideEmployer(position({ relationships, requests: [request({ category })] }), august);
    expect(outcome(decision)).toBe(category === "other" ? nothingAsked : everything);
  });
});

describe("pending on 31 August 2026", () => {
  test.each([
    { name: "opened on the day", of: request({ opened: "2026-08-31" }), isPending: true },
    { name: "opened the day after", of: request({ opened: "2026-09-01" }), isPending: false },
    { name: "opened long ago", of: request({ opened: "2020-01-01" }), isPending: true },
    { name: "in progress", of: { ...request(), state: "in-progress" as const }, isPending: true },
    { name: "closed on the day", of: request({ closed: "2026-08-31" }), isPending: false },
    { name: "closed the day after", of: request({ closed: "2026-09-01", outcome: "rejected" }), isPending: true },
    { name: "closed before, accepted", of: request({ closed: "2026-08-01", outcome: "accepted" }), isPending: false },
    {
      name: "opened and closed after",
      of: request({ opened: "2026-09-01", closed: "2026-09-02" }),
      isPending: false,
    },
  ])("$name: $isPending", ({ of, isPending }) => {
    const decision = decideEmployer(position({ relationships, requests: [of] }), august);
    expect(outcome(decision)).toBe(isPending ? everything : nothingAsked);
  });
});

test.each([
  { name: "withheld comes first", changes: { isIncomplete: true }, reason: "incomplete-data" },
  {
    name: "nothing in force",
    changes: { relationships: [relationship({ to: "2026-08-30" })] },
    reason: "no-relationship-in-force",
  },
  { name: "nothing due", changes: { relationships: [relationship({ from: "2026-07-01" })] }, reason: "nothing-due" },
  {
    name: "all paid",
    changes: { relationships: [relationship({ suspended: ["2026-Q2"], payments: [{ paid: 31200 }] })] },
    reason: "all-paid",
  },
])("a request changes nothing where another reason comes first: $name", ({ changes, reason }) => {
  expect(decideEmployer(position({ requests: [request()], ...changes }), august).reason).toBe(reason);
});

test("a holdout is only of those who owe something that is not in review", () => {
  const heldOut = { ...august, isHeldOut: () => true };
  expect(decideEmployer(position({ relationships, requests: [request()] }), heldOut).reason).toBe("in-review");
  const partly = decideEmployer(position({ relationships, requests: [request({ of: "R1" })] }), heldOut);
  expect(outcome(partly)).toBe("holdout: R2:2026-Q2:partial / R1:2026-Q1:unpaid|R1:2026-Q2:unpaid");
});

describe("an appointment on 31 August 2026, after 30 days", () => {
  test.each([
    { name: "pending for 30 days", of: request({ opened: "2026-08-01" }), isOffered: false },
    { name: "pending for 31 days", of: request({ opened: "2026-07-31" }), isOffered: true },
    {
      name: "pending for 31 days, about something else",
      of: request({ opened: "2026-07-31", category: "other" }),
      isOffered: true,
    },
    { name: "rejected on the day", of: request({ closed: "2026-08-31", outcome: "rejected" }), isOffered: true },
    {
      name: "rejected long ago",
      of: request({ opened: "2020-01-01", closed: "2020-01-02", outcome: "rejected" }),
      isOffered: true,
    },
    {
      name: "rejected the day after, pending for 30 days until then",
      of: request({ opened: "2026-08-01", closed: "2026-09-01", outcome: "rejected" }),
      isOffered: false,
    },
    {
      name: "accepted the day after, pending for 31 days until then",
      of: request({ opened: "2026-07-31", closed: "2026-09-01", outcome: "accepted" }),
      isOffered: true,
    },
    {
      name: "accepted",
      of: request({ opened: "2026-01-01", closed: "2026-08-31", outcome: "accepted" }),
      isOffered: false,
    },
    {
      name: "closed without an outcome",
      of: request({ opened: "2026-01-01", closed: "2026-08-31" }),
      isOffered: false,
    },
  ])("$name: $isOffered", ({ of, isOffered }) => {
    expect(isAppointmentOffered([of], { asOf: day("2026-08-31"), afterDays: 30 })).toBe(isOffered);
  });

  test("none without a request, and as soon as one of several says so", () => {
    const on = { asOf: day("2026-08-31"), afterDays: 0 };
    expect(isAppointmentOffered([], on)).toBe(false);
    expect(isAppointmentOffered([request({ opened: "2026-08-31" })], on)).toBe(false);
    expect(isAppointmentOffered([request({ opened: "2026-08-31" }), request({ opened: "2026-08-30" })], on)).toBe(true);
  });
});

describe("requests that came after the extracts", () => {
  const late = (changes: Parameters<typeof request>[0] = {}) => request({ opened: "2026-09-10", ...changes });
  test.each([
    { name: "about everything", requests: [late()], reason: "in-review" },
    { name: "about one of two relationships", requests: [late({ of: "R1" })], reason: "position-changed" },
    { name: "about a paid quarter", requests: [late({ of: "R2", quarter: "2026-Q1" })], reason: null },
    { name: "about something else", requests: [late({ category: "other" })], reason: null },
    { name: "closed already", requests: [late({ closed: "2026-09-12" })], reason: null },
    {
      name: "two that are together about everything",
      requests: [late({ of: "R1" }), late({ of: "R2" })],
      reason: "in-review",
    },
  ])("$name: $reason", ({ requests, reason }) => {
    expect(reasonToWithdraw(position({ relationships }), { requests }, august)).toBe(reason);
  });

  test("what is paid since beside them", () => {
    const payments = [
      { relationshipId: "R1", ...payment("2026-Q1", 31200) },
      { relationshipId: "R1", ...payment("2026-Q2", 31200) },
    ];
    const of = position({ relationships });
    expect(reasonToWithdraw(of, { payments, requests: [late({ of: "R2" })] }, august)).toBe("in-review");
    expect(reasonToWithdraw(of, { payments, requests: [late({ of: "R1" })] }, august)).toBe("position-changed");
  });
});

function payment(quarter: string, paid: number) {
  const [contribution] = relationship({ payments: [{ quarter, paid }] }).contributions;
  if (contribution === undefined) throw new RangeError("one payment makes one contribution");
  return contribution;
}
