import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Serving, startServing } from "../../fixtures/serving.ts";
import { type GreyCampaign, toldGreyCampaign } from "../cli/commands/grey-campaign.ts";
import { videoguida } from "../cli/program.ts";
import { typeCommand } from "../cli/type-command.ts";
import { startPostgres } from "../events/postgres.ts";
import { keptEvents, toldAddresses } from "./served.ts";
import { form, json } from "./served-campaign.ts";

const out = mkdtempSync(path.join(tmpdir(), "serve-command-"));
const maria = "FRRMRA61C54H501J";
let campaign: GreyCampaign;

beforeAll(async () => {
  campaign = await toldGreyCampaign(out);
}, 120_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

const serving = (words: string[] = [], under?: string[]): Promise<Serving> =>
  startServing(["--out", out, "--port", "0", "--today", "2026-06-05", ...words], under);

const played = (count: number) => Array.from({ length: count }, () => ({ event_id: randomUUID(), type: "played" }));

test("it says when it can be asked, and ends with 0 on SIGTERM with every event it answered for on the disk", async () => {
  const { child, url, said } = await serving();
  const ended = once(child, "close");
  expect(await (await fetch(`${url}/healthz`)).text()).toBe("ok");
  const addresses = [...toldAddresses(out).values()];
  const answered: string[] = [];
  const posts = Array.from({ length: 400 }, async (_, index) => {
    const events = played(2);
    const answer = await fetch(`${url}${addresses[index % addresses.length]}/events`, json(events)).catch(() => null);
    if (answer?.status === 204) answered.push(...events.map(({ event_id }) => event_id));
    if (answered.length === 200) child.kill("SIGTERM");
  });
  expect(await ended, said()).toEqual([0, null]);
  await Promise.all(posts);
  const kept = new Set((await keptEvents(out)).map(({ event_id }) => event_id));
  expect(answered.length).toBeGreaterThanOrEqual(200);
  expect(answered.filter((id) => !kept.has(id))).toEqual([]);
});

test("it works beside commands that write in the same folder, and sees what they did", async () => {
  const { url, stop } = await serving();
  const address = toldAddresses(out).get(maria);
  expect(await (await fetch(`${url}${address}`)).text()).toContain("Ciao Maria");
  await campaign.pay(maria, 5_000);
  await campaign.notify();
  expect(await (await fetch(`${url}${address}`)).text()).toContain("ora risulta tutto versato");
  await stop();
});

test("with PostgreSQL: page, service, rating and events, and what was rated is shown again", async () => {
  const postgres = await startPostgres();
  const place = await postgres.newDatabase();
  const { url, stop, said } = await serving(["--events", place]);
  try {
    const address = `${url}${[...toldAddresses(out).values()].at(-1)}`;
    expect((await fetch(`${address}/events`, json(played(3)))).status).toBe(204);
    expect((await fetch(`${address}/go/portale-pagamenti`, { redirect: "manual" })).status).toBe(303);
    const thanks = await fetch(`${address}/rating`, form({ rating: "4", comment: "Utile 💶" }));
    expect(await thanks.text()).toMatch(/value="4" required checked[\s\S]*Un commento c’è già/);
    expect(await stop(), said()).toBe(0);
    expect((await keptEvents(place)).map(({ type }) => type).sort()).toEqual([
      ...["played", "played", "played", "rated", "service"],
    ]);
  } finally {
    await stop();
    await postgres.stop();
  }
}, 60_000);

test("a full disk: 503, nothing that was answered for is lost, and it goes on when there is room again", async () => {
  const place = path.join(out, "full.sqlite");
  const { url, child, stop } = await serving(["--events", place], ["prlimit", "--fsize=300000:unlimited"]);
  const addresses = [...toldAddresses(out).values()].slice(1);
  const answered: string[] = [];
  const refused: { event_id: string; type: string }[] = [];
  for (let round = 0; round < 80 && refused.length < 100; round++) {
    const events = played(50);
    const { status } = await fetch(`${url}${addresses[round % addresses.length]}/events`, json(events));
    if (status === 204) answered.push(...events.map(({ event_id }) => event_id));
    else if (status === 503) refused.push(...events);
  }
  expect([answered.length > 100, refused.length]).toEqual([true, 100]);
  expect((await fetch(`${url}${addresses[0]}`)).status).toBe(200);
  execFileSync("prlimit", ["--pid", String(child.pid), "--fsize=unlimited:unlimited"]);
  for (const [index, address] of addresses.slice(-2).entries()) {
    const again = refused.slice(index * 50, (index + 1) * 50);
    expect((await fetch(`${url}${address}/events`, json(again))).status).toBe(204);
    answered.push(...again.map(({ event_id }) => event_id));
  }
  expect(await stop()).toBe(0);
  const kept = (await keptEvents(place)).map(({ event_id }) => event_id);
  expect(kept.toSorted()).toEqual(answered.toSorted());
});

test("its log says what was asked for by kind alone: no token, name or address of anybody", async () => {
  const { url, stop } = await serving();
  const [employerId = "", address = ""] = [...toldAddresses(out)].at(-1) ?? [];
  const asked = [address, `${address}/captions.vtt`, `${address}/go/none`, "/guide/unknown-token", "/a?b=Ciao"];
  for (const one of asked)
    await fetch(`${url}${one}`, { headers: { "X-Fiscal-Code": employerId, "User-Agent": "Agent" } });
  await stop();
  const lines = readFileSync(path.join(out, "log.ndjson"), "utf8").trim().split("\n");
  const [last] = lines
    .map((line) => JSON.parse(line))
    .filter(({ event }) => event === "requests")
    .slice(-1);
  expect(
    last.facts.requests.map(({ route, status, count }: Record<string, unknown>) => [route, status, count]),
  ).toEqual([
    ["/guide/:token", 200, 1],
    ["/guide/:token/captions.vtt", 200, 1],
    ["/*", 404, 1],
    ["/guide/:token", 404, 1],
    ["/guide/:token/go/:service", 404, 1],
  ]);
  const text = lines.join("\n");
  for (const secret of [address.split("/").at(-1) ?? "", "unknown-token", employerId, "Ciao", "127.0.0.1", "Agent"])
    expect(text).not.toContain(secret);
});

test("a ledger that was replaced is said by the health check, because the old one is still being read", async () => {
  const { url, stop } = await serving();
  const [ledger, before] = [path.join(out, "ledger.sqlite"), path.join(out, "ledger.before")];
  renameSync(ledger, before);
  try {
    writeFileSync(ledger, readFileSync(before));
    const { status } = await fetch(`${url}/healthz`);
    expect(status).toBe(503);
  } finally {
    renameSync(before, ledger);
  }
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  await stop();
});

test.each([
  { name: "no ledger", words: ["--out", path.join(tmpdir(), "nothing-here")], says: /holds no ledger/, exitCode: 2 },
  { name: "a port that is none", words: ["--out", out, "--port", "70000"], says: /--port/, exitCode: 2 },
  {
    name: "a day that is none",
    words: ["--out", out, "--today", "2026-02-30"],
    says: /--today is no day/,
    exitCode: 2,
  },
  {
    name: "a header that is none",
    words: ["--out", out, "--identity-header", "X Fiscal:"],
    says: /--identity-header is no name/,
    exitCode: 2,
  },
  {
    name: "one header for citizens and staff",
    words: ["--out", out, "--identity-header", "X-User", "--dashboard-header", "x-user"],
    says: /everybody has who is signed in\. Name a header/,
    exitCode: 2,
  },
  {
    name: "another database than PostgreSQL",
    words: ["--out", out, "--port", "0", "--events", "postgress://user:secret@host/db"],
    says: /^The events cannot be kept in that database\. Give(?!.*secret)/,
    exitCode: 1,
  },
  {
    name: "events that cannot be kept",
    words: ["--out", out, "--port", "0", "--events", "/proc/none/x.sqlite"],
    says: /events cannot be kept/,
    exitCode: 1,
  },
])("$name is one sentence with the next step", async ({ words, says, exitCode }) => {
  const ended = await typeCommand(["serve", ...words]);
  expect(ended.exitCode).toBe(exitCode);
  expect(ended.stderr).toMatch(says);
  expect(ended.stderr.trim().split("\n")).toHaveLength(1);
});

test("without the key of the addresses: one sentence, exit 2", async () => {
  const [key, elsewhere] = [path.join(out, "guide-token.key"), path.join(out, "moved.key")];
  renameSync(key, elsewhere);
  try {
    const ended = await typeCommand(["serve", "--out", out, "--port", "0"]);
    expect([ended.exitCode, ended.stdout]).toEqual([2, ""]);
    expect(ended.stderr).toMatch(/^The key that guide addresses are made with is not there: \S+\. Put back the one/);
  } finally {
    renameSync(elsewhere, key);
  }
});

test("a port that is taken is one sentence, exit 1", async () => {
  const { url, stop } = await serving();
  const ended = await videoguida(["serve", "--out", out, "--port", new URL(url).port]);
  expect(ended.exitCode).toBe(1);
  expect(ended.stderr).toMatch(/^Nothing can listen on 127\.0\.0\.1, port \d+\. Give another/);
  await stop();
});
