import { randomUUID } from "node:crypto";
import { get } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Served, serveFolder } from "./served.ts";
import { form, json, servedCampaign } from "./served-campaign.ts";

const used = servedCampaign();
const { out } = used;

/** The five figures of a dashboard as it shows them. */
async function figuresOn(served: Served, address: string): Promise<string[]> {
  const page = await (await served.ask(address)).text();
  return [...page.matchAll(/<dd class="value">([^<]*)</g)].map(([, value]) => value ?? "");
}

test("figures about fewer than five people are not shown, nor what gives them away", async () => {
  const addresses = [...used.told.values()];
  const selected = (await used.campaign.selected()).length;
  expect(await figuresOn(used.served, "/dashboard/2026-05")).toEqual([
    ...[String(selected), String(addresses.length)],
    ...["non mostrato", "non mostrato", "non mostrato"],
  ]);
  for (const [index, address] of addresses.slice(0, 5).entries()) {
    const events = [
      { event_id: randomUUID(), type: "opened" },
      { event_id: randomUUID(), type: "played" },
      { event_id: randomUUID(), type: "played" },
    ];
    await used.served.ask(`${address}/events`, json(events));
    for (let time = 0; time <= index; time++) await used.served.ask(`${address}/go/estratto-conto`);
    await used.served.ask(`${address}/rating`, form({ rating: "1" }));
    used.served.clock.now = new Date(used.served.clock.now.getTime() + 1_000);
    await used.served.ask(`${address}/rating`, form({ rating: index === 0 ? "2" : "5" }));
  }
  expect((await figuresOn(used.served, "/dashboard")).slice(2)).toEqual(["5", "15", "4,4"]);
  // All but three have begun to watch: who they are is as easily guessed as three who have.
  for (const address of addresses.slice(5, -3))
    await used.served.ask(`${address}/events`, json([{ event_id: randomUUID(), type: "played" }]));
  expect((await figuresOn(used.served, "/dashboard")).slice(2, 3)).toEqual(["non mostrato"]);
});

test("a name of another host that was made to point here is not this machine", async () => {
  const { hostname, port } = new URL(used.served.url);
  const status = await new Promise((resolve) =>
    get({ hostname, port, path: "/dashboard", headers: { Host: "evil.example" } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }),
  );
  expect(status).toBe(403);
});

test("a campaign that never was", async () => {
  expect((await used.served.ask("/dashboard/2026-08")).status).toBe(404);
});

describe("for staff alone", () => {
  let behind: Served;
  let unguarded: Served;
  beforeEach(async () => {
    behind = await serveFolder(out, { identityHeader: "X-Fiscal-Code", dashboardHeader: "X-Staff" });
    unguarded = await serveFolder(out, { identityHeader: "X-Fiscal-Code" });
  });
  afterEach(async () => {
    await behind.stop();
    await unguarded.stop();
  });

  test.each([
    { name: "the portal says they are staff", headers: { "X-Staff": "u123" }, header: true, status: 200 },
    { name: "the portal says nothing", headers: {}, header: true, status: 403 },
    { name: "the portal says nothing of worth", headers: { "X-Staff": " " }, header: true, status: 403 },
    { name: "a citizen who is signed in", headers: { "X-Fiscal-Code": "A" }, header: true, status: 403 },
    { name: "on this machine, asked directly", headers: {}, header: false, status: 200 },
    {
      name: "handed on by a portal on this machine",
      headers: { "X-Forwarded-For": "1.2.3.4" },
      header: false,
      status: 403,
    },
    { name: "handed on for somebody signed in", headers: { "X-Fiscal-Code": "A" }, header: false, status: 403 },
    {
      name: "a header of staff that nobody named",
      headers: { "X-Staff": "u123", Via: "p" },
      header: false,
      status: 403,
    },
  ])("$name: $status", async ({ headers, header, status }) => {
    const served = header ? behind : unguarded;
    for (const address of ["/dashboard", "/dashboard/2026-05", "/dashboard/2026-08"]) {
      const answer = await served.ask(address, { headers: headers as Record<string, string> });
      expect(answer.status).toBe(status === 200 && address.endsWith("08") ? 404 : status);
      if (status !== 200) expect(await answer.text()).not.toMatch(/Destinatari/);
      expect(answer.headers.get("cache-control")).toBe("private, no-store");
    }
  });
});
