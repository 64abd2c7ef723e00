import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { inspectEmployer } from "../../pipeline/cli/commands/inspect.ts";
import { inspectionJson, inspectionSchema } from "../../pipeline/cli/inspect/inspection-json.ts";
import { inspectionScreen } from "../../pipeline/cli/inspect/inspection-screen.ts";
import { day } from "../../pipeline/domain/day.ts";
import { type Channel, channels } from "../../pipeline/domain/notification.ts";
import { saveNotifications } from "../../pipeline/ledger/bulk/notifications.ts";
import { guideOf } from "../../pipeline/ledger/bulk/plan-contents.ts";
import { saveVideos } from "../../pipeline/ledger/bulk/videos.ts";
import { notificationId } from "../../pipeline/notify/notification-id.ts";
import { videoguida } from "../cli/program.ts";
import { filesIn, ledgerIn, outcomeOf, settingsFor, temporaryFolder } from "../extract/campaign.ts";
import { anna, asFiles, type Lines, mario, smallExtracts } from "../extract/small-extracts.ts";
import { treeOf } from "../notify/manifest-folder.ts";

async function campaign() {
  const lines = smallExtracts();
  lines.relationships.push(`R3,${mario},ANA,2021-01-01,`, `R4,${anna},ANA,never,`);
  lines.contributions.push("R3,2026-Q1,312.00,100.00,2026-04-02,", "R3,2026-Q1,312.00,212.00,2026-06-02,X");
  lines.suspensions.push("R1,2026-Q1");
  lines.employers.push("90000000011,");
  const [folder, outFolder] = [await filesIn(asFiles(lines)), await temporaryFolder()];
  const { plan } = await outcomeOf(folder, { outFolder });
  return { settings: settingsFor(folder, outFolder), plan: plan.plan, ledger: await ledgerIn(outFolder) };
}

test("one screen tells the whole chain, from rows of the extracts to notifications", async () => {
  const { ledger, settings, plan } = await campaign();
  const videoId = guideOf(ledger, { plan, limit: null }, mario)?.videoId ?? "";
  await saveVideos(ledger, "2026-05", [
    {
      videoId,
      packaging: "mp4",
      frames: 1875,
      bytes: 1234,
      digest: "ab",
      inputHash: "ef",
      textsDigest: "gh",
      segments: [],
    },
  ]);
  await saveNotifications(
    ledger,
    { campaign: "2026-05", version: 1, asOf: day("2026-05-31") },
    {
      notifications: [
        { notificationId: "n1", employerId: mario, channel: "myinps", videoId, contentSha256: "cd", tokenSha256: null },
      ],
      delegates: [],
      corrections: [{ notificationId: "c1", employerId: mario, channel: "myinps", content: "{}", tokenSha256: "0" }],
    },
  );
  const inspection = await inspectEmployer(ledger, settings, ` ${mario.toLowerCase()} `);
  expect(inspectionScreen(inspection)).toBe(`${mario}  campaign 2026-05, judged on 2026-05-31, audience all

Extracts
  employers.csv:2  MARIO, born unknown
  contributions.csv:5  left blank: invalid-notice-number. Not a pagoPA notice number of 18 digits: the field counts as blank

Relationships
  relationships.csv:2  R1  OLENA, 2020-01-01 – …: in force
    2026-Q1, payable until 2026-04-10: suspended: nothing owed
      suspensions.csv:2
      contributions.csv:2  paid 0,00
  relationships.csv:4  R3  ANA, 2021-01-01 – …: in force
    2026-Q1, payable until 2026-04-10: PAID IN PART (due 312,00, paid 100,00)
      contributions.csv:4  paid 100,00 on 2026-04-02
      contributions.csv:5  paid 212,00 on 2026-06-02, after the day judged on: not counted

Requests
  nothing

Delegations
  nothing

Profile
  nothing

Contacts
  mobile       missing, no consent
  e-mail       missing, no consent
  IO           not enabled
  INPS Mobile  not enabled

Decision
  selected: unpaid
  R3:2026-Q1:partial

Guide
  scenes: greeting, worker, quarters, recent-payment, notices, pay-online, pay-network, suspension, cessation, recalculation, late-payment, account-statement, services, closing
  video ${videoId}
  mp4: 1875 frames, 1234 bytes, digest ab

Channels
  myinps       open
  sms          none: no consent; no address in the extracts
  email        none: no consent; no address in the extracts
  io           none: not enabled
  inps-mobile  none: not enabled

Notifications
  myinps       written in manifest 1  n1

Delegates told
  nothing

Corrections
  myinps       since manifest 1  c1, takes back ${notificationId("2026-05", mario, "myinps")}

Receipts
  nothing
`);
});

test("why somebody is withheld is said with file and line", async () => {
  const { ledger, settings } = await campaign();
  const { decision, rejections } = await inspectEmployer(ledger, settings, anna);
  expect(decision).toMatchObject({ decision: "withheld", reason: "incomplete-data" });
  expect(rejections).toEqual([
    { file: "relationships", line: 5, severity: "row", code: "invalid-date", column: "started_on", isOwnRow: true },
  ]);
});

test("somebody whose only row was rejected is found too, without a decision", async () => {
  const { ledger, settings } = await campaign();
  const { employer, decision, rejections } = await inspectEmployer(ledger, settings, "90000000011");
  expect([employer, decision, rejections.map(({ code }) => code)]).toEqual([null, null, ["blank-first-name"]]);
});

test("somebody nobody named, and a campaign that is none, are said to be unknown", async () => {
  const { ledger, settings } = await campaign();
  await expect(inspectEmployer(ledger, settings, "90000000099")).rejects.toThrow("do not name 90000000099");
  await expect(inspectEmployer(ledger, { ...settings, campaign: "2026-08" }, mario)).rejects.toThrow(
    "no campaign 2026-08",
  );
});

test("names cannot move the cursor of whoever looks", async () => {
  const lines = smallExtracts();
  lines.employers[1] = `${mario},"MA\u001b[2JRIO\nX"`;
  const [folder, outFolder] = [await filesIn(asFiles(lines)), await temporaryFolder()];
  await outcomeOf(folder, { outFolder });
  const inspection = await inspectEmployer(await ledgerIn(outFolder), settingsFor(folder, outFolder), mario);
  expect(inspectionScreen(inspection)).toContain("MA·[2JRIO·X, born unknown");
});

test.each<{ name: string; change: (lines: Lines) => void; about: string[]; screen: RegExp }>([
  {
    name: "a payment of theirs with an amount that is none",
    change: (lines) => lines.contributions.push("R2,2026-Q1,312.00,a lot,,"),
    about: ["contributions:4 invalid-amount own"],
    screen: /contributions\.csv:4 {2}rejected: invalid-amount/,
  },
  {
    name: "a row that cannot be read and names a relationship of theirs",
    change: (lines) => lines.contributions.push("R2,2026-Q1,312.00,12,,,,,"),
    about: ["contributions:4 malformed-row may be"],
    screen: /contributions\.csv:4 {2}may be about this employer, rejected: malformed-row/,
  },
  {
    name: "another employer's row with the number of their relationship",
    change: (lines) => lines.relationships.push(`R2,${mario},ANA,2021-01-01,`),
    about: ["relationships:4 duplicate-relationship may be"],
    screen: /relationships\.csv:4 {2}may be about this employer, rejected: duplicate-relationship/,
  },
  {
    name: "a second row of theirs that differs",
    change: (lines) => lines.employers.push(`${anna},ANNAMARIA`),
    about: ["employers:4 duplicate-employer own"],
    screen: /employers\.csv:4 {2}rejected: duplicate-employer/,
  },
])("rows are told apart that are, or only may be, about the employer: $name", async ({ change, about, screen }) => {
  const lines = smallExtracts();
  change(lines);
  const [folder, outFolder] = [await filesIn(asFiles(lines)), await temporaryFolder()];
  await outcomeOf(folder, { outFolder });
  const inspection = await inspectEmployer(await ledgerIn(outFolder), settingsFor(folder, outFolder), anna);
  expect(
    inspection.rejections.map(
      ({ file, line, code, isOwnRow }) => `${file}:${line} ${code} ${isOwnRow ? "own" : "may be"}`,
    ),
  ).toEqual(about);
  expect(inspectionScreen(inspection)).toMatch(screen);
  expect(inspection.decision?.decision).toBe("withheld");
});

const contactColumns = "mobile,mobile_consent,email,email_consent,io_enabled,inps_mobile_enabled";

test.each<{ name: string; id?: string; cells: string; pays?: boolean; missing: Partial<Record<Channel, string[]>> }>([
  { name: "every channel", cells: "+39 351 000 0001,si,anna@posta.example,si,si,si", missing: {} },
  {
    name: "no consent, and none of the apps",
    cells: "+39 351 000 0001,no,anna@posta.example,no,no,no",
    missing: { sms: ["no-consent"], email: ["no-consent"], io: ["not-enabled"], "inps-mobile": ["not-enabled"] },
  },
  { name: "no addresses", cells: ",si,,si,si,si", missing: { sms: ["no-address"], email: ["no-address"] } },
  {
    name: "addresses that are none",
    cells: "12,si,anna at home,si,si,si",
    missing: { sms: ["invalid-address"], email: ["invalid-address"] },
  },
  {
    name: "a provisional code",
    id: "90000000011",
    cells: "+39 351 000 0001,si,anna@posta.example,si,si,si",
    missing: { io: ["provisional-code"] },
  },
  {
    name: "somebody who has paid",
    cells: "+39 351 000 0001,si,,no,si,si",
    pays: true,
    missing: {
      myinps: ["not-selected"],
      sms: ["not-selected"],
      email: ["not-selected", "no-consent", "no-address"],
      io: ["not-selected"],
      "inps-mobile": ["not-selected"],
    },
  },
])("why a channel is missing, and JSON that says the same: $name", async ({ id = mario, cells, pays, missing }) => {
  const { inspection } = await inspected(id, cells, pays === true);
  const json = inspectionSchema.parse(JSON.parse(JSON.stringify(inspectionJson(inspection))));
  expect(json).toMatchObject({ schema_version: 1, as_of: "2026-05-31", employer_id: id });
  expect(json.channels).toEqual(channels.map((channel) => ({ channel, reasons: missing[channel] ?? [] })));
  expect(JSON.stringify(json) + inspectionScreen(inspection)).not.toMatch(/351|posta\.example|at home/);
});

/** One employer with these contacts, who owes a quarter for which a guide is made, unless they have paid. */
async function inspected(id: string, cells: string, hasPaid: boolean) {
  const lines = smallExtracts();
  lines.employers = [`employer_id,first_name,${contactColumns}`, `${id},MARIO,${cells}`];
  lines.relationships.splice(1, 2, `R1,${id},OLENA,2020-01-01,`);
  lines.contributions.splice(1, 2, `R1,2026-Q1,312.00,${hasPaid ? "312.00" : ""},,`);
  const [folder, outFolder] = [await filesIn(asFiles(lines)), await temporaryFolder()];
  const { plan } = await outcomeOf(folder, { outFolder });
  const ledger = await ledgerIn(outFolder);
  const videoId = guideOf(ledger, plan, id)?.videoId ?? "v1";
  await saveVideos(ledger, "2026-05", [
    { videoId, packaging: "mp4", frames: 1, bytes: 1, digest: "", inputHash: "", textsDigest: "", segments: [] },
  ]);
  return { inspection: await inspectEmployer(ledger, settingsFor(folder, outFolder), id) };
}

test("where there is no ledger none is made, and where there is one nothing changes", async () => {
  const empty = await temporaryFolder();
  const look = (outFolder: string) =>
    videoguida(["inspect", mario, "--campaign", "2026-05", "--out", outFolder, "--json"]);
  expect(await look(empty)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("holds no ledger") });
  expect(readdirSync(empty)).toEqual([]);

  const outFolder = await temporaryFolder();
  await outcomeOf(await filesIn(asFiles(smallExtracts())), { outFolder });
  const before = treeOf(outFolder);
  const { exitCode, stdout } = await look(outFolder);
  expect(exitCode).toBe(0);
  expect(inspectionSchema.parse(JSON.parse(stdout)).decision).toMatchObject({ decision: "selected" });
  expect(treeOf(outFolder)).toEqual(before);
});
