import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Channel, channels, type Notification } from "../../../pipeline/domain/notification.ts";
import { fileHashes } from "../../workflow/file-hashes.ts";
import { correctionsIn } from "../../workflow/told-campaign.ts";
import { videoguida } from "../program.ts";
import { typeCommand } from "../type-command.ts";
import { extractsWith, fixtures, prepareScenes } from "./command-session.ts";

const out = mkdtempSync(path.join(tmpdir(), "corrections-command-"));
afterAll(() => rmSync(out, { recursive: true, force: true }));
const folder = path.join(out, "campaigns/2026-05");
const manifests = path.join(folder, "manifests");
const common = ["--campaign", "2026-05", "--out", out];

async function type(...words: string[]) {
  const ended = await typeCommand(words);
  return { ...ended, said: `${ended.stdout}${ended.stderr}` };
}

const runWords = (extracts: string) => [
  ...["run", "--extracts", extracts, "--package", "hls", "--limit", "3", ...common, "--quiet"],
];
const run = (extracts: string) => type(...runWords(extracts));

function toldOn(channel: Channel): Notification[] {
  const text = readFileSync(path.join(manifests, `${channel}.ndjson`), "utf8").trimEnd();
  return text === "" ? [] : text.split("\n").map((line) => JSON.parse(line) as Notification);
}

/** One who is told on several channels, and what they were told. */
let employerId: string;
let told: Notification[];

beforeAll(async () => {
  // Scenes are grey here: what is tested is who is told what.
  await prepareScenes(out, { package: "hls" });
  const ended = await run(fixtures);
  expect(ended.exitCode, ended.said).toBe(0);
  const all = channels.flatMap(toldOn);
  const channelsOf = (id: string) => all.filter((one) => one.employer_id === id).length;
  employerId = all.map((one) => one.employer_id).sort((a, b) => channelsOf(b) - channelsOf(a))[0] ?? "";
  told = all.filter((one) => one.employer_id === employerId);
  expect(told.length).toBeGreaterThan(2);
}, 120_000);

/** The fixtures, with a payment in time of all that the employer was told is missing. */
async function correctedExtracts(...also: string[]): Promise<string> {
  const rows: string[] = [];
  for (const id of [employerId, ...also]) {
    const { decision, relationships } = JSON.parse((await type("inspect", id, "--json", ...common)).stdout);
    const quarters: string[] = decision.unpaid === "" ? paidOf(relationships) : decision.unpaid.split("|");
    rows.push(...quarters.map((entry) => `${entry.split(":", 2).join(";")};;5000;2026-04-08;`));
  }
  return extractsWith({ "contributions.csv": (text) => `${text.trimEnd()}\n${rows.join("\n")}\n` });
}

type Inspected = { relationship_id: string; quarters: { quarter: string; status: string }[] };

/** Once they are paid, they are all that is paid of somebody who was told of them. */
function paidOf(relationships: Inspected[]): string[] {
  return relationships.flatMap(({ relationship_id, quarters }) =>
    quarters.filter(({ status }) => status === "paid").map(({ quarter }) => `${relationship_id}:${quarter}`),
  );
}

function importReceipts(rows: string[]) {
  const file = path.join(out, "receipts.csv");
  writeFileSync(file, ["notification_id,status,at", ...rows, ""].join("\n"));
  return type("receipts", "import", file, "--out", out);
}

test("told, corrected, told so, once: from the first run to the last", async () => {
  const received = await importReceipts(told.map((one) => `${one.notification_id},delivered,2026-06-05T08:00:00Z`));
  expect(received.stdout).toBe(`${told.length} receipts read: ${told.length} new, 0 known already, 0 not used\n`);
  const extracts = await correctedExtracts();
  const again = await videoguida(runWords(extracts));
  expect(again.exitCode, again.stderr).toBe(0);
  expect(again.stdout).toMatch(new RegExp(`corrections +${told.length} in manifests/corrections\\.ndjson`));

  const corrections = correctionsIn(manifests);
  expect(corrections.map(({ corrects }) => corrects)).toEqual(told.map((one) => one.notification_id));
  expect(corrections.map(({ to }) => to)).toEqual(told.map(({ to }) => to));
  const summary = JSON.parse(readFileSync(path.join(folder, "campaign.json"), "utf8"));
  expect(summary.notifications).toMatchObject({ manifest_version: 2, corrections: told.length });

  const verified = await videoguida(["verify", ...common]);
  expect(verified.exitCode, verified.stdout).toBe(0);
  const hashes = fileHashes(manifests);
  expect((await run(extracts)).exitCode).toBe(0);
  expect(fileHashes(manifests)).toEqual(hashes);

  const screen = (await type("inspect", employerId, ...common)).stdout;
  for (const { channel, notification_id, corrects } of corrections)
    expect(screen).toMatch(new RegExp(`${channel} +since manifest 2 +${notification_id}, takes back ${corrects}`));
  const inspected = JSON.parse((await type("inspect", employerId, "--json", ...common)).stdout);
  expect(inspected.corrections).toEqual(
    corrections.map(({ notification_id, corrects, channel }) => ({
      ...{ notification_id, corrects, channel, manifest_version: 2 },
    })),
  );
}, 120_000);

test("every line is valid by the schema that is written for it, and none without one of its members", async () => {
  const to = path.join(out, "schemas");
  expect((await type("schemas", "--to", to)).exitCode).toBe(0);
  const corrections = correctionsIn(manifests);
  expect(corrections.length).toBeGreaterThan(2);
  for (const correction of corrections) {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const file = path.join(to, `correction-line.${correction.channel}.schema.json`);
    const validate = ajv.compile(JSON.parse(readFileSync(file, "utf8")));
    expect([validate(correction), validate.errors]).toEqual([true, null]);
    for (const member of Object.keys(correction))
      expect(validate({ ...correction, [member]: undefined }), member).toBe(false);
  }
});

test("what is reported of a correction is no fault of the file, and is not kept", async () => {
  const [correction] = correctionsIn(manifests);
  const row = `${correction?.notification_id},delivered,2026-06-20T08:00:00Z`;
  const received = await importReceipts([row]);
  expect([received.exitCode, received.stdout]).toEqual([0, "1 receipts read: 0 new, 1 known already, 0 not used\n"]);
});

const problems: { name: string; change: (text: string) => string; says: RegExp }[] = [
  {
    name: "the reason",
    change: (text) => text.replace("risultano versati", "non risultano"),
    says: /not what was recorded/,
  },
  {
    name: "an id",
    change: (text) => text.replace(/"notification_id":"[0-9a-f]/, '"notification_id":"x'),
    says: /notification_id is not as agreed/,
  },
  {
    name: "what is taken back",
    change: (text) => text.replace(/"corrects":"[0-9a-f]{4}/, '"corrects":"0000'),
    says: /does not take back the notification/,
  },
  {
    name: "a channel",
    change: (text) => text.replace('"channel":"myinps"', '"channel":"fax"'),
    says: /the line is not as agreed/,
  },
  { name: "a line more", change: (text) => `${text.split("\n")[0]}\n${text}`, says: /lines not in order, or twice/ },
  { name: "a line less", change: (text) => text.slice(text.indexOf("\n") + 1), says: /leaves out/ },
];

test.each(problems)("verify names line and employer when $name was changed", async ({ change, says }) => {
  const file = path.join(manifests, "corrections.ndjson");
  const written = readFileSync(file, "utf8");
  expect(change(written)).not.toBe(written);
  writeFileSync(file, change(written));
  const verified = await type("verify", ...common);
  writeFileSync(file, written);
  expect(verified.exitCode).toBe(3);
  expect(verified.said).toMatch(says);
  expect(verified.said).toContain(employerId);
  expect(verified.said).toContain("manifests/corrections.ndjson was changed after it was written");
});

test("verify misses the file also when manifest.json does not list it any more", async () => {
  const file = path.join(manifests, "manifest.json");
  const written = readFileSync(file, "utf8");
  const manifest = JSON.parse(written);
  const files = manifest.files.filter(({ name }: { name: string }) => name !== "corrections.ndjson");
  writeFileSync(file, JSON.stringify({ ...manifest, files }));
  const verified = await type("verify", ...common);
  writeFileSync(file, written);
  expect(verified.exitCode).toBe(3);
  expect(verified.said).toMatch(/lists no corrections\.ndjson, the ledger knows \d corrections/);
});

test("whoever owes again after a correction is listed: no dispatcher tells them a second time", async () => {
  const file = path.join(folder, "told-again.csv");
  const again = await run(fixtures);
  expect(again.exitCode, again.said).toBe(0);
  expect(again.stderr).toMatch(/^Warning: 1 person read in a correction .*told-again\.csv/m);
  const lines = readFileSync(file, "utf8").replace("\ufeff", "").trimEnd().split("\r\n");
  expect(lines).toEqual([
    "employer_id,channel,notification_id",
    ...told.map((one) => [one.employer_id, one.channel, one.notification_id].join(",")),
  ]);
  expect((await run(await correctedExtracts())).exitCode).toBe(0);
  expect(() => readFileSync(file)).toThrow(/ENOENT/);
}, 120_000);

async function waiting(): Promise<unknown> {
  const { measures } = JSON.parse((await type("report", "--json", ...common)).stdout);
  const found = measures.find(({ measure }: { measure: string }) => measure === "corrections_waiting");
  return found?.value;
}

test("when it is known only later that something wrong has reached somebody, the report says so until it is corrected", async () => {
  const before = correctionsIn(manifests).length;
  const other = toldOn("myinps")[0];
  if (!other) throw new Error("nobody is told");
  expect((await run(await correctedExtracts(other.employer_id))).exitCode).toBe(0);
  expect([await waiting(), correctionsIn(manifests).length]).toEqual([0, before]);
  await importReceipts([`${other.notification_id},read,2026-06-07T08:00:00Z`]);
  // One person is too few to be counted, and not too few to be told so.
  expect(await waiting()).toBe("few");
  const notified = await type("notify", ...common, "--quiet");
  expect(notified.exitCode, notified.said).toBe(0);
  expect([await waiting(), correctionsIn(manifests).length]).toEqual([0, before + 1]);
});
