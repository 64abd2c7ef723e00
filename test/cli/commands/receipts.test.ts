import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Notification } from "../../../pipeline/domain/notification.ts";
import { videoguida } from "../program.ts";
import { typeCommand } from "../type-command.ts";
import { type GreyCampaign, toldGreyCampaign } from "./grey-campaign.ts";

const out = mkdtempSync(path.join(tmpdir(), "receipts-command-"));
const folder = path.join(out, "campaigns/2026-05");
let campaign: GreyCampaign;
let told: Notification[];

beforeAll(async () => {
  campaign = await toldGreyCampaign(out);
  told = ["myinps", "sms", "email", "io", "inps-mobile"].flatMap((channel) =>
    readFileSync(path.join(folder, "manifests", `${channel}.ndjson`), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Notification),
  );
}, 120_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

const header = "notification_id,status,at,detail";
const asLine = (value: unknown) => `${JSON.stringify(value)}\n`;

function importRows(...rows: string[]) {
  const file = path.join(out, "receipts.csv");
  writeFileSync(file, [header, ...rows, ""].join("\n"));
  return typeCommand(["receipts", "import", file, "--out", out]);
}

const unreachable = () =>
  readFileSync(path.join(folder, "unreachable.csv"), "utf8")
    .replace("\ufeff", "")
    .trim()
    .split("\r\n")
    .slice(1)
    .map((line) => line.split(",") as [string, string]);

const others = (employerId: string) =>
  told.filter((one) => one.employer_id === employerId && one.channel !== "myinps").map(({ channel }) => channel);

test("whoever has no channel but MyINPS is unreachable from the start", () => {
  const alone = told.filter((one) => one.channel === "myinps" && others(one.employer_id).length === 0);
  expect(alone.length).toBeGreaterThan(0);
  expect(unreachable()).toEqual(alone.map(({ employer_id }) => [employer_id, "no-channel"]).sort());
});

test("receipts are kept once, shown by inspect, and say whom nothing reached", async () => {
  const several = told.find((one) => one.channel === "sms" && others(one.employer_id).length > 1);
  const employerId = several?.employer_id ?? "";
  const own = told.filter((one) => one.employer_id === employerId);
  const rows = own.flatMap(({ notification_id, channel }) => [
    `${notification_id},accepted,2026-06-05T08:00:00Z,`,
    channel === "myinps"
      ? `${notification_id},read,2026-06-05T10:00:00+02:00,`
      : `${notification_id},bounced,2026-06-05T09:00:00Z,"mailbox full, for days"`,
  ]);
  const first = await importRows(...rows, rows[0] ?? "");
  expect([first.exitCode, first.stdout]).toEqual([
    0,
    `${rows.length + 1} receipts read: ${rows.length} new, 1 known already, 0 not used\n`,
  ]);
  expect((await importRows(...rows)).stdout).toContain(`0 new, ${rows.length} known already`);
  expect(unreachable()).toContainEqual([employerId, "not-delivered"]);

  const words = ["inspect", employerId, "--campaign", "2026-05", "--out", out];
  const screen = (await typeCommand(words)).stdout;
  expect(screen).toMatch(/myinps {7}read {6}2026-06-05T08:00:00\.000Z/);
  expect(screen).toMatch(/bounced {3}2026-06-05T09:00:00\.000Z {2}mailbox full, for days/);
  const { receipts } = JSON.parse((await typeCommand([...words, "--json"])).stdout);
  expect(receipts).toHaveLength(rows.length);

  // One that arrived after all: there is a channel again.
  await importRows(`${several?.notification_id},delivered,2026-06-06T09:00:00Z,`);
  expect(unreachable().map(([id]) => id)).not.toContain(employerId);
});

test("only campaigns of which something new is reported are brought up to date", async () => {
  const before = path.join(out, "campaigns/2026-02");
  await campaign.withLedger(({ writer }) =>
    writer.exec("insert into campaigns (campaign, recorded_manifest) values ('2026-02', 1)"),
  );
  const file = path.join(folder, "unreachable.csv");
  const row = `${told[0]?.notification_id},accepted,2026-06-07T07:00:00Z,`;
  rmSync(file);
  expect((await importRows(row)).stdout).toContain("1 new");
  expect([existsSync(file), existsSync(before)]).toEqual([true, false]);
  rmSync(file);
  // Whoever imported it before may have been killed before it came to that.
  expect((await importRows(row)).stdout).toContain("0 new");
  expect(existsSync(file)).toBe(true);
});

test("rows that cannot be used are listed with line and reason, exit 3, and the others are taken", async () => {
  const { notification_id: id = "", employer_id: employerId = "" } = told[0] ?? {};
  const ended = await importRows(
    `${id},read,2026-06-07T08:00:00Z,`,
    "unknown,read,2026-06-07T08:00:00Z,",
    ",read,2026-06-07T08:00:00Z,",
    `${id},seen,2026-06-07T08:00:00Z,`,
    `${id},read,2026-06-07,`,
    `${id},read,2026-06-31T08:00:00Z,`,
    `${id},read`,
    `${id},READ,2026-06-08T08:00:00Z,${"x".repeat(500)}`,
    `${id},read,9999-12-31T23:59:59-23:00,`,
    `${id},bounced,2026-06-09T08:00:00Z,${"x".repeat(70_000)}`,
    `${id},bounced,2026-06-09T08:00:00Z,casella "piena"`,
  );
  expect([ended.exitCode, ended.stdout]).toEqual([3, "11 receipts read: 3 new, 0 known already, 8 not used\n"]);
  const list = readFileSync(path.join(out, "receipts-rejected.csv"), "utf8").trim().split("\r\n").slice(1);
  expect(list.map((line) => line.split(",").slice(1, 4))).toEqual([
    ["3", "unknown-notification", "notification_id"],
    ["4", "unknown-notification", "notification_id"],
    ["5", "invalid-status", "status"],
    ["6", "invalid-time", "at"],
    ["7", "invalid-time", "at"],
    ["8", "malformed-row", ""],
    ["10", "invalid-time", "at"],
    ["11", "malformed-row", ""],
  ]);
  for (const secret of [id, employerId, "seen"]) expect(ended.stderr + list.join()).not.toContain(secret);
});

test("JSON lines: the reason of a malformed row is true for them too", async () => {
  const id = told[0]?.notification_id ?? "";
  const file = path.join(out, "receipts.ndjson");
  writeFileSync(file, [{ notification_id: id, status: "read", at: "2026-06-10T08:00:00Z" }, [id]].map(asLine).join(""));
  const ended = await videoguida(["receipts", "import", file, "--out", out]);
  expect([ended.exitCode, ended.stdout]).toEqual([3, "2 receipts read: 1 new, 0 known already, 1 not used\n"]);
  expect(readFileSync(path.join(out, "receipts-rejected.csv"), "utf8")).toMatch(
    /receipts\.ndjson,2,malformed-row,,"?The row cannot be read: .* no flat JSON object/,
  );
});

test("rows before a quote that is never closed are taken, and the sentence says so", async () => {
  const id = told[0]?.notification_id ?? "";
  const before = `${id},read,2026-06-11T08:00:00Z,`;
  rmSync(path.join(folder, "unreachable.csv"), { force: true });
  const ended = await importRows(before, `${id},read,2026-06-12T08:00:00Z,"aperto`, before);
  expect(unreachable().length).toBeGreaterThan(0);
  expect([ended.exitCode, ended.stdout]).toEqual([2, ""]);
  expect(ended.stderr).toMatch(/line 3 a quote that is never closed; the rows before that line were taken\. Have it/);
  expect((await importRows(before)).stdout).toContain("0 new, 1 known already");
});

test("without its columns, or a ledger, nothing is taken", async () => {
  const file = path.join(out, "other.csv");
  writeFileSync(file, "id,status\n");
  const other = await videoguida(["receipts", "import", file, "--out", out]);
  expect([other.exitCode, other.stderr]).toEqual([
    2,
    expect.stringMatching(/has no column notification_id, at\. Give/),
  ]);
  const none = await videoguida(["receipts", "import", file, "--out", path.join(out, "none")]);
  expect([none.exitCode, none.stderr]).toEqual([2, expect.stringMatching(/holds no ledger/)]);
});
