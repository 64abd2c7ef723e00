import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openEventStore } from "../../../pipeline/events/event-store.ts";
import { pseudonym } from "../../../pipeline/events/pseudonym.ts";
import { saveReceipts } from "../../../pipeline/ledger/bulk/receipts.ts";
import { notificationId } from "../../../pipeline/notify/notification-id.ts";
import { birthOf, fiscalCodeOf } from "../../../pipeline/synth/invent-fiscal-code.ts";
import { greyCampaign } from "../../cli/commands/grey-campaign.ts";
import { videoguida } from "../../cli/program.ts";
import { typeCommand } from "../../cli/type-command.ts";
import { asFiles } from "../../extract/small-extracts.ts";

/** Employers of one relationship, who owe the first quarter; the first 20 have a second worker, every other one a mobile. */
const employers = Array.from({ length: 60 }, (_, number) => fiscalCodeOf("ROSSI", "ANNA", birthOf(number, 7)));
const workersOf = (number: number) => (number < 20 ? [`A${number}`, `B${number}`] : [`A${number}`]);
const told = employers.flatMap((_, number) => workersOf(number));

const out = mkdtempSync(path.join(tmpdir(), "outcome-"));
afterAll(() => rmSync(out, { recursive: true }));

/** Extracts in which these relationships have paid the first quarter, and on which day; all have paid the second. */
function extracts(name: string, paidOn: Record<string, string>): string {
  const folder = path.join(out, name);
  mkdirSync(folder);
  const files = asFiles({
    employers: [
      "employer_id,first_name,mobile,mobile_consent",
      ...employers.map((id, number) => `${id},ANNA,${number % 2 === 0 ? "+393510000001,si" : ",no"}`),
    ],
    relationships: [
      "relationship_id,employer_id,worker_first_name,started_on,ended_on",
      ...employers.flatMap((id, number) => workersOf(number).map((worker) => `${worker},${id},OLENA,2020-01-01,`)),
    ],
    contributions: [
      "relationship_id,quarter,amount_due,amount_paid,paid_on,notice_number",
      ...told.map((worker) => `${worker},2026-Q1,300.00,${paidOn[worker] ? `300.00,${paidOn[worker]}` : ","},`),
      ...told.map((worker) => `${worker},2026-Q2,300.00,300.00,2026-07-05,`),
    ],
    suspensions: ["relationship_id,quarter"],
  });
  for (const [file, content] of Object.entries(files)) writeFileSync(path.join(folder, file), content);
  return folder;
}

async function measured(): Promise<Record<string, string>> {
  const ended = await typeCommand(["report", "--out", out, "--campaign", "2026-05", "--quiet"]);
  expect(ended.exitCode, ended.stderr).toBe(0);
  const file = path.join(out, "campaigns/2026-05/report/measures.csv");
  const lines = readFileSync(file, "utf8").trim().split("\r\n").slice(1);
  return Object.fromEntries(
    lines.map((line) => {
      const [, measure, dimension, value = ""] = line.split(",");
      return [`${measure} ${dimension}`.trim(), value];
    }),
  );
}

async function open(people: number, at: string): Promise<void> {
  const events = await openEventStore(path.join(out, "events.sqlite"));
  const key = new Uint8Array(readFileSync(path.join(out, "guide-token.key")));
  await events.insert(
    employers.slice(0, people).map((employerId, number) => ({
      ...{ campaign: "2026-05", person: pseudonym(key, { campaign: "2026-05", employerId }), at },
      event: { event_id: `60000000-0000-4000-8000-${String(number).padStart(12, "0")}`, type: "opened" },
    })),
  );
  await events.close();
}

const may = greyCampaign(out, { extracts: extracts("may", {}), asOf: "2026-05-20", package: "hls", accept: "all" });
beforeAll(async () => {
  await may.plan();
  await may.render();
  await may.notify();
  await open(30, "2026-06-12T08:00:00.000Z");
  await may.withLedger((ledger) =>
    saveReceipts(
      ledger,
      employers.map((employerId, line) => ({
        ...{ line, status: "delivered", at: "2026-06-10T08:00:00.000Z" },
        notification_id: notificationId("2026-05", employerId, "myinps"),
      })),
    ),
  );
}, 60_000);

test("what was named, before anybody knows what was paid", async () => {
  expect(await measured()).toMatchObject({
    // 20 of the first 30 have two workers.
    ...{ "quarters_named opened": "50", "quarters_named not-opened": "30" },
    ...{ "quarters_named_by_channels myinps": "40", "quarters_named_by_channels myinps+sms": "40" },
    ...{ "opened_day 2": "30" },
  });
  expect(Object.keys(await measured()).filter((name) => name.startsWith("quarters_paid"))).toEqual([]);
});

test("late payments count, also of those who are no longer told, whatever their date", async () => {
  // Ten of those who have opened, with all their quarters.
  for (const employerId of employers.slice(0, 10)) await may.pay(employerId, 300);
  await may.notify();
  expect(await measured()).toMatchObject({
    ...{ "quarters_named opened": "50", "quarters_named not-opened": "30", available: "50" },
    ...{ "quarters_paid_since opened": "*", "quarters_paid_since not-opened": "<5" },
    // Paid on 3 June, a week before the notice: who had not paid is told of by nothing.
    ...{ "quarters_paid_by_day 0": "20", "quarters_paid_by_day 90": "20" },
  });
});

test("the extracts of the next campaign, by the day of payment", async () => {
  const paidOn = Object.fromEntries([
    ...Array.from({ length: 8 }, (_, number) => [`A${10 + number}`, "2026-06-17"]),
    ...Array.from({ length: 12 }, (_, number) => [`A${40 + number}`, "2026-07-20"]),
    // A part of it, and what the day it is judged on does not count, are no payment in full.
    ...Array.from({ length: 6 }, (_, number) => [`A${53 + number}`, "2026-09-01"]),
  ]);
  const next = { extracts: extracts("august", paidOn), campaign: "2026-08", package: "hls", accept: "all" };
  await greyCampaign(out, next).plan();
  expect(await measured()).toMatchObject({
    ...{ "quarters_named opened": "50", "quarters_named not-opened": "30" },
    ...{ "quarters_paid_since opened": "28", "quarters_paid_since not-opened": "12" },
    ...{ "quarters_paid_by_day 0": "20", "quarters_paid_by_day 7": "28", "quarters_paid_by_day 30": "28" },
    ...{ "quarters_paid_by_day 60": "40", "quarters_paid_by_day 90": "40" },
  });
});

test("what was measured outlives the campaign, and what people wrote does not", async () => {
  const before = await measured();
  const purged = await videoguida(["purge", "--out", out, "--yes", "--quiet"]);
  expect(purged.exitCode, purged.stderr).toBe(0);
  const kept = await may.withLedger(({ reader }) =>
    reader.prepare("select measures from campaigns where campaign = '2026-05'").pluck().get(),
  );
  const { measures, comments } = JSON.parse(kept as string);
  expect(measures.length).toBe(Object.keys(before).length);
  expect(comments).toEqual([]);
});
