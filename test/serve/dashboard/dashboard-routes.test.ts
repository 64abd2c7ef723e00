import { randomUUID } from "node:crypto";
import { get } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Served, serveFolder } from "../served.ts";
import { form, json, servedCampaign } from "../served-campaign.ts";

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
    ...["meno di 5", "meno di 5", "non mostrato"],
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
  expect((await figuresOn(used.served, "/dashboard")).slice(2)).toEqual(["5", "15", "non mostrato"]);
  // All but three have begun to watch: who they are is as easily guessed as three who have.
  for (const address of addresses.slice(5, -3))
    await used.served.ask(`${address}/events`, json([{ event_id: randomUUID(), type: "played" }]));
  expect((await figuresOn(used.served, "/dashboard")).slice(2, 3)).toEqual(["non mostrato"]);
});

test("what people write is shown when five have, without what tells who they are, and is never taken for markup", async () => {
  const page = async () => (await used.served.ask("/dashboard/2026-05")).text();
  const comments = [
    "Chiamatemi al 333 1234567",
    "Meglio scrivere a mario (at) posta punto it",
    "<img src=x onerror=alert(1)>",
    "Chiaro",
  ];
  const addresses = [...used.told.values()].slice(0, 5);
  for (const [index, address] of addresses.entries()) {
    expect(await page()).not.toContain("Chiamatemi");
    used.served.clock.now = new Date(used.served.clock.now.getTime() + 1_000);
    const comment = comments[index] ?? "</style><script>alert(2)</script> bene";
    expect((await used.served.ask(`${address}/rating`, form({ rating: "4", comment }))).status).toBe(303);
  }
  const shown = await page();
  expect(shown).toContain("Chiamatemi al […]");
  expect(shown).toContain("Chiaro");
  expect(shown).not.toMatch(/333|1234567|posta punto|<img|<script/);
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
  let unnamed: Served;
  beforeEach(async () => {
    behind = await serveFolder(out, { identityHeader: "X-Fiscal-Code", dashboardHeader: "X-Staff" });
    unnamed = await serveFolder(out, { identityHeader: "X-Fiscal-Code" });
  });
  afterEach(async () => {
    await behind.stop();
    await unnamed.stop();
  });

  test.each([
    { name: "the portal says they are staff", by: "X-Staff", headers: { "X-Staff": "u123" }, status: 200 },
    { name: "the portal says nothing", by: "X-Staff", headers: {}, status: 403 },
    { name: "the portal says nothing of worth", by: "X-Staff", headers: { "X-Staff": " " }, status: 403 },
    { name: "a citizen who is signed in", by: "X-Staff", headers: { "X-Fiscal-Code": "A" }, status: 403 },
    { name: "no portal, on this machine, asked directly", by: "nothing", headers: {}, status: 200 },
    {
      name: "handed on by a proxy on this machine",
      by: "nothing",
      headers: { "X-Forwarded-For": "1.2.3.4" },
      status: 403,
    },
    {
      name: "a header of staff that nobody named",
      by: "nothing",
      headers: { "X-Staff": "u123", Via: "p" },
      status: 403,
    },
    { name: "a portal that names no header of staff", by: "portal", headers: {}, status: 403 },
    { name: "the same, of somebody signed in", by: "portal", headers: { "X-Fiscal-Code": "A" }, status: 403 },
  ])("$name: $status", async ({ headers, by, status }) => {
    const served = { "X-Staff": behind, nothing: used.served, portal: unnamed }[by] as Served;
    for (const address of ["/dashboard", "/dashboard/2026-05", "/dashboard/2026-08"]) {
      const answer = await served.ask(address, { headers: headers as Record<string, string> });
      expect(answer.status).toBe(status === 200 && address.endsWith("08") ? 404 : status);
      if (status !== 200) expect(await answer.text()).not.toMatch(/Destinatari/);
      expect(answer.headers.get("cache-control")).toBe("private, no-store");
    }
  });
});
