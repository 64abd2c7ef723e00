import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "../../pipeline/domain/day.ts";
import { countCorrections } from "../../pipeline/ledger/bulk/corrections.ts";
import { forgetCampaign } from "../../pipeline/ledger/queries/forget-campaign.ts";
import { countAwaitingCorrection } from "../../pipeline/workflow/notify/told-wrongly.ts";
import { currentPlan } from "../../pipeline/workflow/plan/campaign-plan.ts";
import { temporaryFolder } from "../extract/campaign.ts";
import { anna, type Lines, mario } from "../extract/small-extracts.ts";
import { treeOf } from "../notify/manifest-folder.ts";
import { casesOf } from "../support/number-of.ts";
import { employerRow, type Receipt, toldCampaign, toldExtracts } from "./told-campaign.ts";

type Change = (lines: Lines) => void;

const paidOn =
  (date: string, amount = "312.00"): Change =>
  (lines) =>
    lines.contributions.push(`R1,2026-Q1,312.00,${amount},${date},`);
const suspends: Change = (lines) => lines.suspensions.push("R1,2026-Q1");
const endedOn =
  (date: string): Change =>
  (lines) =>
    lines.relationships.splice(1, 1, `R1,${mario},OLENA,2020-01-01,${date}`);
const consentsTo =
  (...consents: Parameters<typeof employerRow>[0] & object): Change =>
  (lines) =>
    lines.employers.splice(1, 1, employerRow(consents));

type Case = {
  name: string;
  receipts?: Receipt[];
  changes: Change[];
  /** Options of the second run. */
  options?: object;
  pays?: number;
  told: string[];
};

const why: Record<string, RegExp> = {
  "all-paid": /risultano versati/,
  "nothing-due": /ti abbiamo scritto non risulta nulla da versare/,
  "ended-relationship": /risulta finito/,
};

const toldInMyinps: Receipt[] = ["myinps read"];

/** Mario, and everybody, as of 31 May: he owes Q1 for R1 and is told so on every channel. */
const whole = mkdtempSync(path.join(tmpdir(), "corrections-"));
afterAll(() => rmSync(whole, { recursive: true }));
beforeAll(() => toldCampaign(whole).run(toldExtracts()));

/** A copy of that campaign, which goes away with its test, and what its extracts say. */
async function copyOfTold() {
  const out = await temporaryFolder();
  cpSync(whole, out, { recursive: true });
  return { ...toldCampaign(out), out, lines: toldExtracts() };
}

const cases: Case[] = [
  { name: "had paid", changes: [paidOn("2026-04-05")], told: ["myinps all-paid"] },
  { name: "had paid on the day by which he was told", changes: [paidOn("2026-05-31")], told: ["myinps all-paid"] },
  { name: "paid the day after", changes: [paidOn("2026-06-01")], told: [] },
  {
    name: "paid the day after, and the campaign is run as of a later day",
    changes: [paidOn("2026-06-01")],
    options: { asOf: "2026-06-30" },
    told: [],
  },
  {
    name: "had paid, and the campaign is run as of a later day",
    changes: [paidOn("2026-05-31")],
    options: { asOf: "2026-06-30" },
    told: ["myinps all-paid"],
  },
  { name: "had paid a part", changes: [paidOn("2026-04-05", "311.99")], told: [] },
  { name: "had the quarter suspended", changes: [suspends], told: ["myinps nothing-due"] },
  { name: "had ended the relationship", changes: [endedOn("2026-05-30")], told: ["myinps ended-relationship"] },
  { name: "ended it on the day by which he was told", changes: [endedOn("2026-05-31")], told: [] },
  {
    name: "has another relationship in force, and the one he was told of had ended",
    changes: [endedOn("2026-05-30"), (lines) => lines.relationships.push(`R3,${mario},ANA,2026-04-01,`)],
    told: ["myinps ended-relationship"],
  },
  { name: "has no relationship any more", changes: [(lines) => lines.relationships.splice(1, 1)], told: [] },
  {
    name: "is in no row any more",
    changes: [(lines) => lines.employers.splice(1, 1), (lines) => lines.relationships.splice(1, 1)],
    told: [],
  },
  { name: "has a row that cannot be read", changes: [paidOn("2026-04-05"), paidOn("never")], told: [] },
  { name: "had paid by a late payments file", changes: [], pays: 312, told: [] },
  { name: "had paid by both", changes: [paidOn("2026-04-05")], pays: 312, told: [] },
  {
    name: "is over age for the audience now, and owes",
    changes: [(lines) => lines.employers.splice(1, 1, employerRow(undefined, "1940-01-01"))],
    options: { audience: "under-76" },
    told: [],
  },
  {
    name: "is over age for the audience now, and had paid",
    changes: [(lines) => lines.employers.splice(1, 1, employerRow(undefined, "1940-01-01")), paidOn("2026-04-05")],
    options: { audience: "under-76" },
    told: ["myinps all-paid"],
  },
  { name: "is still selected", changes: [], told: [] },
  { name: "was told nothing: no receipt", receipts: [], changes: [paidOn("2026-04-05")], told: [] },
  {
    name: "was told nothing: all came back",
    receipts: ["myinps accepted", "sms accepted", "sms bounced", "email failed"],
    changes: [paidOn("2026-04-05")],
    told: [],
  },
  {
    name: "was reached on every channel",
    receipts: ["myinps read", "sms delivered", "email read", "io delivered", "inps-mobile delivered"],
    changes: [paidOn("2026-04-05")],
    told: ["myinps all-paid", "sms", "email all-paid", "io all-paid", "inps-mobile"],
  },
  {
    name: "was reached by SMS, and by e-mail at the second attempt",
    receipts: ["sms delivered", "email bounced", "email delivered", "io accepted"],
    changes: [suspends],
    told: ["sms", "email nothing-due"],
  },
  {
    name: "was reached by SMS and e-mail, and takes no SMS any more",
    receipts: ["sms delivered", "email delivered"],
    changes: [suspends, consentsTo("email")],
    told: ["email nothing-due"],
  },
  {
    name: "was reached by SMS only, and takes none any more",
    receipts: ["sms delivered"],
    changes: [suspends, consentsTo("email")],
    told: ["myinps nothing-due"],
  },
];

test.each(cases)("Mario $name: $told", async ({ receipts = toldInMyinps, changes, options, pays, told }) => {
  const { lines, ...campaign } = await copyOfTold();
  await campaign.receive(receipts);
  if (pays !== undefined) await campaign.pay(mario, pays);
  for (const change of changes) change(lines);
  await campaign.run(lines, options);

  const corrections = campaign.corrections();
  expect(
    corrections.map(({ channel, message }) =>
      [channel, ...Object.keys(why).filter((reason) => why[reason]?.test(JSON.stringify(message)))].join(" "),
    ),
  ).toEqual(told);
  expect(corrections.every(({ employer_id }) => employer_id === mario)).toBe(true);
  expect(await campaign.problems()).toEqual([]);
  const before = treeOf(campaign.manifests);
  await campaign.campaignWith(options).notify();
  expect(treeOf(campaign.manifests)).toEqual(before);
});

test("once for ever: a channel that is reached later gets its own line, and no line ever changes", async () => {
  const { lines, ...campaign } = await copyOfTold();
  await campaign.receive(["email delivered"]);
  paidOn("2026-04-05")(lines);
  await campaign.run(lines);
  const [first] = campaign.corrections();
  expect(campaign.corrections().map(({ channel }) => channel)).toEqual(["email"]);

  await campaign.receive(["sms read", "email read"]);
  lines.employers[1] = employerRow(["sms"]).replace("MARIO,", "MARIA,").replace("mario@", "maria@");
  await campaign.run(lines);
  expect(campaign.corrections().map(({ channel }) => channel)).toEqual(["sms", "email"]);
  expect(campaign.corrections()[1]).toEqual(first);
  const both = campaign.corrections();

  // He owes again: he is told again, and whoever has not sent the correction yet must not send it now.
  lines.contributions.pop();
  lines.employers[1] = employerRow();
  await campaign.run(lines);
  expect(readFileSync(path.join(campaign.manifests, "sms.ndjson"), "utf8")).toContain(mario);
  expect(campaign.corrections()).toEqual([]);
  expect(await campaign.problems()).toEqual([]);

  // And he had not owed after all: the same lines again, with the same ids, which nobody sends twice.
  suspends(lines);
  await campaign.run(lines);
  expect(campaign.corrections()).toEqual(both);
  expect(campaign.version()).toBe(5);
  expect(await campaign.withLedger((ledger) => countCorrections(ledger, "2026-05"))).toEqual([
    { channel: "sms", count: 1 },
    { channel: "email", count: 1 },
  ]);
});

/** Told on SMS and MyINPS, then had paid: one run from a correction. */
async function aboutToBeCorrected() {
  const campaign = await copyOfTold();
  await campaign.receive(["sms delivered", "myinps read"]);
  paidOn("2026-04-05")(campaign.lines);
  return campaign;
}

test.each([
  { name: "the first day stands, whatever the days after", asIs: (day: string | null) => day, corrected: [] },
  {
    name: "where an earlier version kept none, it is that of the plan",
    asIs: () => null,
    corrected: ["myinps", "sms"],
  },
])("told as of May, run as of June, paid between: $name", async ({ asIs, corrected }) => {
  const { run, receive, corrections, withLedger, lines } = await copyOfTold();
  await receive(["sms delivered", "myinps read"]);
  await run(lines, { asOf: "2026-06-30" });
  await withLedger(async ({ knex }) => {
    const days = await knex("notifications").distinct().pluck<(string | null)[]>("told_as_of");
    expect(days).toEqual(["2026-05-31"]);
    await knex("notifications").update({ told_as_of: asIs(days[0] ?? null) });
  });
  paidOn("2026-06-15")(lines);
  await run(lines, { asOf: "2026-06-30" });
  expect(corrections().map(({ channel }) => channel)).toEqual(corrected);
});

test("those who wait for a correction are counted exactly, before and after", async () => {
  const { campaignWith, withLedger, write, lines, receive } = await aboutToBeCorrected();
  write(lines);
  const campaign = campaignWith();
  await campaign.plan();
  await campaign.render();
  const waiting = () =>
    withLedger(async (ledger) => countAwaitingCorrection(ledger, await currentPlan(ledger, campaign.settings)));
  expect(await waiting()).toBe(1);
  await campaign.notify();
  expect(await waiting()).toBe(0);
  await receive(["sms bounced", "io accepted"]);
  expect(await waiting()).toBe(0);
  await receive(["io read"]);
  expect(await waiting()).toBe(1);
});

test("killed between the file and the ledger, the next run notes the lines, also when the extracts have changed", async () => {
  const { run, corrections, lines, out, problems } = await aboutToBeCorrected();
  const ledger = path.join(out, "ledger.sqlite");
  const before = readFileSync(ledger);
  await run(lines);
  const written = corrections();
  expect(written).toHaveLength(2);
  for (const suffix of ["-wal", "-shm"]) rmSync(`${ledger}${suffix}`, { force: true });
  writeFileSync(ledger, before);
  lines.employers[1] = employerRow().replace("MARIO,", "MARIA,");
  await run(lines);
  expect(corrections()).toEqual(written);
  expect(await problems()).toEqual([]);
});

test("when the folder was moved away the lines come back, as they were", async () => {
  const { run, corrections, lines, out, manifests, problems } = await aboutToBeCorrected();
  await run(lines);
  const written = readFileSync(path.join(manifests, "corrections.ndjson"));
  renameSync(manifests, path.join(out, "moved-away"));
  lines.employers[1] = employerRow().replace("MARIO,", "MARIA,");
  await run(lines);
  expect(corrections()).toHaveLength(2);
  expect(readFileSync(path.join(manifests, "corrections.ndjson")).equals(written)).toBe(true);
  expect(await problems()).toEqual([]);
});

const damages = [
  { name: "a word was changed", damage: (text: string) => text.replace("scusa", "grazie"), line: null },
  { name: "a line was cut", damage: (text: string) => text.slice(0, -40), line: 2 },
  { name: "a line was taken out", damage: (text: string) => text.slice(text.indexOf("\n") + 1), line: null },
  { name: "it is gone", damage: () => null, line: null },
];

test.each(casesOf(damages, ({ name }) => name !== "a word was changed"))(
  "when $name, a run with the same result puts it right and another one stops",
  async (which) => {
    const { run, lines, manifests, problems } = await aboutToBeCorrected();
    await run(lines);
    const file = path.join(manifests, "corrections.ndjson");
    const written = readFileSync(file, "utf8");
    const damage = () => {
      const damaged = which.damage(written);
      if (damaged === null) rmSync(file);
      else writeFileSync(file, damaged);
    };
    damage();
    expect((await problems()).join("\n")).toContain("manifests/corrections.ndjson");
    await run(lines);
    expect(readFileSync(file, "utf8")).toBe(written);
    damage();
    lines.contributions[2] = `R2,2026-Q1,312.00,,,`;
    const place = which.line === null ? "corrections.ndjson was" : `corrections.ndjson, line ${which.line}, was`;
    await expect(run(lines)).rejects.toMatchObject({
      code: "manifest-damaged",
      message: expect.stringContaining(place),
    });
  },
);

test("a version that is refused leaves no line, neither in the folder nor in the ledger", async () => {
  const { lines, campaignWith, withLedger, manifests, write, out } = await aboutToBeCorrected();
  const before = treeOf(manifests);
  const count = () => withLedger((ledger) => countCorrections(ledger, "2026-05"));
  write(lines);
  const config = path.join(out, "strict.json");
  writeFileSync(config, JSON.stringify({ plausibility: { withdrawals: { notifications: 0, percent: 0 } } }));
  await campaignWith({ config }).plan();
  const campaign = campaignWith({ config, accept: "" });
  await campaign.render();
  await expect(campaign.notify()).rejects.toMatchObject({ code: "implausible" });
  expect(treeOf(manifests)).toEqual(before);
  expect(await count()).toEqual([]);
});

test("the version before keeps its corrections, hashed, and verify reads them", async () => {
  const { run, lines, manifests, problems, corrections } = await aboutToBeCorrected();
  await run(lines);
  lines.contributions[2] = `R2,2026-Q1,312.00,,,`;
  await run(lines);
  expect(corrections().map(({ employer_id }) => employer_id)).toEqual([mario, mario]);
  const superseded = path.join(manifests, "superseded/2/corrections.ndjson");
  expect(readFileSync(superseded, "utf8")).toBe(readFileSync(path.join(manifests, "corrections.ndjson"), "utf8"));
  rmSync(superseded);
  expect(await problems()).toEqual(["manifests/superseded/2/corrections.ndjson is missing or was changed"]);
});

test("several people in one file, by employer and then by channel", async () => {
  const { lines, ...campaign } = await copyOfTold();
  lines.contributions[2] = `R2,2026-Q1,312.00,,,`;
  lines.employers[2] = `${anna},ANNA,,,,anna@posta.example,si,no,no`;
  await campaign.run(lines);
  await campaign.receive(["sms delivered", "myinps read"]);
  await campaign.receive(["email delivered"], anna);
  lines.contributions.push("R1,2026-Q1,,312,2026-04-05,", "R2,2026-Q1,,312,2026-04-05,");
  await campaign.run(lines);
  expect(campaign.corrections().map(({ employer_id, channel }) => `${employer_id} ${channel}`)).toEqual([
    `${mario} myinps`,
    `${mario} sms`,
    `${anna} email`,
  ]);
});

test("a purge removes them", async () => {
  const { run, lines, withLedger } = await aboutToBeCorrected();
  await run(lines);
  const rows = () => withLedger(({ reader }) => reader.prepare("select count(*) from corrections").pluck().get());
  expect(await rows()).toBe(2);
  await withLedger((ledger) => forgetCampaign(ledger, "2026-05", day("2026-12-01")));
  expect(await rows()).toBe(0);
});

test("without anybody told wrongly there is no such file", async () => {
  const { manifests } = await aboutToBeCorrected();
  expect(existsSync(path.join(manifests, "corrections.ndjson"))).toBe(false);
});
