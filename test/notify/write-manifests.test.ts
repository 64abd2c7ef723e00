import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { SelectedEmployer } from "../../pipeline/domain/selected-employer.ts";
import { writeManifests } from "../../pipeline/notify/manifests/write-manifests.ts";
import { readCsvRows } from "../../pipeline/support/read-csv-rows.ts";
import { parseCsv } from "../extract/campaign.ts";
import { worker } from "./employers.ts";
import { readBack, sha256, temporaryFolder, treeOf } from "./manifest-folder.ts";
import { facts, notificationsOf, person } from "./manifest-people.ts";

const onlyMyinps = { mobile: null, email: null, io: false, inpsMobile: false };
const write = (people: SelectedEmployer[], folder: string, reasonWithdrawn?: (id: string) => string) =>
  writeManifests(notificationsOf(people), folder, { ...facts, reasonWithdrawn });

async function rowsOf(file: string): Promise<string[][]> {
  return existsSync(file) ? (await Array.fromAsync(readCsvRows(file))).slice(1) : [];
}

test("what is written can be read back, and manifest.json says what is there", async () => {
  const folder = temporaryFolder();
  await write([person("A"), person("B", { contacts: onlyMyinps })], folder);
  const { manifest, lines } = readBack(folder);
  expect(lines).toHaveLength(6);
  expect(manifest).toMatchObject({
    schema_version: 1,
    campaign: "2026-05",
    version: 1,
    totals: { employers: 2, notifications: 6, by_channel: { myinps: 2, sms: 1, email: 1, io: 1, "inps-mobile": 1 } },
    supersedes: null,
  });
  for (const { name, bytes, sha256: hash } of manifest.files) {
    const content = readFileSync(path.join(folder, name));
    expect([content.byteLength, sha256(content)]).toEqual([bytes, hash]);
  }
});

test("the overview has a row for each notification, a byte order mark, CRLF, and no formula", async () => {
  const folder = temporaryFolder();
  await write([person("A")], folder);
  const text = readFileSync(path.join(folder, "notifications.csv"), "utf8");
  expect(text.startsWith("\ufeffnotification_id,campaign,channel,employer_id,to,")).toBe(true);
  expect(text.endsWith("\r\n")).toBe(true);
  expect(text).toContain(",'+393510000011,");
  expect(text).toContain(`,"'---\nit:\n`);
});

test("the overview shows what each channel says, in one cell, line breaks and quotes included", async () => {
  const folder = temporaryFolder();
  await write([person("A", { firstName: 'Anna "la rossa", detta A' })], folder);
  const [header = [], ...rows] = parseCsv(readFileSync(path.join(folder, "notifications.csv"), "utf8"));
  expect(header.slice(-2)).toEqual(["subject", "text"]);
  const said = rows.map((row) => ({ channel: row[2], subject: row[8], text: row[9] }));
  const { lines } = readBack(folder);
  const messageOf = (channel: string) =>
    lines.find((line) => line.channel === channel)?.message as Record<string, string>;
  const io = messageOf("io").content as unknown as Record<string, string>;
  expect(said).toEqual([
    { channel: "myinps", subject: messageOf("myinps").title, text: messageOf("myinps").body },
    { channel: "sms", subject: "", text: messageOf("sms").text },
    { channel: "email", subject: messageOf("email").subject, text: messageOf("email").text },
    { channel: "io", subject: io.subject, text: io.markdown },
    { channel: "inps-mobile", subject: messageOf("inps-mobile").title, text: messageOf("inps-mobile").body },
  ]);
});

test("nobody selected: empty files, and a manifest.json", async () => {
  const folder = temporaryFolder();
  expect((await write([], folder)).totals.notifications).toBe(0);
  expect(readBack(folder).lines).toEqual([]);
});

test("twice the same changes no byte", async () => {
  const folder = temporaryFolder();
  await write([person("A"), person("B")], folder);
  const before = treeOf(folder);
  expect(await write([person("A"), person("B")], folder)).toMatchObject({ version: 1, isUnchanged: true });
  expect(treeOf(folder)).toEqual(before);
});

test("another result supersedes: the old version is kept whole and named, unchanged lines stay byte for byte", async () => {
  const folder = temporaryFolder();
  await write([person("A"), person("B"), person("C")], folder);
  const old = treeOf(folder);
  const oldLines = readFileSync(path.join(folder, "sms.ndjson"), "utf8").split("\n");
  const renamed = person("B", { firstName: "Berenice" });
  await write([person("A"), renamed, person("D")], folder, () => "all-paid");

  const { manifest } = readBack(folder);
  expect(manifest.version).toBe(2);
  expect(manifest.supersedes).toEqual({
    version: 1,
    manifest_sha256: old["manifest.json"],
    folder: "superseded/1",
    changes: { added: 5, withdrawn: 5, changed: 3, unchanged: 7 },
  });
  expect(treeOf(path.join(folder, "superseded/1"))).toEqual(old);
  expect(readFileSync(path.join(folder, "sms.ndjson"), "utf8").split("\n")[0]).toBe(oldLines[0]);
  const withdrawn = await rowsOf(path.join(folder, "withdrawn.csv"));
  expect(withdrawn.map(([, employerId, channel, reason, version]) => [employerId, channel, reason, version])).toEqual(
    ["myinps", "sms", "email", "io", "inps-mobile"].map((channel) => [
      person("C").employerId,
      channel,
      "all-paid",
      "2",
    ]),
  );
});

test("a name that changes keeps the id, so that nobody is told twice", async () => {
  const folder = temporaryFolder();
  await write([person("A")], folder);
  const before = readBack(folder).lines.map((line) => line.notification_id);
  await write([person("A", { firstName: "Amalia", workers: [worker("Irina", "2026-Q1")] })], folder);
  expect(readBack(folder).lines.map((line) => line.notification_id)).toEqual(before);
  expect(existsSync(path.join(folder, "withdrawn.csv"))).toBe(false);
});

test("withdrawn.csv accumulates, without those who are selected again", async () => {
  const folder = temporaryFolder();
  const list = async () =>
    (await rowsOf(path.join(folder, "withdrawn.csv"))).map(
      ([, id, channel, reason, version]) => `${id?.[0]} ${channel} ${reason} ${version}`,
    );
  const quiet = (letter: string) => person(letter, { contacts: onlyMyinps });

  await write([quiet("A"), quiet("B"), quiet("C")], folder);
  await write([quiet("B"), quiet("C")], folder, () => "paid-in-full");
  expect(await list()).toEqual(["A myinps paid-in-full 2"]);
  await write([quiet("B")], folder);
  expect(await list()).toEqual(["A myinps paid-in-full 2", "C myinps no-longer-selected 3"]);
  await write([quiet("A"), quiet("B")], folder);
  expect(await list()).toEqual(["C myinps no-longer-selected 3"]);
  await write([quiet("B"), quiet("C")], folder, () => "paid-in-full");
  expect(await list()).toEqual(["A myinps paid-in-full 5"]);
  await write([quiet("A"), quiet("B"), quiet("C")], folder);
  expect(existsSync(path.join(folder, "withdrawn.csv"))).toBe(false);
  expect(readBack(folder).manifest.version).toBe(6);
});

test("a channel that closes withdraws its notification only", async () => {
  const folder = temporaryFolder();
  await write([person("A")], folder);
  await write(
    [person("A", { contacts: { mobile: null, email: null, io: true, inpsMobile: true } })],
    folder,
    () => "paid-in-full",
  );
  const rows = await rowsOf(path.join(folder, "withdrawn.csv"));
  expect(rows.map(([, , channel, reason]) => [channel, reason])).toEqual([
    ["sms", "channel-closed"],
    ["email", "channel-closed"],
  ]);
});

test("a damaged file is restored when nothing else changed", async () => {
  const folder = temporaryFolder();
  await write([person("A")], folder);
  const before = treeOf(folder);
  appendFileSync(path.join(folder, "sms.ndjson"), "{}\n");
  rmSync(path.join(folder, "io.ndjson"));
  await write([person("A")], folder);
  expect(treeOf(folder)).toEqual(before);
});

test("a damaged file stops a new version, which could not tell what may have been sent", async () => {
  const folder = temporaryFolder();
  await write([person("A"), person("B")], folder);
  for (const { name, content } of [
    { name: "sms.ndjson", content: "" },
    { name: "manifest.json", content: "{}" },
  ]) {
    writeFileSync(path.join(folder, name), content);
    const damaged = treeOf(folder);
    await expect(write([person("A")], folder)).rejects.toThrow(`${name} was changed`);
    expect(treeOf(folder)).toEqual(damaged);
  }
});

test("employers out of order are a bug, and leave what was there", async () => {
  const folder = temporaryFolder();
  await write([person("A")], folder);
  const before = treeOf(folder);
  await expect(write([person("B"), person("A")], folder)).rejects.toThrow(RangeError);
  await expect(write([person("A"), person("A")], folder)).rejects.toThrow(RangeError);
  expect(treeOf(folder)).toEqual(before);
});
