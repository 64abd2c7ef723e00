import { expect, test } from "vitest";
import { decideEmployer } from "../../pipeline/decide/decide-employer.ts";
import { describeSelected } from "../../pipeline/decide/describe-selected.ts";
import { position, relationship, rulesOn } from "./positions.ts";

const rules = rulesOn("2026-08-31");

function described(of: ReturnType<typeof position>) {
  const decision = decideEmployer(of, rules);
  if (decision.decision !== "selected") throw new Error(`not selected: ${decision.reason}`);
  return describeSelected(of, decision.unpaid, rules);
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
        { quarter: "2026-Q1", state: "unpaid", noticeNumber: null, outstandingCents: null },
        { quarter: "2026-Q2", state: "partial", noticeNumber: "3".repeat(18), outstandingCents: 31100 },
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
