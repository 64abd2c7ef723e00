import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { verificationScreen } from "../../../pipeline/cli/screens/verification-screen.ts";
import { writeManifests } from "../../../pipeline/notify/manifests/write-manifests.ts";
import { silentProgress } from "../../../pipeline/support/progress.ts";
import { verifyCampaign } from "../../../pipeline/verify/verify-campaign.ts";
import { guideFor } from "../../notify/employers.ts";
import { temporaryFolder } from "../../notify/manifest-folder.ts";
import { facts, notificationsOf, person } from "../../notify/manifest-people.ts";
import { settingsFor, writeCampaign } from "./campaign-folder.ts";

const people = ["A", "B", "C"].map((letter) => person(letter));
const { videoId } = guideFor(person("A"));
const verify = (folder: string, changes = {}) => verifyCampaign(settingsFor(folder, changes), silentProgress);

test("a whole campaign agrees, and the screen says how much was looked at", async () => {
  const folder = temporaryFolder();
  await writeCampaign(settingsFor(folder), people);
  const verification = await verify(folder);
  expect(verification.problems).toEqual([]);
  expect(verification.counts).toMatchObject({ employers: 3, selected: 3, notifications: 15, sms: 3 });
  expect(verificationScreen("2026-05", verification)).toContain("Everything agrees.");
});

test("who failed may be missing", async () => {
  const failed = temporaryFolder();
  await writeCampaign(settingsFor(failed), people, { failed: [person("B").employerId] });
  expect((await verify(failed)).problems).toEqual([]);
});

test("who was withdrawn after a late payment may be missing", async () => {
  const folder = temporaryFolder();
  const campaign = await writeCampaign(settingsFor(folder), people);
  await writeManifests(notificationsOf(people.slice(1)), path.join(campaign, "manifests"), {
    ...facts,
    reasonWithdrawn: () => "paid-in-full",
  });
  const { problems, counts } = await verify(folder);
  expect(problems).toEqual([]);
  expect(counts["manifest version"]).toBe(2);
});

const editLine = (file: string, edit: (line: string) => string) => {
  const lines = readFileSync(file, "utf8").split("\n");
  writeFileSync(file, [edit(lines[0] ?? ""), ...lines.slice(1)].join("\n"));
};

const replaceIn = (file: string, text: string, by: string) =>
  writeFileSync(file, readFileSync(file, "utf8").replace(text, by));

test.each<{ name: string; damage: (folder: string) => void; says: RegExp }>([
  { name: "no manifest.json", damage: (folder) => rmSync(`${folder}/manifests/manifest.json`), says: /never finished/ },
  {
    name: "a seal of somebody else",
    damage: (folder) => writeFileSync(`${folder}/manifests/manifest.json`, "{}"),
    says: /not one that this program wrote/,
  },
  {
    name: "one line more",
    damage: (folder) => appendFileSync(`${folder}/manifests/sms.ndjson`, "{}\n"),
    says: /sms\.ndjson, line 4/,
  },
  {
    name: "a file is gone",
    damage: (folder) => rmSync(`${folder}/manifests/io.ndjson`),
    says: /io\.ndjson has 0 rows, manifest.json says 3/,
  },
  {
    name: "a line altered",
    damage: (folder) => editLine(`${folder}/manifests/email.ndjson`, (line) => line.replace("posta", "pasta")),
    says: /email\.ndjson was changed/,
  },
  {
    name: "another id",
    damage: (folder) =>
      editLine(`${folder}/manifests/myinps.ndjson`, (line) => line.replace(/:"[0-9a-f]{32}"/, `:"${"0".repeat(32)}"`)),
    says: /myinps\.ndjson, line 1 \(A{6}80A01H501X\): wrong id/,
  },
  { name: "a change not finished", damage: (folder) => mkdirSync(`${folder}/manifests/.next`), says: /interrupted/ },
  {
    name: "no video",
    damage: (folder) => rmSync(`${folder}/videos/${videoId}.mp4`),
    says: /videos\/[\w-]+: no video \(guide of A{6}/,
  },
  { name: "no captions", damage: (folder) => rmSync(`${folder}/videos/${videoId}.it.vtt`), says: /it\.vtt is missing/ },
  {
    name: "an empty transcript",
    damage: (folder) => writeFileSync(`${folder}/videos/${videoId}.it.txt`, ""),
    says: /it\.txt is missing or empty/,
  },
  {
    name: "a playlist into nothing",
    damage: (folder) => writeFileSync(`${folder}/videos/${videoId}.m3u8`, '#EXTM3U\n#EXT-X-MAP:URI="a.mp4"\nb.m4s\n'),
    says: /\.m3u8 points to a\.mp4 and 1 more segments, which are missing/,
  },
  { name: "no decisions", damage: (folder) => rmSync(`${folder}/decisions.csv`), says: /decisions\.csv is missing/ },
  {
    name: "a decision too many",
    damage: (folder) =>
      appendFileSync(`${folder}/decisions.csv`, "ZZZZZZ99A01H501X,selected,unpaid,R:2026-Q1:unpaid\r\n"),
    says: /^decisions\.csv, line 5 \(ZZZZZZ99A01H501X\): selects an employer who is not in/m,
  },
  {
    name: "a decision too few",
    damage: (folder) => writeFileSync(`${folder}/decisions.csv`, "employer_id,decision,reason,unpaid\r\n"),
    says: /myinps\.ndjson, line 3 \(C{6}80A01H501X\): tells an employer whom decisions\.csv does not select/,
  },
  {
    name: "a quote in the decisions that is never closed",
    damage: (folder) => replaceIn(`${folder}/decisions.csv`, "A".repeat(6), `"${"A".repeat(6)}`),
    says: /^decisions\.csv, line 2 \(\): no such decision$/m,
  },
  {
    name: "a quote in the overview that is never closed",
    damage: (folder) => replaceIn(`${folder}/manifests/notifications.csv`, "2026-05,sms", '2026-05,"sms'),
    says: /^manifests\/notifications\.csv was changed after it was written$/m,
  },
  { name: "no summary", damage: (folder) => rmSync(`${folder}/campaign.json`), says: /campaign\.json is missing/ },
])("finds: $name", async ({ damage, says }) => {
  const folder = temporaryFolder();
  damage(await writeCampaign(settingsFor(folder), people));
  const { problems } = await verify(folder);
  expect(problems.join("\n")).toMatch(says);
});

test("an older version that was altered is found", async () => {
  const folder = temporaryFolder();
  const campaign = await writeCampaign(settingsFor(folder), people);
  await writeManifests(notificationsOf(people.slice(1)), path.join(campaign, "manifests"), facts);
  writeFileSync(`${campaign}/manifests/superseded/1/sms.ndjson`, "");
  expect((await verify(folder)).problems).toEqual(["manifests/superseded/1/sms.ndjson is missing or was changed"]);
});

test("a campaign that is not there is bad usage", async () => {
  await expect(verify(temporaryFolder())).rejects.toMatchObject({ exitCode: 2, code: "no-campaign" });
});
