import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Notification } from "../../pipeline/domain/notification.ts";
import type { PageEvent } from "../../pipeline/events/event-schema.ts";
import { openEventStore } from "../../pipeline/events/event-store.ts";
import { pseudonym } from "../../pipeline/events/pseudonym.ts";
import { saveReceipts } from "../../pipeline/ledger/bulk/receipts.ts";
import { definitions } from "../../pipeline/measure/definitions.ts";
import { silentProgress } from "../../pipeline/support/progress.ts";
import { synthExtracts } from "../../pipeline/synth/synth-extracts.ts";
import { type GreyCampaign, greyCampaign } from "../cli/commands/grey-campaign.ts";
import { videoguida } from "../cli/program.ts";
import { type Postgres, startPostgres } from "../events/postgres.ts";

const out = mkdtempSync(path.join(tmpdir(), "measure-campaign-"));
let postgres: Postgres;
let campaign: GreyCampaign;
let told: Notification[];

beforeAll(async () => {
  postgres = await startPostgres();
  const extracts = path.join(out, "extracts");
  await synthExtracts({ employers: 2_000, seed: "measure", folder: extracts, hostilePercent: 0 }, silentProgress);
  campaign = greyCampaign(out, { extracts, package: "hls", accept: "all" });
  await campaign.plan();
  await campaign.render();
  await campaign.notify();
  told = linesOf("myinps");
}, 120_000);
afterAll(async () => {
  await postgres?.stop();
  rmSync(out, { recursive: true, force: true });
});

function linesOf(channel: string): Notification[] {
  const file = path.join(out, "campaigns/2026-05/manifests", `${channel}.ndjson`);
  return readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Notification);
}

/** The first so many people do something, each some seconds after what was listed before it. */
const done: { people: number; event: Omit<PageEvent, "event_id"> & Record<string, unknown> }[] = [
  { people: 120, event: { type: "opened" } },
  { people: 120, event: { type: "opened" } },
  { people: 100, event: { type: "played" } },
  { people: 100, event: { type: "chapter", number: 1 } },
  { people: 60, event: { type: "chapter", number: 2 } },
  { people: 80, event: { type: "watched", percent: 25 } },
  { people: 70, event: { type: "watched", percent: 50 } },
  { people: 68, event: { type: "watched", percent: 75 } },
  { people: 40, event: { type: "watched", percent: 100 } },
  { people: 30, event: { type: "service", service: "portale-pagamenti" } },
  { people: 20, event: { type: "service", service: "portale-pagamenti" } },
  { people: 10, event: { type: "service", service: "estratto-conto" } },
  { people: 3, event: { type: "service", service: "app-inps-mobile" } },
  { people: 50, event: { type: "rated", rating: 1 } },
  { people: 44, event: { type: "rated", rating: 5 } },
  { people: 24, event: { type: "rated", rating: 4 } },
  { people: 18, event: { type: "rated", rating: 3 } },
  { people: 12, event: { type: "rated", rating: 2 } },
  { people: 4, event: { type: "downloaded" } },
];

async function fill(place: string): Promise<void> {
  const key = new Uint8Array(readFileSync(path.join(out, "guide-token.key")));
  const store = await openEventStore(place);
  for (const [index, { people, event }] of done.entries())
    await store.insert(
      told.slice(0, people).map(({ employer_id }, nth) => ({
        campaign: "2026-05",
        person: pseudonym(key, { campaign: "2026-05", employerId: employer_id }),
        at: `2026-06-05T08:00:${String(index).padStart(2, "0")}.000Z`,
        event: {
          event_id: `50000000-0000-4000-8000-${String(index * 1_000 + nth).padStart(12, "0")}`,
          ...event,
        } as unknown as PageEvent,
      })),
    );
  await store.close();
}

async function measured(...words: string[]): Promise<Map<string, string>> {
  const ended = await videoguida(["report", "--out", out, "--campaign", "2026-05", "--quiet", ...words]);
  expect(ended.exitCode, ended.stderr).toBe(0);
  const file = path.join(out, "campaigns/2026-05/report/measures.csv");
  const lines = readFileSync(file, "utf8").replace("\ufeff", "").trim().split("\r\n");
  expect(lines[0]).toBe("campaign,measure,dimension,value");
  return new Map(
    lines.slice(1).map((line) => {
      const [name, measure, dimension, value = ""] = line.split(",");
      expect(name).toBe("2026-05");
      return [dimension === "" ? `${measure}` : `${measure} ${dimension}`, value];
    }),
  );
}

/** Measures that need a later campaign, employers held out, or rows that are rejected. */
const notHere = [
  "corrections",
  ...["quarters_paid_since", "quarters_paid_by_channels", "quarters_paid_by_day"],
  ...["holdout_quarters_named", "holdout_quarters_paid_since", "holdout_share", "holdout_difference"],
  "rejected_code",
];

/** Known by construction: of the 50 who rated last, 12 gave 2, 6 gave 3, 6 gave 4, 20 gave 5, 6 gave 1. */
const expected = {
  opened: "120",
  played: "100",
  "watched 25": "80",
  "watched 50": "70",
  // Two fewer than have watched half: who they are would be told.
  "watched 75": "*",
  "watched 100": "40",
  // As many as have played.
  "chapter 1": "100",
  "chapter 2": "60",
  downloaded: "<5",
  "service portale-pagamenti": "50",
  "service app-inps-mobile": "<5",
  // Without it one could subtract the others from all, and have the three who opened the app.
  "service estratto-conto": "*",
  interactions: "63",
  "rated 1": "6",
  "rated 2": "12",
  "rated 3": "6",
  "rated 4": "6",
  "rated 5": "20",
  rating_mean: String((6 + 24 + 18 + 24 + 100) / 50),
};

test("every figure of a campaign that is known by construction, from SQLite and from PostgreSQL", async () => {
  expect(told.length).toBeGreaterThan(150);
  for (const place of [path.join(out, "events.sqlite"), await postgres.newDatabase()]) {
    await fill(place);
    const measures = await measured("--events", place);
    expect(Object.fromEntries([...measures].filter(([name]) => name in expected))).toEqual(expected);
    expect([measures.get("selected"), measures.get("available")]).toEqual([String(told.length), String(told.length)]);
    expect(measures.get("rows employers")).toBe("2000");
    // Delegates were told, and none of them did anything.
    expect(measures.get("delegate_opened")).toBe("<5");
    expect(Number(measures.get("scenes"))).toBeGreaterThan(10);
    const defined = [...measures.keys()].map((name) => name.split(" ", 1)[0] ?? "");
    expect(Object.keys(definitions).filter((name) => !defined.includes(name))).toEqual(notHere);
    expect(defined.filter((name) => !(name in definitions))).toEqual([]);
    const readme = readFileSync(path.join(out, "campaigns/2026-05/report/README.md"), "utf8");
    for (const name of defined) expect(readme).toContain(`| \`${name}\` |`);
    const page = readFileSync(path.join(out, "campaigns/2026-05/report/index.html"), "utf8");
    expect(page).toMatch(/Destinatari<\/dt><dd class="value">[\d.]+<[\s\S]*50%<\/th><td[^>]*>70</);
    expect(page).not.toMatch(/<link|<script|src=|url\("?(?!data:|"?data:|#)/);
  }
});

test("receipts: by channel, what arrived, was read, or came back and never arrived", async () => {
  const sms = linesOf("sms");
  const all = sms.map(({ notification_id }) => notification_id);
  const rows = [
    ...all.slice(0, 40).map((id) => ({ notification_id: id, status: "delivered" as const })),
    ...all.slice(0, 10).map((id) => ({ notification_id: id, status: "read" as const })),
    ...all.slice(30, 50).map((id) => ({ notification_id: id, status: "bounced" as const })),
  ];
  await campaign.withLedger((ledger) =>
    saveReceipts(
      ledger,
      rows.map((row, line) => ({ ...row, at: "2026-06-05T08:00:00.000Z", line })),
    ),
  );
  const measures = await measured();
  expect(["sent", "delivered", "read", "bounced"].map((name) => measures.get(`${name} sms`))).toEqual([
    ...[String(sms.length), "40", "10", "10"],
  ]);
});
