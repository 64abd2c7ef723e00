import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addDays, type Day, day } from "../../pipeline/domain/day.ts";
import { findCampaign } from "../../pipeline/ledger/queries/plans.ts";
import { countCampaign } from "../../pipeline/measure/count-campaign.ts";
import type { GreyCampaign } from "../cli/commands/grey-campaign.ts";
import { numberOf } from "../support/number-of.ts";
import { type Delegated, employerCode, tellAll } from "./delegated-campaign.ts";
import { keptEvents, type Served, serveFolder, toldAddresses } from "./served.ts";
import { form, json, uuid } from "./served-campaign.ts";

const employers = 6;
const office = "12345678903";
const delegates = [office, "98765432103", employerCode(0)];
const out = mkdtempSync(path.join(tmpdir(), "served-delegates-"));
let campaign: GreyCampaign;
let told: Map<string, string>;
let served: Served;

beforeAll(async () => {
  campaign = await tellAll(out, employers, [{ employer: 0, delegateId: office, from: "2026-01-01", to: "" }]);
  told = toldAddresses(out);
}, 240_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));
beforeEach(async () => {
  served = await serveFolder(out, { identityHeader: "X-Fiscal-Code" });
});
afterEach(async () => {
  await served.stop();
  expect(served.failures).toEqual([]);
});

/** Puts these in place of all delegations, as the next extracts would. */
async function delegate(delegations: readonly Delegated[]): Promise<void> {
  await campaign.withLedger(async ({ knex }) => {
    const keys: { employer_key: number; employer_id: string }[] = await knex("employers").select(
      ...["employer_key", "employer_id"],
    );
    const keyOf = new Map(keys.map(({ employer_key, employer_id }) => [employer_id, employer_key]));
    await knex("delegations").delete();
    for (const [index, { employer, delegateId, from, to }] of delegations.entries())
      await knex("delegations").insert({
        ...{ employer_key: keyOf.get(employerCode(employer)), line: index + 2, delegate_id: delegateId },
        ...{ kind: "person", name: "", active_from: from, active_to: to === "" ? null : to },
        ...{ email: null, has_email_consent: 0 },
      });
  });
}

const as = (fiscalCode: string) => ({ headers: { "X-Fiscal-Code": fiscalCode } });

/** Addresses of guides on the first page of somebody's list. */
async function listOf(fiscalCode: string, asked = ""): Promise<string[]> {
  const answer = await served.ask(`/delegate${asked}`, as(fiscalCode));
  expect(answer.status).toBe(200);
  return [...(await answer.text()).matchAll(/href="(\/guide\/[^"]+)"/g)].map(([, address = ""]) => address);
}

const addressOf = (employer: number) => told.get(employerCode(employer)) as string;

describe("on the day", () => {
  const today = "2026-06-05";
  test.each([
    { name: "from long ago", from: "2020-01-01", to: "", sees: true },
    { name: "from yesterday", from: "2026-06-04", to: "", sees: true },
    { name: "from today", from: today, to: "", sees: true },
    { name: "from tomorrow", from: "2026-06-06", to: "", sees: false },
    { name: "until yesterday", from: "2026-01-01", to: "2026-06-04", sees: false },
    { name: "until today", from: "2026-01-01", to: today, sees: true },
    { name: "until tomorrow", from: "2026-01-01", to: "2026-06-06", sees: true },
    { name: "today alone", from: today, to: today, sees: true },
  ])("a delegation $name: $sees", async ({ from, to, sees }) => {
    await delegate([{ employer: 1, delegateId: office, from, to }]);
    expect(await listOf(office)).toEqual(sees ? [addressOf(1)] : []);
    for (const ending of ["", "/captions.vtt", "/index.m3u8"])
      expect((await served.ask(`${addressOf(1)}${ending}`, as(office))).status).toBe(sees ? 200 : 403);
    expect((await served.ask(addressOf(2), as(office))).status).toBe(403);
  });
});

test("two delegations of one employer are one guide; one that is active is enough", async () => {
  await delegate([
    { employer: 3, delegateId: office, from: "2026-01-01", to: "2026-02-01" },
    { employer: 3, delegateId: office, from: "2026-03-01", to: "" },
    { employer: 3, delegateId: office, from: "2026-04-01", to: "" },
  ]);
  expect(await listOf(office)).toEqual([addressOf(3)]);
});

test("who is not signed in, and who has no delegation, see no guide; without a portal there is no list", async () => {
  await delegate([{ employer: 1, delegateId: office, from: "2026-01-01", to: "" }]);
  const nobody = await served.ask("/delegate");
  expect([nobody.status, nobody.headers.get("cache-control")]).toEqual([401, "private, no-store"]);
  expect(await nobody.text()).toContain("Accedi per vedere le guide");
  // An employer is no delegate of their own.
  for (const other of [employerCode(1), employerCode(2), "RSSMRA80A01H501U", "' or 1=1 --"]) {
    const answer = await served.ask("/delegate", as(other));
    const page = await answer.text();
    expect([answer.status, page.includes("/guide/")]).toEqual([200, false]);
    expect(page).toContain("Oggi qui non c’è nessuna guida");
  }
  const open = await serveFolder(out);
  try {
    for (const init of [{}, as(office)]) expect((await open.ask("/delegate", init)).status).toBe(404);
  } finally {
    await open.stop();
  }
});

test("the list shows name, code, month and last day, loads nothing from elsewhere, and is for one person alone", async () => {
  await delegate([{ employer: 2, delegateId: office, from: "2026-01-01", to: "" }]);
  const answer = await served.ask("/delegate", as(office.toLowerCase()));
  const page = await answer.text();
  for (const said of ["una guida di un datore di lavoro", "Nicolò", employerCode(2), "maggio 2026", "30 novembre 2026"])
    expect(page).toContain(said);
  expect(page).not.toMatch(/Olena|trimestre|312|<script| style=/);
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
  const loaded = [...page.matchAll(/<(?:link|script|img)[^>]*(?:href|src)="([^"]+)"/g)].map(([, url]) => url);
  expect(loaded.every((url) => url?.startsWith("/assets/"))).toBe(true);
});

test("only guides that can be watched are listed: not of who has paid since, nor when their six months are over", async () => {
  await delegate([4, 5].map((employer) => ({ employer, delegateId: office, from: "2026-01-01", to: "" })));
  const before = await listOf(office);
  expect(before.toSorted()).toEqual([addressOf(4), addressOf(5)].toSorted());
  await campaign.withLedger(({ knex }) =>
    knex("suppressed").insert({ campaign: "2026-05", employer_id: employerCode(4), reason: "paid-in-full" }),
  );
  expect(await listOf(office)).toEqual([addressOf(5)]);
  await campaign.withLedger(({ knex }) => knex("suppressed").delete());
  served.clock.today = day("2026-11-30");
  expect(await listOf(office)).toHaveLength(2);
  served.clock.today = day("2026-12-01");
  expect(await listOf(office)).toEqual([]);
});

test(
  "a delegate never sees an employer outside their active delegations, whatever these are and on whatever day",
  async () => {
    const first = day("2026-06-01");
    const dayAt = (offset: number) => addDays(first, offset);
    const delegation = fc.record({
      employer: fc.nat(employers - 1),
      delegateId: fc.constantFrom(...delegates),
      from: fc.integer({ min: -5, max: 5 }),
      length: fc.option(fc.nat(6), { nil: null }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(delegation, { maxLength: 8 }),
        fc.integer({ min: -6, max: 12 }),
        async (drawn, offset) => {
          await delegate(
            drawn.map(({ employer, delegateId, from, length }) => ({
              ...{ employer, delegateId, from: dayAt(from) },
              to: length === null ? "" : dayAt(from + length),
            })),
          );
          served.clock.today = dayAt(offset);
          for (const delegateId of delegates) {
            const own = drawn.filter((one) => one.delegateId === delegateId);
            const active = own.filter(
              ({ from, length }) => from <= offset && (length === null || from + length >= offset),
            );
            const mayAct = [...new Set(active.map(({ employer }) => employer))];
            expect((await listOf(delegateId)).toSorted()).toEqual(mayAct.map(addressOf).toSorted());
            for (let employer = 0; employer < employers; employer++) {
              const mayWatch = mayAct.includes(employer) || employerCode(employer) === delegateId;
              const answer = await served.ask(addressOf(employer), as(delegateId));
              expect(answer.status).toBe(mayWatch ? 200 : 403);
              if (!mayWatch) expect(await answer.text()).not.toContain(`Ciao `);
            }
          }
        },
      ),
      { numRuns: numberOf({ ordinary: 10, long: 60 }) },
    );
  },
  numberOf({ ordinary: 120_000, long: 900_000 }),
);

describe("what a delegate does on a page", () => {
  const measured = () =>
    campaign.withLedger(async (ledger) => {
      const source = { events: served.events, tokenKey: null };
      return countCampaign(ledger, source, "2026-05", await findCampaign(ledger, "2026-05"));
    });

  test("counts apart from the employer, who has opened and rated nothing by it", async () => {
    await delegate([{ employer: 1, delegateId: office, from: "2026-01-01", to: "" }]);
    const address = addressOf(1);
    const watched = [
      { event_id: uuid(1), type: "opened" },
      { event_id: uuid(2), type: "played" },
      { event_id: uuid(3), type: "watched", percent: 25 },
    ];
    expect(
      (
        await served.ask(`${address}/events`, {
          ...json(watched),
          headers: { ...json([]).headers, ...as(office).headers },
        })
      ).status,
    ).toBe(204);
    expect((await served.ask(`${address}/go/estratto-conto`, as(office))).status).toBe(303);
    const rated = await served.ask(`${address}/rating`, {
      ...form({ rating: "1", comment: "scritto dal delegato" }),
      ...as(office),
    });
    expect(rated.status).toBe(303);
    expect(new Set((await keptEvents(out)).map(({ actor }) => actor))).toEqual(new Set(["delegate"]));

    const { visits } = await measured();
    expect(visits).toMatchObject({ opened: 0, played: 0, services: { all: { people: 0, times: 0 } } });
    expect([...(visits?.rated.values() ?? [])]).toEqual([0, 0, 0, 0, 0]);
    expect(visits?.byDelegates).toMatchObject({
      ...{ opened: 1, played: 1, rated: 1, services: { guides: 1, times: 1 } },
      watched: new Map([
        [25, 1],
        [50, 0],
        [75, 0],
        [100, 0],
      ]),
    });
    expect(await served.events.latestComments("2026-05", 10)).toEqual([]);
    const checked = (page: string) => /value="(\d)" required checked/.exec(page)?.[1] ?? null;
    const pageOf = async (who: string) => checked(await (await served.ask(address, as(who))).text());
    expect([await pageOf(employerCode(1)), await pageOf(office)]).toEqual([null, "1"]);

    // Now the employer: both count, each by themselves.
    await served.ask(`${address}/events`, {
      ...json([{ event_id: uuid(4), type: "opened" }]),
      headers: { ...json([]).headers, ...as(employerCode(1)).headers },
    });
    await served.ask(`${address}/rating`, { ...form({ rating: "5" }), ...as(employerCode(1)) });
    const both = (await measured()).visits;
    expect([both?.opened, both?.byDelegates.opened, both?.rated.get(5), both?.rated.get(1)]).toEqual([1, 1, 1, 0]);
    expect([await pageOf(employerCode(1)), await pageOf(office)]).toEqual(["5", "1"]);
  });

  test("where nobody says who visitors are, it counts as before", async () => {
    const open = await serveFolder(out);
    try {
      await open.ask(`${addressOf(2)}/events`, json([{ event_id: uuid(50), type: "opened" }]));
      const [kept] = (await keptEvents(out)).filter(({ event_id }) => event_id === uuid(50));
      expect(kept?.actor).toBeNull();
    } finally {
      await open.stop();
    }
    expect((await measured()).visits?.opened).toBe(2);
  });
});

describe("a later campaign", () => {
  /** Employer 0 keeps their delegate, employer 1 has none any more by the extracts of the later campaign. */
  beforeAll(async () => {
    await tellAll(out, 2, [{ employer: 0, delegateId: office, from: "2026-01-01", to: "" }], "2026-08");
  }, 240_000);

  test("its extracts say who may act; guides of all campaigns are listed, the latest first", async () => {
    served.clock.today = day("2026-09-01");
    const later = toldAddresses(out, "2026-08").get(employerCode(0));
    expect(await listOf(office)).toEqual([later, addressOf(0)]);
    expect((await served.ask(addressOf(1), as(office))).status).toBe(403);
    const page = await (await served.ask("/delegate", as(office))).text();
    expect(page).toContain("2 guide di un datore di lavoro domestico");
    // The guide of May is over, that of August is not.
    served.clock.today = "2026-12-05" as Day;
    expect(await listOf(office)).toEqual([later]);
  });
});
