import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openEventStore } from "../../pipeline/events/event-store.ts";
import { type CampaignMeasures, measureCampaigns } from "../../pipeline/measure/measure-campaigns.ts";
import { greyCampaign } from "../cli/commands/grey-campaign.ts";
import { videoguida } from "../cli/program.ts";
import { typeCommand } from "../cli/type-command.ts";
import { type Postgres, startPostgres } from "../events/postgres.ts";
import { writeUnpaidExtracts } from "../extract/unpaid-extracts.ts";

const out = mkdtempSync(path.join(tmpdir(), "synth-events-"));
const campaign = greyCampaign(out, { extracts: path.join(out, "extracts"), package: "hls", accept: "all" });
const files = ["events.csv", "expected-measures.csv", "receipts.csv"] as const;
let postgres: Postgres;

beforeAll(async () => {
  postgres = await startPostgres();
  // So many that no figure but some of single days and places is about fewer than five people.
  await writeUnpaidExtracts(path.join(out, "extracts"), 2_400);
  await campaign.plan();
  await campaign.render();
  await campaign.notify();
}, 300_000);
afterAll(async () => {
  await postgres?.stop();
  rmSync(out, { recursive: true, force: true });
});

/** Invents events by the command, and returns the text of each file. */
async function invent(seed: string, folder = path.join(out, `invented-${seed}`)) {
  const words = ["--events", out, "--campaign", "2026-05", "--seed", seed, "--out", folder, "--quiet"];
  const ended = await typeCommand(["synth", ...words]);
  expect([ended.exitCode, ended.stderr]).toEqual([0, ""]);
  return { folder, says: ended.stdout, texts: files.map((name) => readFileSync(path.join(folder, name), "utf8")) };
}

/** Cells of lines that have no quotes in the columns that are asked for. */
const cellsOf = (text = "") =>
  text
    .replace("\ufeff", "")
    .trim()
    .split("\r\n")
    .slice(1)
    .map((line) => line.split(","));

const seed = "known";

test("the same seed gives the same bytes, another seed others; no token and no employer is named", async () => {
  const [first, again, other] = [
    await invent(seed),
    await invent(seed, path.join(out, "again")),
    await invent("other"),
  ];
  expect(again.texts).toEqual(first.texts);
  for (const [index] of files.entries()) expect(other.texts[index]).not.toBe(first.texts[index]);
  const [events = "", , receipts = ""] = first.texts;
  expect(first.says).toMatch(
    /^Of 2\d{3} people of the campaign 2026-05, in .*:\n {2}events +\d+ rows\n {2}receipts +\d+ rows\n$/,
  );
  expect(events).toMatch(/^\ufeffevent_id,notification_id,at,type,percent,number,service,place,rating,comment\r\n/);
  const [told = ""] = readFileSync(path.join(out, "campaigns/2026-05/manifests/myinps.ndjson"), "utf8").split("\n");
  const { employer_id, guide_url } = JSON.parse(told);
  for (const secret of [employer_id, guide_url.split("/").at(-1)]) expect(events + receipts).not.toContain(secret);
});

test("of 900,000 people they would be about three million events and two million receipts", async () => {
  const [events, expected, receipts] = (await invent(seed)).texts.map(cellsOf);
  const people = Number(expected?.find(([measure, channel]) => measure === "sent" && channel === "myinps")?.[2]);
  const millions = (rows = 0) => (rows / people) * 0.9;
  expect(millions(events?.length)).toBeGreaterThan(2.5);
  expect(millions(events?.length)).toBeLessThan(3.5);
  expect(millions(receipts?.length)).toBeGreaterThan(1.8);
  expect(millions(receipts?.length)).toBeLessThan(2.5);
});

test("events come again, some people come back, think again and write; receipts come again and in several statuses", async () => {
  const [events = [], , receipts = []] = (await invent(seed)).texts.map(cellsOf);
  const count = (keys: string[]) => Map.groupBy(keys, (key) => key);
  const repeated = [...count(events.map(([id = ""]) => id)).values()].filter((rows) => rows.length > 1);
  expect(repeated.length).toBeGreaterThan(20);
  const days = events.filter(([, , , type]) => type === "opened").map(([, , at = ""]) => at.slice(0, 10));
  const [first] = days.toSorted();
  // Two fifths of all first visits, and those of the two days of the dispatch that follow.
  expect(days.filter((one) => one < addDays(first, 7)).length / days.length).toBeGreaterThan(0.5);
  expect(days.filter((one) => one > addDays(first, 30)).length).toBeGreaterThan(20);
  expect(events.filter((cells) => cells[3] === "rated" && cells[9] !== "").length).toBeGreaterThan(20);
  const statuses = Map.groupBy(receipts, ([id]) => id);
  const several = [...statuses.values()].filter((rows) => new Set(rows.map(([, status]) => status)).size > 1);
  expect(several.length).toBeGreaterThan(200);
  expect(new Set(receipts.map(([, status]) => status))).toEqual(
    new Set(["accepted", "delivered", "read", "bounced", "failed"]),
  );
});

function addDays(day = "", count: number): string {
  return new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10);
}

/** Openings of services by one person at most: a service with few people may have been opened more often. */
const openingsOfOne = 3;

describe("every figure is that of the campaign into which the files are imported", () => {
  test.each([
    { database: "SQLite", newPlace: async () => path.join(out, "events.sqlite") },
    { database: "PostgreSQL", newPlace: () => postgres.newDatabase() },
  ])("$database", async ({ newPlace }) => {
    const { folder, texts } = await invent(seed);
    const place = await newPlace();
    for (const words of [
      ["events", "import", path.join(folder, "events.csv"), "--events", place],
      ["receipts", "import", path.join(folder, "receipts.csv")],
    ]) {
      const ended = await typeCommand([...words, "--out", out, "--quiet"]);
      expect([ended.exitCode, ended.stdout]).toEqual([0, expect.stringMatching(/ known already, 0 not used\n$/)]);
    }
    const measured = await measuresOf(place);
    const expected = (cellsOf(texts[1]) as [string, string, string][]).map(([measure, dimension, value]) => ({
      ...{ measure, name: `${measure} ${dimension}`.trim(), value: Number(value) },
    }));
    for (const { measure, name, value } of expected) {
      const shown = measured.get(name);
      if (typeof shown === "number") expect([name, shown]).toEqual([name, value]);
      else if (shown === "near") expect(value, name).toBeGreaterThanOrEqual(5);
      else if (shown === "few") expect(value, name).toBeLessThan(measure.startsWith("service") ? 5 * openingsOfOne : 5);
      else expect([name, value]).toEqual([name, 0]);
    }
    // Who has several workers was not invented with the events.
    const names = new Set([
      ...expected.map(({ name }) => name),
      ...["rating_mean one-worker", "rating_mean several-workers"],
      // Delegates are told, and nothing is invented of them.
      ...["sent delegate", "delivered delegate", "read delegate", "bounced delegate"],
    ]);
    const measures = new Set(expected.map(({ measure }) => measure));
    expect([...measured.keys()].filter((name) => measures.has(name.split(" ")[0] ?? "") && !names.has(name))).toEqual(
      [],
    );
    // Not all is hidden: every measure shows most of its figures.
    for (const measure of measures) {
      const own = expected.filter((one) => one.measure === measure);
      const shown = own.filter(({ name }) => typeof measured.get(name) === "number");
      expect([measure, shown.length / own.length > 0.5]).toEqual([measure, true]);
    }
  });
});

async function measuresOf(place: string): Promise<Map<string, CampaignMeasures["measures"][number]["value"]>> {
  const store = await openEventStore(place);
  const tokenKey = new Uint8Array(readFileSync(path.join(out, "guide-token.key")));
  const campaigns = await campaign.withLedger((ledger) => measureCampaigns(ledger, { events: store, tokenKey }));
  await store.close();
  const own = campaigns.find((one) => one.campaign === "2026-05")?.measures ?? [];
  return new Map(own.map(({ measure, dimension, value }) => [`${measure} ${dimension}`.trim(), value]));
}

describe("what cannot be invented is one sentence, exit 2, and no file", () => {
  const to = path.join(out, "nothing");
  test.each([
    { words: ["--seed", "a"], says: /--employers or --events is missing/ },
    { words: ["--employers", "3", "--campaign", "2026-05", "--seed", "a"], says: /--campaign goes with --events/ },
    { words: ["--events", out, "--employers", "3", "--seed", "a"], says: /--employers and --hostile are for extracts/ },
    { words: ["--events", out, "--campaign", "2026-03", "--seed", "a"], says: /--campaign must be a month/ },
    { words: ["--events", out, "--campaign", "2026-02", "--seed", "a"], says: /Nobody was told .* campaign 2026-02/ },
    { words: ["--events", to, "--campaign", "2026-05", "--seed", "a"], says: /Nobody was told/ },
  ])("$says", async ({ words, says }) => {
    const ended = await videoguida(["synth", ...words, "--out", to]);
    expect([ended.exitCode, ended.stdout]).toEqual([2, ""]);
    expect(ended.stderr).toMatch(says);
    expect(() => readFileSync(path.join(to, "events.csv"))).toThrow("ENOENT");
  });
});
