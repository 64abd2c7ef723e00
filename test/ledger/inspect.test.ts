import { expect, test } from "vitest";
import { inspectionScreen } from "../../pipeline/commands/inspect/inspection-screen.ts";
import { inspectEmployer } from "../../pipeline/commands/inspect.ts";
import { saveGuides, saveVideos } from "../../pipeline/ledger/guides.ts";
import { saveNotifications } from "../../pipeline/ledger/notifications.ts";
import { filesIn, ledgerIn, outcomeOf, settingsFor, temporaryFolder } from "../extract/campaign.ts";
import { anna, asFiles, mario, smallExtracts } from "../extract/small-extracts.ts";

async function campaign() {
  const lines = smallExtracts();
  lines.relationships.push(`R3,${mario},ANA,2021-01-01,`, `R4,${anna},ANA,never,`);
  lines.contributions.push("R3,2026-Q1,312.00,100.00,2026-04-02,", "R3,2026-Q1,312.00,212.00,2026-06-02,X");
  lines.suspensions.push("R1,2026-Q1");
  lines.employers.push("90000000011,");
  const [folder, outFolder] = [await filesIn(asFiles(lines)), await temporaryFolder()];
  await outcomeOf(folder, { outFolder });
  return { settings: settingsFor(folder, outFolder), ledger: await ledgerIn(outFolder) };
}

test("one screen tells the whole chain, from rows of the extracts to notifications", async () => {
  const { ledger, settings } = await campaign();
  await saveGuides(ledger, "2026-05", [{ employerId: mario, videoId: "v1" }]);
  await saveVideos(ledger, "2026-05", [
    { videoId: "v1", packaging: "mp4", frames: 1875, bytes: 1234, digest: "ab", madeFrom: "ef" },
  ]);
  await saveNotifications(ledger, "2026-05", 1, [
    { notificationId: "n1", employerId: mario, channel: "myinps", videoId: "v1", contentSha256: "cd" },
  ]);
  const inspection = inspectEmployer(ledger, settings, ` ${mario.toLowerCase()} `, {
    scenesOf: () => ["greeting", "quarters"],
  });
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

Decision
  selected: unpaid
  R3:2026-Q1:partial

Guide
  scenes: greeting, quarters
  video v1
  mp4: 1875 frames, 1234 bytes, digest ab

Notifications
  myinps       written in manifest 1  n1
`);
});

test("why somebody is withheld is said with file and line", async () => {
  const { ledger, settings } = await campaign();
  const { decision, rejections } = inspectEmployer(ledger, settings, anna);
  expect(decision).toMatchObject({ decision: "withheld", reason: "incomplete-data" });
  expect(rejections).toEqual([
    { file: "relationships", line: 5, severity: "row", code: "invalid-date", column: "started_on" },
  ]);
});

test("somebody whose only row was rejected is found too, without a decision", async () => {
  const { ledger, settings } = await campaign();
  const { employer, decision, rejections } = inspectEmployer(ledger, settings, "90000000011");
  expect([employer, decision, rejections.map(({ code }) => code)]).toEqual([null, null, ["blank-first-name"]]);
});

test("somebody nobody named, and a campaign that is none, are said to be unknown", async () => {
  const { ledger, settings } = await campaign();
  expect(() => inspectEmployer(ledger, settings, "90000000099")).toThrow("do not name 90000000099");
  expect(() => inspectEmployer(ledger, { ...settings, campaign: "2026-08" }, mario)).toThrow("no campaign 2026-08");
});

test("names cannot move the cursor of whoever looks", async () => {
  const lines = smallExtracts();
  lines.employers[1] = `${mario},"MA\u001b[2JRIO\nX"`;
  const [folder, outFolder] = [await filesIn(asFiles(lines)), await temporaryFolder()];
  await outcomeOf(folder, { outFolder });
  const inspection = inspectEmployer(await ledgerIn(outFolder), settingsFor(folder, outFolder), mario);
  expect(inspectionScreen(inspection)).toContain("MA·[2JRIO·X, born unknown");
});
