import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { day } from "../../pipeline/domain/day.ts";
import { forgetCampaign } from "../../pipeline/ledger/queries/forget-campaign.ts";
import { readConfig } from "../../pipeline/settings/config.ts";
import { askHostilely } from "./hostile-requests.ts";
import { type Served, serveFolder } from "./served.ts";
import { form, json, servedCampaign, uuid } from "./served-campaign.ts";

const maria = "FRRMRA61C54H501J";
const beatrice = "FNTBRC87D67H223Y";
const used = servedCampaign();
const { out, campaign, addressOf } = used;

test("everybody who was told has a page with their name, workers and quarters", async () => {
  expect(used.told.size).toBe((await campaign.selected()).length);
  for (const address of used.told.values()) expect((await used.served.ask(address)).status).toBe(200);
  const page = await (await used.served.ask(addressOf(maria))).text();
  for (const said of [
    "Ciao Maria",
    "Olena",
    "Primo trimestre 2026",
    "gennaio–marzo",
    "non risulta versato",
    "31 maggio 2026",
  ])
    expect(page).toContain(said);
  expect(page).toContain("entro l’8 agosto 2026");
  expect(page).not.toContain(maria);
});

test("a page is for one person alone, and loads nothing from elsewhere", async () => {
  const { headers } = await used.served.ask(addressOf(maria));
  expect(headers.get("cache-control")).toBe("private, no-store");
  expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(headers.get("content-security-policy")).not.toContain("unsafe-inline");
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("strict-transport-security")).toContain("max-age");
  const page = await (await used.served.ask(addressOf(maria))).text();
  const loaded = [...page.matchAll(/<(?:link|script|img|source|track|video)[^>]*(?:href|src)="([^"]+)"/g)].map(
    ([, url]) => url,
  );
  expect(loaded.length).toBeGreaterThan(4);
  for (const url of loaded) expect(url).toMatch(/^\/(?:assets|guide)\//);
  expect(page).not.toMatch(/ style=|<style|onclick|<script>/);
});

test("scripts and styles are kept for ever under an address that names their content, and are under 100 KB", async () => {
  const page = await (await used.served.ask(addressOf(maria))).text();
  let bytes = 0;
  const addresses = [...page.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, address = ""]) => address);
  expect(addresses.length).toBeGreaterThan(1);
  for (const address of addresses) {
    const plain = await used.served.ask(address, { headers: { "Accept-Encoding": "identity" } });
    expect([plain.status, plain.headers.get("cache-control"), plain.headers.get("content-encoding")]).toEqual([
      ...[200, "public, max-age=31536000, immutable", null],
    ]);
    const gzipped = await used.served.ask(address, { headers: { "Accept-Encoding": "gzip, br" } });
    expect(gzipped.headers.get("content-encoding")).toBe("gzip");
    bytes += Number(gzipped.headers.get("content-length"));
    expect(await gzipped.text()).toBe(await plain.text());
  }
  expect(bytes).toBeGreaterThan(5_000);
  expect(bytes).toBeLessThan(100_000);
});

test.each([
  "/segments/2026-05/../../../guide-token.key",
  "/segments/2026-05/..%2f..%2f..%2fledger.sqlite",
  "/segments/..%2f2026-05/x.m4s",
  "/segments/2026-05/abc.m4s",
  "/assets/..%2f..%2fguide-token.key",
  "/assets/nothing.css",
])("%s leads nowhere", async (address) => {
  expect((await used.served.ask(address)).status).toBe(404);
});

test.each(["abc", "a".repeat(24), "-_".repeat(12), "..", "%2e%2e%2f", "a".repeat(5_000), "%00", "💶"])(
  "the unknown token «%s» gets the same kind page",
  async (token) => {
    const answer = await used.served.ask(`/guide/${encodeURIComponent(token)}`);
    expect(answer.status).toBe(404);
    if (token !== "..") expect(await answer.text()).toContain("Questa pagina non esiste");
  },
);

test("a base address with a path: every address on a page has it, and is answered with it or without", async () => {
  const config = { ...readConfig(null), baseUrl: "https://www.inps.it/video-guide" };
  const served = await serveFolder(out, { config });
  try {
    for (const before of ["", "/video-guide"]) {
      const answer = await served.ask(`${before}${addressOf(maria)}`);
      expect(answer.status).toBe(200);
      const page = await answer.text();
      const own = [...page.matchAll(/(?:href|src|action|poster|data-page)="(\/[^"]*)"/g)].map(([, one]) => one ?? "");
      expect(own.length).toBeGreaterThan(15);
      for (const one of own) expect(one).toMatch(/^\/video-guide\/(?:assets|guide)\//);
      const followed = own.filter((one) => !/\/(?:go|request)\/|\/rating$/.test(one));
      for (const one of new Set(followed)) expect([one, (await served.ask(one)).status]).toEqual([one, 200]);
    }
    const rated = await served.ask(`${addressOf(maria)}/rating`, form({ rating: "5" }));
    expect(rated.headers.get("location")).toBe(`/video-guide${addressOf(maria)}?grazie=1#rating`);
    const playlist = await (await served.ask(`${addressOf(maria)}/index.m3u8`)).text();
    expect(playlist).toMatch(/^\/video-guide\/segments\/2026-05\//m);
  } finally {
    await served.stop();
  }
});

describe("when", () => {
  test.each([
    { today: "2026-06-05", status: 200 },
    { today: "2026-11-30", status: 200 },
    { today: "2026-12-01", status: 410 },
  ])("on $today: $status", async ({ today, status }) => {
    used.served.clock.today = day(today);
    for (const address of [addressOf(maria), `${addressOf(maria)}/video.mp4`, `${addressOf(maria)}/index.m3u8`])
      expect((await used.served.ask(address)).status).toBe(status);
    expect(
      (await used.served.ask(`${addressOf(maria)}/events`, json([{ event_id: uuid(77), type: "opened" }]))).status,
    ).toBe(status === 200 ? 204 : 410);
  });
});

describe("whose", () => {
  let asked: Served;
  beforeEach(async () => {
    asked = await serveFolder(out, { identityHeader: "X-Fiscal-Code" });
  });
  afterEach(() => asked.stop());

  test.each([
    { name: "nobody", headers: {}, status: 401 },
    { name: "an empty name", headers: { "X-Fiscal-Code": " " }, status: 401 },
    { name: "another", headers: { "X-Fiscal-Code": beatrice }, status: 403 },
    { name: "the person", headers: { "X-Fiscal-Code": maria }, status: 200 },
    { name: "the person, in small letters", headers: { "x-fiscal-code": maria.toLowerCase() }, status: 200 },
  ])("$name: $status", async ({ headers, status }) => {
    for (const ending of ["", "/video.mp4", "/captions.vtt"]) {
      const answer = await asked.ask(`${addressOf(maria)}${ending}`, { headers: headers as Record<string, string> });
      expect(answer.status).toBe(status);
      if (status !== 200) expect(await answer.text()).not.toMatch(/Olena|trimestre/);
    }
  });

  test("somebody who is not signed in cannot tell a token that exists from one that does not", async () => {
    const answers = await Promise.all([addressOf(maria), "/guide/unknown"].map((address) => asked.ask(address)));
    const [one, other] = await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]));
    expect(one).toEqual(other);
  });
});

test("requests of bad faith get no fault of the server, and nothing that is not theirs", async () => {
  const key = readFileSync(path.join(out, "guide-token.key")).toString("latin1");
  await askHostilely(used.served, addressOf(maria), [key, "SQLite format 3", beatrice, maria], 100);
}, 120_000);

describe("whom it does not concern any more", () => {
  test("who has paid a part since is not told that all is paid", async () => {
    const address = addressOf("TRNGPP58S23G273M");
    await campaign.pay("TRNGPP58S23G273M", 1);
    await campaign.notify();
    const page = await (await used.served.ask(address)).text();
    expect(page).toContain("non è più aggiornata");
    expect(page).not.toMatch(/<video|tutto versato|non devi|Giuseppe/);
  });

  test("who has paid since sees a page that says so, without film or quarter; then the campaign is purged", async () => {
    const address = addressOf("LTRRCC55M16A662D");
    expect((await used.served.ask(address)).status).toBe(200);
    await campaign.pay("LTRRCC55M16A662D", 5_000);
    await campaign.notify();
    const answer = await used.served.ask(address);
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).toContain("ora risulta tutto versato");
    expect(page).toContain("Apri l’Estratto conto INPS</a>");
    expect(page).not.toMatch(/<video|trimestre 2026|Rocco/);
    const go = await used.served.ask(`${address}/go/estratto-conto`);
    expect([go.status, go.headers.get("location")]).toEqual([303, "https://www.inps.it"]);
    expect((await used.served.ask(`${address}/rating`, form({ rating: "5" }))).headers.get("location")).toBe(address);
    for (const ending of ["/video.mp4", "/index.m3u8", "/transcript.txt"])
      expect((await used.served.ask(`${address}${ending}`)).status).toBe(404);
    await campaign.withLedger((ledger) => forgetCampaign(ledger, "2026-05", day("2026-12-02")));
    for (const [, one] of used.told) expect((await used.served.ask(one)).status).toBe(410);
    const tokens = await campaign.withLedger(({ knex }) => knex("guide_tokens").pluck("employer_id"));
    expect(tokens.filter((id: string) => used.told.has(id))).toEqual([]);
  });
});
