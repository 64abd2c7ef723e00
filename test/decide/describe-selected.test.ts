import { expect, test } from "vitest";
import { decideEmployer } from "../../pipeline/decide/decide-employer.ts";
import { describeSelected } from "../../pipeline/decide/describe-selected.ts";
import { position, relationship, rulesOn } from "./positions.ts";

const rules = rulesOn("2026-08-31");

function described(of: ReturnType<typeof position>) {
  const decision = decideEmployer(of, rules);
  if (decision.decision !== "selected") throw new Error(`not selected: ${decision.reason}`);
  return describeSelected(of, decision, rules);
}

test("workers with an unpaid quarter, quarters oldest first, names as people write them", () => {
  const relationships = [
    relationship({ id: "R1", name: "NICOLO'", payments: [{ quarter: "2026-Q2", paid: 100, notice: "3".repeat(18) }] }),
    relationship({ id: "R2", payments: [{ paid: 31200 }, { quarter: "2026-Q2", paid: 31200 }] }),
  ];
  expect(described(position({ relationships })).workers).toEqual([
    {
      relationshipId: "R1",
      firstName: "Nicolò",
      quarters: [
        { quarter: "2026-Q1", state: "unpaid", noticeNumber: null, outstandingCents: null, isPaymentRecorded: false },
        {
          quarter: "2026-Q2",
          state: "partial",
          noticeNumber: "3".repeat(18),
          outstandingCents: 31100,
          isPaymentRecorded: true,
        },
      ],
    },
  ]);
});

test.each([
  { name: "one notice", notices: ["1", null, "1"], known: true },
  { name: "two notices: nobody can say which", notices: ["1", "2"], known: false },
  { name: "none", notices: [null], known: false },
])("$name", ({ notices, known }) => {
  const payments = notices.map((notice) => ({ notice: notice?.repeat(18) ?? null }));
  const [worker] = described(position({ relationships: [relationship({ payments })] })).workers;
  expect(worker?.quarters[0]?.noticeNumber).toBe(known ? "1".repeat(18) : null);
});

test.each([
  { name: "no row", payments: [], state: "unpaid", isPaymentRecorded: false },
  { name: "a notice, nothing paid", payments: [{ notice: "3".repeat(18) }], state: "unpaid", isPaymentRecorded: false },
  { name: "nothing paid, with a date", payments: [{ on: "2026-04-09" }], state: "unpaid", isPaymentRecorded: false },
  {
    name: "a part on the as-of date",
    payments: [{ paid: 1, on: "2026-08-31" }],
    state: "partial",
    isPaymentRecorded: true,
  },
  {
    name: "all, the day after",
    payments: [{ paid: 31200, on: "2026-09-01" }],
    state: "unpaid",
    isPaymentRecorded: true,
  },
  {
    name: "a cent, a year after",
    payments: [{}, { paid: 1, on: "2027-08-31" }],
    state: "unpaid",
    isPaymentRecorded: true,
  },
  {
    name: "no amount due, paid later",
    payments: [{ due: null, paid: 1, on: "2026-09-01" }],
    state: "unpaid",
    isPaymentRecorded: true,
  },
])("a payment on record of an owed quarter, $name: $isPaymentRecorded", ({ payments, state, isPaymentRecorded }) => {
  const others = [{ quarter: "2026-Q2", paid: 31200 }];
  const [worker] = described(
    position({ relationships: [relationship({ payments: [...payments, ...others] })] }),
  ).workers;
  expect(worker?.quarters).toEqual([expect.objectContaining({ quarter: "2026-Q1", state, isPaymentRecorded })]);
});

test("another relationship's payment of the same quarter is not this one's", () => {
  const paidLater = relationship({ id: "R2", payments: [{ paid: 31200, on: "2026-09-01" }] });
  const { workers } = described(position({ relationships: [relationship({ id: "R1" }), paidLater] }));
  const firstQuarters = workers.map(({ quarters }) => quarters[0]?.isPaymentRecorded);
  expect(firstQuarters).toEqual([false, true]);
});

test("an address without consent is no contact; IO only with a code that it takes", () => {
  const contacts = { mobile: "+393510000001", email: "m@posta.example", isOnIo: true, acceptsInpsMobile: true };
  const none = { mobile: null, email: null, io: true, inpsMobile: true };
  expect(described(position(contacts)).contacts).toEqual(none);
  expect(
    described(position({ ...contacts, hasMobileConsent: true, hasEmailConsent: true, employerId: "90000000011" }))
      .contacts,
  ).toEqual({
    mobile: "+393510000001",
    email: "m@posta.example",
    io: false,
    inpsMobile: true,
  });
});

test.each([
  { employerId: "RSSMRA80A01H501U", io: true },
  { employerId: "90000000011", io: false },
  { employerId: "ZQAGAB70Z07H501V", io: false },
])("$employerId is on IO: $io", ({ employerId, io }) => {
  expect(described(position({ employerId, isOnIo: true })).contacts.io).toBe(io);
});

test.each([
  { birthDate: null, paper: null },
  { birthDate: "1950-08-31", paper: true },
  { birthDate: "1950-09-01", paper: false },
])("born $birthDate: notices on paper $paper", ({ birthDate, paper }) => {
  expect(described(position({ birthDate })).getsPaperNotices).toBe(paper);
});

test.each([
  { asOf: "2026-12-31", birthDate: "1940-01-01", paper: true },
  { asOf: "2026-12-31", birthDate: null, paper: null },
  { asOf: "2027-01-01", birthDate: "1940-01-01", paper: false },
  { asOf: "2027-01-01", birthDate: null, paper: false },
])("as of $asOf, born $birthDate: the letter of 2026 $paper", ({ asOf, birthDate, paper }) => {
  expect(describeSelected(position({ birthDate }), { unpaid: [], inReview: [] }, rulesOn(asOf)).getsPaperNotices).toBe(
    paper,
  );
});
