import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { Notification } from "../../pipeline/domain/notification.ts";
import type { SelectedEmployer } from "../../pipeline/domain/selected-employer.ts";
import { contentDigest, type RecordedNotification } from "../../pipeline/notify/manifests/recorded-manifests.ts";
import {
  type ManifestFacts,
  type ProposedChanges,
  writeManifests,
} from "../../pipeline/notify/manifests/write-manifests.ts";
import { buildNotifications } from "../../pipeline/notify/messages/build-notifications.ts";
import { parseCsv } from "../extract/campaign.ts";
import { context, guideFor } from "./employers.ts";
import { readBack, sha256, temporaryFolder, treeOf } from "./manifest-folder.ts";
import { facts, person } from "./manifest-people.ts";

const onlyMyinps = { mobile: null, email: null, io: false, inpsMobile: false };
const withSms = { ...onlyMyinps, mobile: "+393510000011" };
const quiet = (letter: string, changes: Partial<SelectedEmployer> = {}) =>
  person(letter, { contacts: onlyMyinps, ...changes });

type Guide = { videoId?: string; guideUrl?: string };

/** Writes a version that tells these people, each of the guide given or of their own. */
function write(folder: string, people: [SelectedEmployer, Guide?][], more: Partial<ManifestFacts> = {}) {
  async function* batches(): AsyncGenerator<Notification[]> {
    for (const [someone, guide] of people)
      yield buildNotifications(someone, { ...guideFor(someone), ...guide }, context);
  }
  return writeManifests(batches(), folder, { ...facts, ...more });
}

function changesIn(folder: string): string[] {
  return parseCsv(readFileSync(path.join(folder, "changes.csv"), "utf8"))
    .slice(1)
    .map(([, employerId, channel, change, reason]) => `${employerId?.[0]} ${channel} ${change} ${reason}`);
}

test("changes.csv says of each version what is different from the one before, and why", async () => {
  const folder = temporaryFolder();
  const first = await write(folder, [[quiet("A")], [person("B", { contacts: withSms })], [quiet("D")], [quiet("E")]]);
  expect(changesIn(folder)).toEqual([
    "A myinps added selected",
    "B myinps added selected",
    "B sms added selected",
    "D myinps added selected",
    "E myinps added selected",
  ]);
  expect(first.changes).toEqual({ added: 5, changed: 0, withdrawn: 0, unchanged: 0 });

  const second = await write(
    folder,
    [
      [quiet("A"), { videoId: "f".repeat(32) }],
      [quiet("B")],
      [quiet("C")],
      [quiet("D"), { guideUrl: "https://guide.example/guide/elsewhere" }],
      [quiet("E", { firstName: "Elena" })],
    ],
    { reasonWithdrawn: () => "all-paid" },
  );
  expect(changesIn(folder)).toEqual([
    "A myinps changed guide-changed",
    "B sms withdrawn channel-closed",
    "C myinps added selected",
    "D myinps changed address-changed",
    "E myinps changed text-changed",
  ]);
  expect(second.changes).toEqual({ added: 1, changed: 3, withdrawn: 1, unchanged: 1 });

  const third = await write(folder, [[person("B", { contacts: withSms })], [quiet("C")]], {
    reasonWithdrawn: () => "all-paid",
  });
  expect(changesIn(folder)).toEqual([
    "A myinps withdrawn all-paid",
    "B sms added selected-again",
    "D myinps withdrawn all-paid",
    "E myinps withdrawn all-paid",
  ]);
  expect(third.changes).toEqual({ added: 1, changed: 0, withdrawn: 3, unchanged: 2 });
});

test("changes.csv is in manifest.json, for spreadsheets, and kept with the version that was replaced", async () => {
  const folder = temporaryFolder();
  await write(folder, [[quiet("A")]]);
  const content = readFileSync(path.join(folder, "changes.csv"));
  const { notification_id, employer_id } = readBack(folder).lines[0] as Notification;
  expect(content.toString("utf8")).toBe(
    `\ufeffnotification_id,employer_id,channel,change,reason\r\n${notification_id},${employer_id},myinps,added,selected\r\n`,
  );
  expect(readBack(folder).manifest.files).toContainEqual({
    name: "changes.csv",
    rows: 1,
    bytes: content.byteLength,
    sha256: sha256(content),
  });
  await write(folder, [[quiet("A")], [quiet("B")]]);
  expect(readFileSync(path.join(folder, "superseded/1/changes.csv"))).toEqual(content);
});

test("nothing different: nothing is written, and the summary says so", async () => {
  const folder = temporaryFolder();
  await write(folder, [[quiet("A")], [quiet("B")]]);
  const before = treeOf(folder);
  const again = await write(folder, [[quiet("A")], [quiet("B")]]);
  expect(again.changes).toEqual({ added: 0, changed: 0, withdrawn: 0, unchanged: 2 });
  expect(treeOf(folder)).toEqual(before);
});

test("a version of before, which had no changes.csv, is superseded whole", async () => {
  const folder = temporaryFolder();
  await write(folder, [[quiet("A")]]);
  asWrittenBefore(folder);
  const old = treeOf(folder);
  await write(folder, [[quiet("A")], [quiet("B")]]);
  expect(treeOf(path.join(folder, "superseded/1"))).toEqual(old);
  expect(changesIn(folder)).toEqual(["B myinps added selected"]);
});

/** Removes changes.csv from a finished version. */
function asWrittenBefore(folder: string): void {
  rmSync(path.join(folder, "changes.csv"));
  const manifestFile = path.join(folder, "manifest.json");
  const manifest = JSON.parse(readFileSync(manifestFile, "utf8")) as { files: { name: string }[] };
  manifest.files = manifest.files.filter(({ name }) => name !== "changes.csv");
  writeFileSync(manifestFile, JSON.stringify(manifest));
}

/** What a ledger would know of a folder's version 1, in which the people of these letters were withdrawn before. */
function recordOf(folder: string, withdrawn: string) {
  const notifications = readBack(folder)
    .lines.map(
      (line): RecordedNotification => ({
        notificationId: line.notification_id,
        recipientId: line.employer_id,
        channel: line.channel,
        videoId: line.video_id,
        contentSha256: contentDigest(line),
        state: withdrawn.includes(line.employer_id[0] as string) ? "withdrawn" : "written",
        manifestVersion: 1,
      }),
    )
    .sort((a, b) => (a.recipientId < b.recipientId ? -1 : 1));
  return {
    version: 1,
    notifications: async function* () {
      yield* notifications;
    },
  };
}

test("the folder was moved away: changes.csv goes by what was recorded", async () => {
  const [before, folder] = [temporaryFolder(), temporaryFolder()];
  await write(
    before,
    [..."ABCDEF"].map((letter) => [quiet(letter)]),
  );
  const proposed: ProposedChanges[] = [];
  const { changes } = await write(
    folder,
    [
      [quiet("A")],
      [quiet("C"), { videoId: "f".repeat(32) }],
      [quiet("D", { firstName: "Diana" })],
      [quiet("E")],
      [quiet("G")],
    ],
    {
      recorded: recordOf(before, "EF"),
      reasonWithdrawn: () => "all-paid",
      approve: (change) => void proposed.push(change),
    },
  );
  expect(changesIn(folder)).toEqual([
    "B myinps withdrawn all-paid",
    "C myinps changed guide-changed",
    "D myinps changed text-changed",
    "E myinps added selected-again",
    "G myinps added selected",
  ]);
  expect(changes).toEqual({ added: 2, changed: 2, withdrawn: 1, unchanged: 1 });
  expect(proposed).toEqual([{ ...changes, changedAddresses: 0, standing: 4 }]);
  const withdrawn = parseCsv(readFileSync(path.join(folder, "withdrawn.csv"), "utf8")).slice(1);
  expect(withdrawn.map(([, id, , reason, version]) => `${id?.[0]} ${reason} ${version}`)).toEqual([
    "B all-paid 2",
    "F all-paid 1",
  ]);
});

test("who approves is told of every change before it is made", async () => {
  const folder = temporaryFolder();
  const proposed: ProposedChanges[] = [];
  const approve = (changes: ProposedChanges) => {
    expect(existsSync(path.join(folder, `superseded/${proposed.length}`))).toBe(false);
    proposed.push(changes);
  };
  await write(folder, [[quiet("A")], [quiet("B")], [quiet("C")]], { approve });
  await write(folder, [[quiet("A"), { guideUrl: "https://guide.example/guide/elsewhere" }], [quiet("C")]], { approve });
  await write(folder, [[quiet("A"), { guideUrl: "https://guide.example/guide/elsewhere" }], [quiet("C")]], { approve });
  expect(proposed).toEqual([
    { added: 3, changed: 0, withdrawn: 0, unchanged: 0, changedAddresses: 0, standing: 0 },
    { added: 0, changed: 1, withdrawn: 1, unchanged: 1, changedAddresses: 1, standing: 3 },
  ]);
});

test.each<{ name: string; first: string }>([
  { name: "the first version", first: "" },
  { name: "a later version", first: "AB" },
])("$name is not approved: nothing has changed, nothing is left over", async ({ first }) => {
  const folder = temporaryFolder();
  if (first !== "")
    await write(
      folder,
      [...first].map((letter) => [quiet(letter)]),
    );
  const before = treeOf(folder);
  const approve = () => Promise.reject(new Error("too many"));
  await expect(write(folder, [[quiet("C")]], { approve })).rejects.toThrow("too many");
  expect(treeOf(folder)).toEqual(before);
  expect(readdirSync(folder)).not.toContain(".next");
});

test("an altered changes.csv is restored when nothing else changed, in the first version and later", async () => {
  const folder = temporaryFolder();
  const versions: [SelectedEmployer, Guide?][][] = [
    [[quiet("A")], [quiet("B")], [quiet("C")]],
    [[quiet("B", { firstName: "Berenice" })], [quiet("C")]],
    [[quiet("A")], [quiet("B")]],
  ];
  for (const people of versions) {
    await write(folder, people, { reasonWithdrawn: () => "all-paid" });
    const before = treeOf(folder);
    writeFileSync(path.join(folder, "changes.csv"), "saved by a spreadsheet");
    await write(folder, people);
    expect(treeOf(folder)).toEqual(before);
  }
});

test("changes.csv cannot be made again once the version before is gone: said in one sentence", async () => {
  const folder = temporaryFolder();
  for (const letters of ["AB", "BC"])
    await write(
      folder,
      [...letters].map((letter) => [quiet(letter)]),
    );
  rmSync(path.join(folder, "superseded"), { recursive: true });
  writeFileSync(path.join(folder, "changes.csv"), "a,b\r\nc\r\n");
  await expect(write(folder, [[quiet("B")], [quiet("C")]])).rejects.toThrow(/changes\.csv, line 2, was changed after/);
});
