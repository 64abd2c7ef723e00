import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { day } from "../../pipeline/domain/day.ts";
import { forgetCampaign } from "../../pipeline/ledger/queries/forget-campaign.ts";
import { type GreyCampaign, greyCampaign } from "../cli/commands/grey-campaign.ts";
import { askHostilely } from "./hostile-requests.ts";
import { keptEvents, type Served, serveFolder, toldAddresses } from "./served.ts";

const out = mkdtempSync(path.join(tmpdir(), "guide-pages-"));
const maria = "FRRMRA61C54H501J";
const beatrice = "FNTBRC87D67H223Y";
const seven = "BLLNMR66L70L219E";
let campaign: GreyCampaign;
let told: Map<string, string>;
let served: Served;

beforeAll(async () => {
  campaign = greyCampaign(out);
  await campaign.plan();
  await campaign.render();
  await campaign.notify();
  told = toldAddresses(out);
}, 120_000);

afterAll(() => rmSync(out, { recursive: true, force: true }));

beforeEach(async () => {
  served = await serveFolder(out);
});

afterEach(async () => {
  await served.stop();
  expect(served.failures).toEqual([]);
});

const addressOf = (employerId: string) => told.get(employerId) ?? "";
const json = (events: unknown): RequestInit => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: typeof events === "string" ? events : JSON.stringify(events),
});
const form = (fields: Record<string, string>): RequestInit => ({ method: "POST", body: new URLSearchParams(fields) });
const uuid = (number: number) => `10000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

test("everybody who was told has a page with their name, workers and quarters", async () => {
  expect(told.size).toBe((await campaign.selected()).length);
  for (const address of told.values()) expect((await served.ask(address)).status).toBe(200);
  const page = await (await served.ask(addressOf(maria))).text();
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
  const { headers } = await served.ask(addressOf(maria));
  expect(headers.get("cache-control")).toBe("private, no-store");
  expect(headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(headers.get("content-security-policy")).not.toContain("unsafe-inline");
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("strict-transport-security")).toContain("max-age");
  const page = await (await served.ask(addressOf(maria))).text();
  const loaded = [...page.matchAll(/<(?:link|script|img|source|track|video)[^>]*(?:href|src)="([^"]+)"/g)].map(
    ([, url]) => url,
  );
  expect(loaded.length).toBeGreaterThan(4);
  for (const url of loaded) expect(url).toMatch(/^\/(?:assets|guide)\//);
  expect(page).not.toMatch(/ style=|<style|onclick|<script>/);
});

test("scripts and styles are kept for ever under an address that names their content", async () => {
  const page = await (await served.ask(addressOf(maria))).text();
  for (const [, address = ""] of page.matchAll(/"(\/assets\/[^"]+)"/g)) {
    const { status, headers } = await served.ask(address);
    expect([status, headers.get("cache-control")]).toEqual([200, "public, max-age=31536000, immutable"]);
  }
});

test.each([
  { file: "video.mp4", type: "video/mp4" },
  { file: "captions.vtt", type: "text/vtt; charset=utf-8" },
  { file: "chapters.vtt", type: "text/vtt; charset=utf-8" },
  { file: "transcript.txt", type: "text/plain; charset=utf-8" },
])("$file is what was packaged", async ({ file, type }) => {
  const answer = await served.ask(`${addressOf(maria)}/${file}`);
  expect([answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control")]).toEqual([
    200,
    type,
    "private, no-store",
  ]);
  const ending = {
    "video.mp4": ".mp4",
    "captions.vtt": ".it.vtt",
    "chapters.vtt": ".it.chapters.vtt",
    "transcript.txt": ".it.txt",
  }[file];
  const line =
    readFileSync(path.join(out, "campaigns/2026-05/manifests/myinps.ndjson"), "utf8")
      .split("\n")
      .find((one) => one.includes(maria)) ?? "";
  const { video_id } = JSON.parse(line) as { video_id: string };
  const packaged = readFileSync(path.join(out, "campaigns/2026-05/videos", `${video_id}${ending}`));
  expect(Buffer.from(await answer.arrayBuffer()).equals(packaged)).toBe(true);
});

test("the poster is a picture of the person's own first scene", async () => {
  const answer = await served.ask(`${addressOf(maria)}/poster.jpg`);
  expect([answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control")]).toEqual([
    200,
    "image/jpeg",
    "private, no-store",
  ]);
  const picture = Buffer.from(await answer.arrayBuffer());
  expect([picture[0], picture[1], picture.length > 1_000]).toEqual([0xff, 0xd8, true]);
  expect((await served.ask("/guide/none/poster.jpg")).status).toBe(404);
});

test("a range of the video is that range, and a range after its end is none", async () => {
  const address = `${addressOf(maria)}/video.mp4`;
  const whole = Buffer.from(await (await served.ask(address)).arrayBuffer());
  const part = await served.ask(address, { headers: { Range: "bytes=100-299" } });
  expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes 100-299/${whole.length}`]);
  expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(100, 300))).toBe(true);
  const none = await served.ask(address, { headers: { Range: `bytes=${whole.length}-` } });
  expect([none.status, none.headers.get("content-range")]).toEqual([416, `bytes */${whole.length}`]);
  const head = await served.ask(address, { method: "HEAD" });
  expect([head.status, head.headers.get("content-length")]).toEqual([200, String(whole.length)]);
});

test("the playlist points to segments that all guides share, and they may be kept", async () => {
  const lists = await Promise.all(
    [maria, beatrice].map(async (id) => (await (await served.ask(`${addressOf(id)}/index.m3u8`)).text()).split("\n")),
  );
  const segments = lists.map((lines) => lines.filter((line) => line !== "" && !line.startsWith("#")));
  expect(segments[0]?.filter((segment) => segments[1]?.includes(segment)).length).toBeGreaterThan(5);
  for (const segment of segments.flat()) {
    const { status, headers } = await served.ask(segment);
    expect([status, headers.get("cache-control"), headers.get("content-type")]).toEqual([
      200,
      "public, max-age=31536000, immutable",
      "video/mp4",
    ]);
  }
  const init = /URI="([^"]+)"/.exec(lists[0]?.join("\n") ?? "")?.[1] ?? "";
  expect((await served.ask(init)).status).toBe(200);
});

test.each([
  "/segments/2026-05/../../../guide-token.key",
  "/segments/2026-05/..%2f..%2f..%2fledger.sqlite",
  "/segments/..%2f2026-05/x.m4s",
  "/segments/2026-05/abc.m4s",
  "/assets/..%2f..%2fguide-token.key",
  "/assets/nothing.css",
])("%s leads nowhere", async (address) => {
  expect((await served.ask(address)).status).toBe(404);
});

test.each(["abc", "a".repeat(24), "-_".repeat(12), "..", "%2e%2e%2f", "a".repeat(5_000), "%00", "💶"])(
  "the unknown token «%s» gets the same kind page",
  async (token) => {
    const answer = await served.ask(`/guide/${encodeURIComponent(token)}`);
    expect(answer.status).toBe(404);
    if (token !== "..") expect(await answer.text()).toContain("Questa pagina non esiste");
  },
);

describe("services", () => {
  test("a service is counted and led to, without JavaScript", async () => {
    const answer = await served.ask(`${addressOf(beatrice)}/go/portale-pagamenti`);
    expect([answer.status, answer.headers.get("location")]).toEqual([
      303,
      "https://www.inps.it/prestazioni-servizi/il-versamento-online-dei-contributi-dei-lavoratori-domestici",
    ]);
    const events = await keptEvents(out);
    expect(events.filter(({ type, service }) => type === "service" && service === "portale-pagamenti")).toHaveLength(1);
  });

  test("one that is not in the settings leads nowhere", async () => {
    expect((await served.ask(`${addressOf(beatrice)}/go/https:%2f%2fevil.example`)).status).toBe(404);
    expect((await served.ask(`${addressOf(beatrice)}/go/altro`)).status).toBe(404);
  });
});

describe("ratings", () => {
  test("the last one counts, and the page says thank you and shows it", async () => {
    const address = addressOf(maria);
    const first = await served.ask(`${address}/rating`, form({ rating: "2", comment: "  Lunga  " }));
    expect([first.status, first.headers.get("location")]).toEqual([303, `${address}?grazie=1#rating`]);
    served.clock.now = new Date("2026-06-05T09:00:00Z");
    await served.ask(`${address}/rating`, form({ rating: "5", comment: "" }));
    const page = await (await served.ask(`${address}?grazie=1`)).text();
    expect(page).toContain("Grazie");
    expect(page).toMatch(/value="5" required checked/);
    expect(page).not.toMatch(/value="2" required checked/);
    const rated = (await keptEvents(out)).filter(({ type }) => type === "rated");
    expect(rated.map(({ rating, comment }) => [rating, comment])).toEqual([
      [2, "Lunga"],
      [5, null],
    ]);
  });

  test.each([
    { name: "none", fields: {} },
    { name: "zero", fields: { rating: "0" } },
    { name: "six", fields: { rating: "6" } },
    { name: "words", fields: { rating: "tante" } },
    { name: "a comment of 501 characters", fields: { rating: "5", comment: "x".repeat(501) } },
  ])("$name: 400, nothing kept", async ({ fields }) => {
    const before = (await keptEvents(out)).length;
    expect((await served.ask(`${addressOf(beatrice)}/rating`, form(fields as Record<string, string>))).status).toBe(
      400,
    );
    expect(await keptEvents(out)).toHaveLength(before);
  });

  test("a comment is shown as it was written, and is nothing but text", async () => {
    await served.ask(`${addressOf(beatrice)}/rating`, form({ rating: "3", comment: "</textarea><script>x</script>" }));
    expect(await (await served.ask(addressOf(beatrice))).text()).not.toContain("<script>x");
  });
});

describe("events", () => {
  const everything = [
    { type: "opened" },
    { type: "played" },
    { type: "watched", percent: 25 },
    { type: "watched", percent: 100 },
    { type: "chapter", number: 2 },
    { type: "service", service: "estratto-conto" },
    { type: "rated", rating: 4, comment: "Chiara" },
    { type: "downloaded" },
  ].map((event, index) => ({ event_id: uuid(index), ...event }));

  test("all kinds are taken, once, under a pseudonym", async () => {
    const before = (await keptEvents(out)).length;
    for (let time = 0; time < 2; time++)
      expect((await served.ask(`${addressOf(maria)}/events`, json(everything))).status).toBe(204);
    const events = await keptEvents(out);
    expect(events).toHaveLength(before + everything.length);
    const text = JSON.stringify(events);
    for (const secret of [maria, "Maria", addressOf(maria).split("/").at(-1) ?? ""]) expect(text).not.toContain(secret);
    expect(events.at(-1)).toMatchObject({ campaign: "2026-05", person: expect.stringMatching(/^[0-9a-f]{32}$/) });
  });

  test.each([
    { name: "no JSON", body: "{", status: 400 },
    { name: "no array", body: { event_id: uuid(900), type: "opened" }, status: 400 },
    { name: "51", body: Array.from({ length: 51 }, (_, n) => ({ event_id: uuid(n), type: "opened" })), status: 400 },
    { name: "an unknown type", body: [{ event_id: uuid(901), type: "bought" }], status: 400 },
    { name: "no id", body: [{ type: "opened" }], status: 400 },
    { name: "an id that is no uuid", body: [{ event_id: "1", type: "opened" }], status: 400 },
    { name: "another percentage", body: [{ event_id: uuid(902), type: "watched", percent: 30 }], status: 400 },
    { name: "more than agreed", body: [{ event_id: uuid(903), type: "opened", name: "Ada" }], status: 400 },
    { name: "over 16 KB", body: `[${" ".repeat(17_000)}]`, status: 413 },
  ])("$name: $status, one sentence, nothing kept", async ({ body, status }) => {
    const before = (await keptEvents(out)).length;
    const answer = await served.ask(`${addressOf(beatrice)}/events`, json(body));
    expect(answer.status).toBe(status);
    expect(await answer.text()).toMatch(/^[^\n]+$/);
    expect(await keptEvents(out)).toHaveLength(before);
  });

  test("more than 120 a minute: 429, and again a minute later", async () => {
    const address = `${addressOf(beatrice)}/events`;
    const batch = (from: number) =>
      json(Array.from({ length: 50 }, (_, n) => ({ event_id: uuid(10_000 + from + n), type: "played" })));
    const statuses = [];
    for (const from of [0, 50, 100]) statuses.push((await served.ask(address, batch(from))).status);
    expect(statuses).toEqual([204, 204, 429]);
    served.clock.now = new Date(served.clock.now.getTime() + 60_000);
    expect((await served.ask(address, batch(100))).status).toBe(204);
  });
});

test("none at once is as agreed, and capitals make no other event", async () => {
  const address = `${addressOf(maria)}/events`;
  expect((await served.ask(address, json([]))).status).toBe(204);
  const before = (await keptEvents(out)).length;
  const ids = ["30000000-0000-4000-8000-00000000000a", "30000000-0000-4000-8000-00000000000A"];
  expect((await served.ask(address, json(ids.map((event_id) => ({ event_id, type: "played" }))))).status).toBe(204);
  expect(await keptEvents(out)).toHaveLength(before + 1);
});

test.each(["cross-site", "same-site"])("a form on another site (%s) acts for nobody", async (site) => {
  const before = (await keptEvents(out)).length;
  for (const [ending, init] of [
    ["rating", form({ rating: "1" })],
    ["events", json([{ event_id: uuid(500), type: "played" }])],
  ] as const) {
    const answer = await served.ask(`${addressOf(maria)}/${ending}`, {
      ...init,
      headers: { ...init.headers, "Sec-Fetch-Site": site },
    });
    expect(answer.status).toBe(403);
  }
  expect(await keptEvents(out)).toHaveLength(before);
});

test("a portal that comes back with a GET is led to the page", async () => {
  const answer = await served.ask(`${addressOf(maria)}/rating`);
  expect([answer.status, answer.headers.get("location")]).toEqual([303, addressOf(maria)]);
});

test("a download counts once, however it is resumed; HEAD and what is fetched for nobody do not count", async () => {
  const downloads = async () => (await keptEvents(out)).filter(({ type }) => type === "downloaded").length;
  const before = await downloads();
  const address = `${addressOf(seven)}/video.mp4?scarica=1`;
  const whole = await served.ask(address);
  expect(whole.headers.get("content-disposition")).toBe('attachment; filename="video-guida-2026-05.mp4"');
  await whole.arrayBuffer();
  const etag = whole.headers.get("etag") ?? "";
  const resumed = await served.ask(address, { headers: { Range: "bytes=1000-", "If-Range": etag } });
  expect(resumed.status).toBe(206);
  const ofAnother = await served.ask(address, {
    method: "HEAD",
    headers: { Range: "bytes=1000-", "If-Range": '"another"' },
  });
  expect(ofAnother.status).toBe(200);
  await served.ask(address, { method: "HEAD" });
  await served.ask(address, { headers: { "Sec-Purpose": "prefetch" } });
  expect(await downloads()).toBe(before + 1);
});

describe("when", () => {
  test.each([
    { today: "2026-06-05", status: 200 },
    { today: "2026-11-30", status: 200 },
    { today: "2026-12-01", status: 410 },
  ])("on $today: $status", async ({ today, status }) => {
    served.clock.today = day(today);
    for (const address of [addressOf(maria), `${addressOf(maria)}/video.mp4`, `${addressOf(maria)}/index.m3u8`])
      expect((await served.ask(address)).status).toBe(status);
    expect(
      (await served.ask(`${addressOf(maria)}/events`, json([{ event_id: uuid(77), type: "opened" }]))).status,
    ).toBe(status === 200 ? 204 : 410);
  });
});

describe("whose", () => {
  let asked: Served;
  beforeEach(async () => {
    asked = await serveFolder(out, "X-Fiscal-Code");
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

  test.each([
    { name: "active", from: "2026-01-01", to: null, status: 200 },
    { name: "until that very day", from: "2026-01-01", to: "2026-06-05", status: 200 },
    { name: "from that very day", from: "2026-06-05", to: null, status: 200 },
    { name: "ended the day before", from: "2026-01-01", to: "2026-06-04", status: 403 },
    { name: "from the day after", from: "2026-06-06", to: null, status: 403 },
  ])("a delegate, $name: $status", async ({ from, to, status }) => {
    await campaign.withLedger(async ({ knex }) => {
      await knex("delegations").delete();
      await knex("delegations").insert({
        employer_id: maria,
        delegate_id: "12345678903",
        active_from: from,
        active_to: to,
      });
    });
    const headers = { "X-Fiscal-Code": "12345678903" };
    expect((await asked.ask(addressOf(maria), { headers })).status).toBe(status);
    expect((await asked.ask(addressOf(beatrice), { headers })).status).toBe(403);
  });
});

test("requests of bad faith get no fault of the server, and nothing that is not theirs", async () => {
  const key = readFileSync(path.join(out, "guide-token.key")).toString("latin1");
  await askHostilely(served, addressOf(maria), [key, "SQLite format 3", beatrice, maria], 100);
}, 120_000);

describe("whom it does not concern any more", () => {
  test("who has paid a part since is not told that all is paid", async () => {
    const address = addressOf("TRNGPP58S23G273M");
    await campaign.pay("TRNGPP58S23G273M", 1);
    await campaign.notify();
    const page = await (await served.ask(address)).text();
    expect(page).toContain("non è più aggiornata");
    expect(page).not.toMatch(/<video|tutto versato|non devi|Giuseppe/);
  });

  test("who has paid since sees a page that says so, without film or quarter; then the campaign is purged", async () => {
    const address = addressOf("LTRRCC55M16A662D");
    expect((await served.ask(address)).status).toBe(200);
    await campaign.pay("LTRRCC55M16A662D", 5_000);
    await campaign.notify();
    const answer = await served.ask(address);
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).toContain("ora risulta tutto versato");
    expect(page).toContain("Estratto conto del datore di lavoro domestico");
    expect(page).not.toMatch(/<video|trimestre 2026|Rocco/);
    const go = await served.ask(`${address}/go/estratto-conto`);
    expect([go.status, go.headers.get("location")]).toEqual([303, "https://www.inps.it"]);
    expect((await served.ask(`${address}/rating`, form({ rating: "5" }))).headers.get("location")).toBe(address);
    for (const ending of ["/video.mp4", "/index.m3u8", "/transcript.txt"])
      expect((await served.ask(`${address}${ending}`)).status).toBe(404);
    await campaign.withLedger((ledger) => forgetCampaign(ledger, "2026-05", day("2026-12-02")));
    for (const [, one] of told) expect((await served.ask(one)).status).toBe(410);
    const tokens = await campaign.withLedger(({ knex }) => knex("guide_tokens").pluck("employer_id"));
    expect(tokens.filter((id: string) => told.has(id))).toEqual([]);
  });
});
