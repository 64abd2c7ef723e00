import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verificationScreen } from "../../../pipeline/cli/screens/verification-screen.ts";
import type { Manifest } from "../../../pipeline/notify/manifests/manifest-schema.ts";
import { silentProgress } from "../../../pipeline/support/progress.ts";
import { verifyCampaign } from "../../../pipeline/verify/verify-campaign.ts";
import { sha256, temporaryFolder, treeOf } from "../../notify/manifest-folder.ts";
import { numberOf } from "../../support/number-of.ts";
import { greyCampaign } from "./grey-campaign.ts";

const whole = mkdtempSync(path.join(tmpdir(), "verify-"));
afterAll(() => rmSync(whole, { recursive: true }));

/** Somebody paid between the extracts and the first manifest: selected, never told, never withdrawn. */
beforeAll(async () => {
  const campaign = greyCampaign(whole);
  await campaign.plan();
  await campaign.render();
  await campaign.pay((await campaign.selected())[0] as string, 5000);
  await campaign.notify();
});

function copyOfCampaign() {
  const out = temporaryFolder();
  cpSync(whole, out, { recursive: true });
  const campaign = greyCampaign(out);
  return { ...campaign, out, verify: () => verifyCampaign(campaign.settings, silentProgress) };
}

test("who paid before the first manifest was never told, and that is right", async () => {
  const { verify, out } = copyOfCampaign();
  const before = treeOf(out);
  const verification = await verify();
  expect(verification).toMatchObject({ problems: [], notes: [] });
  expect(verificationScreen("2026-05", verification)).toContain("Everything agrees.");
  expect(verification.counts.myinps).toBe((verification.counts.selected ?? 0) - 1);
  expect(treeOf(out), "verify changes nothing and leaves nothing").toEqual(before);
});

test("without the ledger nobody can know, and that is said", async () => {
  const { verify, out } = copyOfCampaign();
  rmSync(path.join(out, "ledger.sqlite"));
  const { problems, notes } = await verify();
  expect(problems).toEqual([expect.stringMatching(/not in manifests\/myinps\.ndjson, and there is no ledger to say/)]);
  expect(notes).toEqual([expect.stringContaining("No ledger")]);
});

test("killed between the late payments and the manifests: who has paid is still told, and that is wrong", async () => {
  const { verify, selected, pay, notify, out } = copyOfCampaign();
  const [, second = ""] = await selected();
  await pay(second, 1);
  expect((await verify()).problems).toEqual([expect.stringContaining("tells an employer who has paid since")]);
  await notify();
  expect((await verify()).problems).toEqual([]);
  const withdrawn = readFileSync(path.join(out, "campaigns/2026-05/manifests/withdrawn.csv"), "utf8");
  expect(withdrawn).toContain(`${second},myinps,position-changed,2`);
});

const folderOf = (out: string) => path.join(out, "campaigns/2026-05");
const firstIn = (folder: string, ending: string) =>
  path.join(folder, readdirSync(folder).find((name) => name.endsWith(ending)) as string);

/** Changes bytes of a file in place, counted from its start, or from its end when negative. */
function changeBytes(file: string, at: number, count: number): void {
  const bytes = readFileSync(file);
  const start = at < 0 ? bytes.length + at : at;
  for (let index = start; index < start + count; index += 1) bytes[index] = (bytes[index] as number) ^ 0xff;
  writeFileSync(file, bytes);
}

function changeText(file: string, from: string | RegExp, to: string): void {
  const text = readFileSync(file, "utf8");
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`nothing to change in ${file}`);
  writeFileSync(file, changed);
}

/** A guide that somebody is told of: the one who has paid has files too, at which nobody looks. */
function toldVideo(folder: string): string {
  const [line = ""] = readFileSync(`${folder}/manifests/myinps.ndjson`, "utf8").split("\n");
  return `${folder}/videos/${(JSON.parse(line) as { video_id: string }).video_id}`;
}
const mp4 = (folder: string) => `${toldVideo(folder)}.mp4`;
function segment(folder: string): string {
  const addresses = readFileSync(`${toldVideo(folder)}.m3u8`, "utf8").split("\n");
  return path.join(folder, "videos", addresses.find((address) => address.endsWith(".m4s")) ?? "");
}
const decisions = (folder: string) => `${folder}/decisions.csv`;
const summary = (folder: string) => `${folder}/campaign.json`;

const damages: { name: string; damage: (folder: string) => void; says: RegExp }[] = [
  {
    name: "a video shortened by ten bytes",
    damage: (folder) => truncateSync(mp4(folder), statSync(mp4(folder)).size - 10),
    says: /^videos\/\S+\.mp4 is not as long as it was made \(guide of \w+\)$/,
  },
  {
    name: "a byte in the pictures of a video",
    damage: (folder) => changeBytes(mp4(folder), -3000, 1),
    says: /\.mp4 was changed after/,
  },
  {
    name: "the last byte of a video",
    damage: (folder) => changeBytes(mp4(folder), -1, 1),
    says: /\.mp4 was changed after/,
  },
  {
    name: "a time in the index of a video",
    damage: (folder) => changeBytes(mp4(folder), 60, 1),
    says: /\.mp4 was changed after/,
  },
  {
    name: "the length of a box of a video",
    damage: (folder) => changeBytes(mp4(folder), 0, 4),
    says: /\.mp4 was changed after/,
  },
  {
    name: "four bytes of a segment",
    damage: (folder) => changeBytes(segment(folder), -40, 4),
    says: /^videos\/\S+\.m3u8 points to segments\/\w+\.m4s, which was changed after it was made \(guide of \w+\)$/,
  },
  {
    name: "a byte of the initialisation segment",
    damage: (folder) => changeBytes(firstIn(`${folder}/videos/segments`, ".mp4"), 60, 1),
    says: /\.m3u8 points to segments\/[\w-]+\.mp4, which was changed after it was made/,
  },
  {
    name: "a segment is gone",
    damage: (folder) => rmSync(segment(folder)),
    says: /^videos\/\S+\.m3u8 points to segments\/\w+\.m4s, which is missing \(guide of \w+\)$/,
  },
  {
    name: "a length in a playlist",
    damage: (folder) => changeText(firstIn(`${folder}/videos`, ".m3u8"), /#EXTINF:\d/, "#EXTINF:9"),
    says: /\.m3u8 was changed after it was made/,
  },
  {
    name: "a video is another guide's",
    damage: (folder) => copyFileSync(mp4(folder), anotherMp4(folder)),
    says: /\.mp4 (is not as long|was changed)/,
  },
  {
    name: "a quarter unpaid is now partial",
    damage: (folder) => changeText(decisions(folder), ":unpaid", ":partial"),
    says: /^decisions\.csv, line \d+ \(\w+\): not as it was decided$/,
  },
  {
    name: "an excluded employer's reason",
    damage: (folder) => changeText(decisions(folder), "excluded,all-paid", "excluded,over-age"),
    says: /not as it was decided/,
  },
  {
    name: "an excluded employer is left out",
    damage: (folder) => changeText(decisions(folder), /\r\n[^\r]*excluded,all-paid,/, ""),
    says: /^decisions\.csv leaves out \w+, who was decided on$/,
  },
  {
    name: "an employer nobody decided on",
    damage: (folder) => appendFileSync(decisions(folder), "ZZZZZZ99A01H501X,excluded,all-paid,\r\n"),
    says: /^decisions\.csv, line \d+ \(ZZZZZZ99A01H501X\): nobody decided on this employer$/,
  },
  {
    name: "a decision that does not exist",
    damage: (folder) => changeText(decisions(folder), ",excluded,", ",pardoned,"),
    says: /no such decision/,
  },
  {
    name: "the total of decisions",
    damage: (folder) => changeText(summary(folder), /"total": \d+,\s+"selected"/, '"total": 1, "selected"'),
    says: /^campaign\.json, decisions: not what decisions\.csv says$/,
  },
  {
    name: "the employers with a guide",
    damage: (folder) => changeText(summary(folder), /"guides": \{\s+"employers": \d+/, '"guides": { "employers": 1'),
    says: /^campaign\.json, guides\.employers: not what decisions\.csv says$/,
  },
  {
    name: "the total of notifications",
    damage: (folder) => changeText(summary(folder), /"total": \d+,\s+"by_channel"/, '"total": 1, "by_channel"'),
    says: /^campaign\.json, notifications: not what manifests\/manifest\.json says$/,
  },
  {
    name: "the notifications of a channel",
    damage: (folder) => changeText(summary(folder), /"sms": \d+/, '"sms": 1'),
    says: /^campaign\.json, notifications/,
  },
  {
    name: "what was rejected",
    damage: (folder) => changeText(summary(folder), /"rejected": \{[^}]*\}/, '"rejected": {"malformed-row": 99}'),
    says: /^campaign\.json, rejected: not what rejected\.csv says$/,
  },
];

/** By which somebody would be shown or told what is not theirs: always put right too; of the others one in so many. */
const mostHarmful = ["a video is another guide's", "a quarter unpaid is now partial", "four bytes of a segment"];
const putsRightOneIn = numberOf({ ordinary: 4, long: 1 });
const isPutRight = (name: string, index: number) => mostHarmful.includes(name) || index % putsRightOneIn === 0;

test.each(damages.map((of, index) => ({ ...of, isPutRight: isPutRight(of.name, index) })))(
  "finds: $name; the next step it names puts it right ($isPutRight)",
  async ({ damage, says, isPutRight }) => {
    const { verify, plan, render, notify, out } = copyOfCampaign();
    damage(folderOf(out));
    const { problems, moreProblems } = await verify();
    expect(moreProblems).toBe(0);
    expect(
      problems.filter((problem) => says.test(problem)),
      problems.join("\n"),
    ).not.toEqual([]);

    if (!isPutRight) return;
    for (const [, name] of problems.map((problem) => /^videos\/(\S+)/.exec(problem) ?? []))
      if (name !== undefined) rmSync(path.join(folderOf(out), "videos", name));
    await plan();
    await render();
    await notify();
    expect((await verify()).problems).toEqual([]);
  },
);

function anotherMp4(folder: string): string {
  const first = mp4(folder);
  const other = readdirSync(`${folder}/videos`).findLast((name) => name.endsWith(".mp4")) as string;
  if (first.endsWith(other)) throw new Error("there is only one video");
  return path.join(folder, "videos", other);
}

test("a damaged segment that many guides show is put right with any of them", async () => {
  const { verify, render, notify, out } = copyOfCampaign();
  const shared = sharedSegment(folderOf(out));
  changeBytes(shared, -40, 4);
  const { problems } = await verify();
  expect(problems.length).toBeGreaterThan(1);
  rmSync(path.join(folderOf(out), "videos", /^videos\/(\S+)/.exec(problems[0] as string)?.[1] as string));
  await render();
  await notify();
  expect((await verify()).problems).toEqual([]);
});

/** The greeting of nobody, the services, the end: a segment that stands in more playlists than one. */
function sharedSegment(folder: string): string {
  const videos = `${folder}/videos`;
  const [first = "", second = ""] = readdirSync(videos)
    .filter((name) => name.endsWith(".m3u8"))
    .map((name) => readFileSync(path.join(videos, name), "utf8"));
  const segments = (playlist: string) => playlist.split("\n").filter((line) => line.endsWith(".m4s"));
  return path.join(videos, segments(first).find((name) => segments(second).includes(name)) as string);
}

test("an edited withdrawn.csv is named by verify and by the next run, and the folder can be moved away", async () => {
  const { verify, pay, selected, notify, out } = copyOfCampaign();
  await pay((await selected())[1] as string, 5000);
  await notify();
  const manifests = path.join(folderOf(out), "manifests");
  changeText(`${manifests}/withdrawn.csv`, "paid-in-full", "all-paid");
  expect((await verify()).problems).toEqual(["manifests/withdrawn.csv was changed after it was written"]);
  await expect(notify()).rejects.toMatchObject({ code: "manifest-damaged" });
  renameSync(manifests, path.join(out, "moved-away"));
  await notify();
  expect((await verify()).problems).toEqual([]);
});

test("decisions of an earlier version are not compared, and that is said", async () => {
  const { verify, withLedger } = copyOfCampaign();
  await withLedger((ledger) => ledger.writer.exec("update plans set inputs = null"));
  expect(await verify()).toMatchObject({ problems: [], notes: [expect.stringContaining("of an earlier version")] });
});

/** Rewrites lines of a manifest, and manifest.json so that its hashes agree. */
function forge(folder: string, name: string, edit: (lines: string[]) => string[]): void {
  const [file, manifestFile] = [`${folder}/manifests/${name}`, `${folder}/manifests/manifest.json`];
  const lines = edit(readFileSync(file, "utf8").trimEnd().split("\n"));
  const content = Buffer.from(lines.map((line) => `${line}\n`).join(""));
  writeFileSync(file, content);
  const manifest = JSON.parse(readFileSync(manifestFile, "utf8")) as Manifest;
  const files = manifest.files.map((of) =>
    of.name === name ? { name, rows: lines.length, bytes: content.length, sha256: sha256(content) } : of,
  );
  writeFileSync(manifestFile, JSON.stringify({ ...manifest, files }));
}

test.each<{ name: string; edit: (lines: string[]) => string[]; says: RegExp }>([
  {
    name: "a text that was changed, with its new hash in manifest.json",
    edit: ([first = "", second = "", ...rest]) => [first, second.replace("INPS", "inps"), ...rest],
    says: /^manifests\/email\.ndjson, line 2 \(\w+\): not what was recorded when it was written$/m,
  },
  {
    name: "a line that was taken out, with the new hash in manifest.json",
    edit: ([, ...rest]) => rest,
    says: /^manifests\/email\.ndjson leaves out \w+, whom it told when it was written$/m,
  },
])("finds, by the ledger: $name", async ({ edit, says }) => {
  const { verify, out } = copyOfCampaign();
  forge(folderOf(out), "email.ndjson", edit);
  expect((await verify()).problems.join("\n")).toMatch(says);
});

test("manifests that are older than the ledger knows, or newer, are not compared line by line", async () => {
  const { verify, withLedger } = copyOfCampaign();
  const record = (version: number) =>
    withLedger(({ writer }) => writer.prepare("update campaigns set recorded_manifest = ?").run(version));
  await record(0);
  expect(await verify()).toMatchObject({ problems: [], notes: [expect.stringContaining("taken note of version 1")] });
  await record(2);
  expect((await verify()).problems).toEqual(["manifests/manifest.json is version 1, the ledger knows version 2"]);
});

test("how far a trial reached is asked of the ledger, whatever campaign.json says", async () => {
  const out = temporaryFolder();
  const campaign = greyCampaign(out, { package: "hls", limit: "2" });
  await campaign.plan();
  await campaign.render();
  await campaign.notify();
  const verify = () => verifyCampaign(campaign.settings, silentProgress);
  expect((await verify()).problems).toEqual([]);
  changeText(summary(folderOf(out)), '"limit": 2', '"limit": 1');
  changeText(summary(folderOf(out)), '"package": "hls"', '"package": "mp4"');
  expect((await verify()).problems.filter((problem) => !problem.startsWith("campaign.json"))).toEqual([]);
});
