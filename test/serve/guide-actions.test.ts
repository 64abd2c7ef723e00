import { describe, expect, test } from "vitest";
import { keptEvents } from "./served.ts";
import { form, json, servedCampaign, uuid } from "./served-campaign.ts";

const maria = "FRRMRA61C54H501J";
const beatrice = "FNTBRC87D67H223Y";
const used = servedCampaign();
const { out, addressOf } = used;

describe("services", () => {
  test("a service is counted and led to, without JavaScript", async () => {
    const answer = await used.served.ask(`${addressOf(beatrice)}/go/portale-pagamenti`);
    expect([answer.status, answer.headers.get("location")]).toEqual([
      303,
      "https://www.inps.it/prestazioni-servizi/il-versamento-online-dei-contributi-dei-lavoratori-domestici",
    ]);
    const events = await keptEvents(out);
    expect(events.filter(({ type, service }) => type === "service" && service === "portale-pagamenti")).toHaveLength(1);
  });

  test.each([
    { from: "2", place: "2" },
    { from: "99", place: "99" },
    { from: "end", place: "end" },
    { from: "", place: null },
    { from: "0", place: null },
    { from: "02", place: null },
    { from: "100", place: null },
    { from: "End", place: null },
    { from: "2&from=3", place: "2" },
    { from: "%00", place: null },
    { from: "%zz", place: null },
    { from: "x".repeat(3_000), place: null },
  ])("from=$from: led to all the same, and kept as $place", async ({ from, place }) => {
    const before = (await keptEvents(out)).map(({ event_id }) => event_id);
    const answer = await used.served.ask(`${addressOf(beatrice)}/go/estratto-conto?from=${from}`);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toMatch(/^https:\/\/www\.inps\.it/);
    const added = (await keptEvents(out)).filter(({ event_id }) => !before.includes(event_id));
    expect(added).toMatchObject([{ type: "service", service: "estratto-conto", place }]);
  });

  test("one that is not in the settings leads nowhere", async () => {
    expect((await used.served.ask(`${addressOf(beatrice)}/go/https:%2f%2fevil.example`)).status).toBe(404);
    expect((await used.served.ask(`${addressOf(beatrice)}/go/altro`)).status).toBe(404);
  });
});

describe("ratings", () => {
  test("the last one counts, and the page says thank you and shows it", async () => {
    const address = addressOf(maria);
    const first = await used.served.ask(`${address}/rating`, form({ rating: "2", comment: "  Lunga  " }));
    expect([first.status, first.headers.get("location")]).toEqual([303, `${address}?grazie=1#rating`]);
    used.served.clock.now = new Date("2026-06-05T09:00:00Z");
    await used.served.ask(`${address}/rating`, form({ rating: "5", comment: "" }));
    const page = await (await used.served.ask(`${address}?grazie=1`)).text();
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
    expect(
      (await used.served.ask(`${addressOf(beatrice)}/rating`, form(fields as Record<string, string>))).status,
    ).toBe(400);
    expect(await keptEvents(out)).toHaveLength(before);
  });

  test("a comment is not shown again: a delegate, or whoever else opens the page, need not have written it", async () => {
    await used.served.ask(
      `${addressOf(beatrice)}/rating`,
      form({ rating: "3", comment: "</textarea><script>x</script>" }),
    );
    const page = await (await used.served.ask(addressOf(beatrice))).text();
    expect(page).not.toMatch(/<script>x|&lt;script/);
    expect(page).toContain("Un commento c’è già");
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
    { type: "service", service: "estratto-conto", place: "3" },
    { type: "rated", rating: 4, comment: "Chiara" },
    { type: "downloaded" },
  ].map((event, index) => ({ event_id: uuid(index), ...event }));

  test("all kinds are taken, once, under a pseudonym", async () => {
    const before = (await keptEvents(out)).length;
    for (let time = 0; time < 2; time++)
      expect((await used.served.ask(`${addressOf(maria)}/events`, json(everything))).status).toBe(204);
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
    { name: "no place", body: [{ event_id: uuid(904), type: "service", service: "a", place: "page" }], status: 400 },
    {
      name: "a place as a number",
      body: [{ event_id: uuid(905), type: "service", service: "a", place: 3 }],
      status: 400,
    },
    { name: "a place of no service", body: [{ event_id: uuid(906), type: "played", place: "3" }], status: 400 },
    { name: "more than agreed", body: [{ event_id: uuid(903), type: "opened", name: "Ada" }], status: 400 },
    { name: "over 16 KB", body: `[${" ".repeat(17_000)}]`, status: 413 },
  ])("$name: $status, one sentence, nothing kept", async ({ body, status }) => {
    const before = (await keptEvents(out)).length;
    const answer = await used.served.ask(`${addressOf(beatrice)}/events`, json(body));
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([status, "private, no-store"]);
    expect(await answer.text()).toMatch(/^[^\n]+$/);
    expect(await keptEvents(out)).toHaveLength(before);
  });

  test("more than 120 a minute: 429, and again a minute later", async () => {
    const address = `${addressOf(beatrice)}/events`;
    const batch = (from: number) =>
      json(Array.from({ length: 50 }, (_, n) => ({ event_id: uuid(10_000 + from + n), type: "played" })));
    const statuses = [];
    for (const from of [0, 50, 100]) statuses.push((await used.served.ask(address, batch(from))).status);
    expect(statuses).toEqual([204, 204, 429]);
    used.served.clock.now = new Date(used.served.clock.now.getTime() + 60_000);
    expect((await used.served.ask(address, batch(100))).status).toBe(204);
  });
});

test("none at once is as agreed, and capitals make no other event", async () => {
  const address = `${addressOf(maria)}/events`;
  expect((await used.served.ask(address, json([]))).status).toBe(204);
  const before = (await keptEvents(out)).length;
  const ids = ["30000000-0000-4000-8000-00000000000a", "30000000-0000-4000-8000-00000000000A"];
  expect((await used.served.ask(address, json(ids.map((event_id) => ({ event_id, type: "played" }))))).status).toBe(
    204,
  );
  expect(await keptEvents(out)).toHaveLength(before + 1);
});

test.each(["cross-site", "same-site"])("a form on another site (%s) acts for nobody", async (site) => {
  const before = (await keptEvents(out)).length;
  for (const [ending, init] of [
    ["rating", form({ rating: "1" })],
    ["events", json([{ event_id: uuid(500), type: "played" }])],
  ] as const) {
    const answer = await used.served.ask(`${addressOf(maria)}/${ending}`, {
      ...init,
      headers: { ...init.headers, "Sec-Fetch-Site": site },
    });
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([403, "private, no-store"]);
  }
  expect(await keptEvents(out)).toHaveLength(before);
});

test("a portal that comes back with a GET is led to the page", async () => {
  const answer = await used.served.ask(`${addressOf(maria)}/rating`);
  expect([answer.status, answer.headers.get("location")]).toEqual([303, addressOf(maria)]);
});

test("events that cannot be kept: 503 and when to send them again; pages and services are there all the same", async () => {
  await used.served.events.close();
  const address = addressOf(beatrice);
  for (const [ending, init] of [
    ["rating", form({ rating: "4" })],
    ["events", json([{ event_id: uuid(600), type: "played" }])],
  ] as const) {
    const { status, headers } = await used.served.ask(`${address}/${ending}`, init);
    expect([status, headers.get("retry-after")]).toEqual([503, "30"]);
  }
  expect((await used.served.ask(address)).status).toBe(200);
  expect((await used.served.ask(`${address}/go/portale-pagamenti`)).status).toBe(303);
  expect(used.served.failures.splice(0)).toHaveLength(4);
});
