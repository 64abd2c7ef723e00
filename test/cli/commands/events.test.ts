import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { purgeLedgerCommand } from "../../../pipeline/cli/commands/purge-ledger.ts";
import { day } from "../../../pipeline/domain/day.ts";
import type { Notification } from "../../../pipeline/domain/notification.ts";
import { type Postgres, startPostgres } from "../../events/postgres.ts";
import { keptEvents } from "../../serve/served.ts";
import { silentTools } from "../../support/silent-tools.ts";
import { videoguida } from "../program.ts";
import { typeCommand } from "../type-command.ts";
import { type GreyCampaign, toldGreyCampaign } from "./grey-campaign.ts";

const out = mkdtempSync(path.join(tmpdir(), "events-command-"));
let postgres: Postgres;
let campaign: GreyCampaign;
let told: Notification;

beforeAll(async () => {
  postgres = await startPostgres();
  campaign = await toldGreyCampaign(out);
  const manifest = path.join(out, "campaigns/2026-05/manifests/sms.ndjson");
  told = JSON.parse(readFileSync(manifest, "utf8").split("\n", 1)[0] ?? "") as Notification;
}, 120_000);
afterAll(async () => {
  await postgres?.stop();
  rmSync(out, { recursive: true, force: true });
});

const tokenOf = ({ guide_url }: Notification) => guide_url.split("/").at(-1) ?? "";
const door = fileURLToPath(new URL("../../../pipeline/videoguida.js", import.meta.url));
const uuid = (number: number) => `40000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const at = "2026-06-05T08:00:00Z";

function fileOf(name: string, lines: string[]): string {
  const file = path.join(out, name);
  writeFileSync(file, lines.join("\n"));
  return file;
}

const imported = (file: string, ...words: string[]) => typeCommand(["events", "import", file, "--out", out, ...words]);

describe.each([
  { database: "SQLite", newPlace: async () => path.join(out, "events-of-a-portal.sqlite") },
  { database: "PostgreSQL", newPlace: () => postgres.newDatabase() },
])("$database", ({ newPlace }) => {
  test("CSV by token or notification, twice; what is exported comes to nothing new", async () => {
    const place = await newPlace();
    const file = fileOf("portal.csv", [
      "event_id,type,at,token,notification_id,percent,number,service,rating,comment,place",
      `${uuid(1)},opened,${at},${tokenOf(told)},,,,,,,`,
      `${uuid(2)},watched,2026-06-05T10:00:00+02:00,,${told.notification_id},75,,,,,`,
      `${uuid(3)},chapter,${at},${tokenOf(told)},,,3,,,,`,
      `${uuid(4)},service,${at},,${told.notification_id},,,estratto-conto,,,2`,
      `${uuid(5)},rated,${at},${tokenOf(told)},,,,,4,"Chiara, e breve",`,
    ]);
    const first = await imported(file, "--events", place);
    expect([first.exitCode, first.stdout]).toEqual([0, "5 events read: 5 new, 0 known already, 0 not used\n"]);
    const again = await imported(file, "--events", place);
    expect([again.exitCode, again.stdout]).toEqual([0, "5 events read: 0 new, 5 known already, 0 not used\n"]);
    const kept = await keptEvents(place);
    expect(
      kept.map(({ type, percent, number, service, place: from, rating, comment }) => [
        ...[type, percent, number, service, from, rating, comment],
      ]),
    ).toEqual([
      ["opened", null, null, null, null, null, null],
      ["watched", 75, null, null, null, null, null],
      ["chapter", null, 3, null, null, null, null],
      ["service", null, null, "estratto-conto", "2", null, null],
      ["rated", null, null, null, null, 4, "Chiara, e breve"],
    ]);
    expect(new Set(kept.map(({ person }) => person)).size).toBe(1);
    expect(new Set(kept.map((event) => event.at))).toEqual(new Set(["2026-06-05T08:00:00.000Z"]));
    expect(JSON.stringify(kept)).not.toContain(told.employer_id);

    for (const name of ["exported.csv", "exported.ndjson"]) {
      const to = path.join(out, name);
      expect((await typeCommand(["events", "export", "--out", out, "--events", place, "--to", to])).exitCode).toBe(0);
      expect(readFileSync(to, "utf8").trim().split("\n")).toHaveLength(name.endsWith(".csv") ? 6 : 5);
      expect((await imported(to, "--events", place)).stdout).toContain("0 new, 5 known already");
      const elsewhere = path.join(out, `${name}.sqlite`);
      rmSync(elsewhere, { force: true });
      expect((await imported(to, "--events", elsewhere)).stdout).toContain("5 new");
      expect(await keptEvents(elsewhere)).toEqual(kept);
    }
    const none = await videoguida(["events", "export", "--out", out, "--events", place, "--campaign", "2026-08"]);
    expect(none.stdout).toBe("");
    const all = await videoguida(["events", "export", "--out", out, "--events", place]);
    expect(all.stdout).toBe(readFileSync(path.join(out, "exported.ndjson"), "utf8"));
  });
});

test("rows that cannot be used are listed with line and reason, exit 3, and the others are taken", async () => {
  const place = path.join(out, "hostile.sqlite");
  const token = tokenOf(told);
  const lines: [object | string, string, string][] = [
    [{ event_id: uuid(10), type: "opened", at, token }, "", ""],
    [{ event_id: uuid(11), type: "opened", at, token: "unknown" }, "unknown-guide", ""],
    [{ event_id: uuid(12), type: "opened", at, notification_id: "unknown" }, "unknown-guide", ""],
    [{ event_id: uuid(13), type: "opened", at }, "no-guide", ""],
    [{ event_id: uuid(14), type: "opened", at, campaign: "2026-05", person: told.employer_id }, "no-guide", ""],
    [{ event_id: uuid(14), type: "opened", at, campaign: "2031-01", person: "0".repeat(32) }, "unknown-guide", ""],
    [{ event_id: "14", type: "opened", at, token }, "invalid-event", "event_id"],
    [{ event_id: uuid(15), type: "bought", at, token }, "invalid-event", "type"],
    [{ event_id: uuid(16), type: "watched", percent: 30, at, token }, "invalid-event", "percent"],
    [{ event_id: uuid(16), type: "service", service: "a", place: "0", at, token }, "invalid-event", "place"],
    [{ event_id: uuid(17), type: "rated", rating: "5.0", at, token }, "invalid-event", "rating"],
    [{ event_id: uuid(18), type: "rated", rating: 5, comment: "x".repeat(501), at, token }, "invalid-event", "comment"],
    [{ event_id: uuid(19), type: "opened", at: "2026-06-05", token }, "invalid-time", "at"],
    [{ event_id: uuid(20), type: "opened", at: "2026-06-05T08:00:00", token }, "invalid-time", "at"],
    [{ event_id: uuid(21), type: "opened", at: "2026-06-31T08:00:00Z", token }, "invalid-time", "at"],
    [{ event_id: uuid(23), type: "opened", at: "9999-12-31T23:59:59-23:00", token }, "invalid-time", "at"],
    [{ event_id: uuid(24), type: "opened", at: "1999-12-31T23:59:59Z", token }, "invalid-time", "at"],
    [{ event_id: uuid(25), type: "opened", at: "2000-01-01T00:00:00+00:01", token }, "invalid-time", "at"],
    [{ event_id: uuid(26), type: "opened", at: "2099-12-31T23:59:59-00:01", token }, "invalid-time", "at"],
    [{ event_id: uuid(27), type: "opened", at: "2100-01-01T00:00:00+00:01", token }, "", ""],
    ["[]", "malformed-row", ""],
    [{ event_id: uuid(22), type: "played", at, token, extra: "ignored" }, "", ""],
    [{ event_id: uuid(28), type: "played", at, token, actor: "delegate" }, "", ""],
    [{ event_id: uuid(29), type: "played", at, token, actor: "nobody" }, "invalid-event", "actor"],
  ];
  const file = fileOf(
    "portal.ndjson",
    lines.map(([line]) => (typeof line === "string" ? line : JSON.stringify(line))),
  );
  const ended = await imported(file, "--events", place);
  expect([ended.exitCode, ended.stdout]).toEqual([3, "24 events read: 4 new, 0 known already, 20 not used\n"]);
  expect(ended.stderr).toContain("events-rejected.csv");
  const list = readFileSync(path.join(out, "events-rejected.csv"), "utf8").trim().split("\r\n").slice(1);
  expect(list.map((line) => line.split(",").slice(0, 4))).toEqual(
    lines.flatMap(([, code, column], index) =>
      code === "" ? [] : [["portal.ndjson", String(index + 1), code, column]],
    ),
  );
  const kept = (await keptEvents(place)).map(({ type, actor }) => [type, actor]);
  expect(kept).toEqual([
    ["opened", null],
    ["played", null],
    ["played", "delegate"],
    ["opened", null],
  ]);
  for (const secret of [token, told.employer_id, "unknown"]) {
    expect(ended.stderr).not.toContain(secret);
    expect(list.join("\n").replaceAll("unknown-guide", "")).not.toContain(secret);
  }
});

test("a file that cannot be read is one sentence, exit 2", async () => {
  const ended = await videoguida(["events", "import", path.join(out, "none.csv"), "--out", out]);
  expect([ended.exitCode, ended.stdout]).toEqual([2, ""]);
  expect(ended.stderr.trim().split("\n").at(-1)).toMatch(/none\.csv is not there\. Give the path/);
});

test("rows before a quote that is never closed are taken, and the sentence says so", async () => {
  const place = path.join(out, "open-quote.sqlite");
  const header = "event_id,type,at,token,rating,comment";
  const rated = (number: number, comment: string) => `${uuid(number)},rated,${at},${tokenOf(told)},5,${comment}`;
  const ended = await imported(
    fileOf("open-quote.csv", [header, rated(50, "Bene"), rated(51, "Bene"), rated(52, '"Aperto'), rated(53, "Dopo")]),
    "--events",
    place,
  );
  expect([ended.exitCode, ended.stdout]).toEqual([2, ""]);
  expect(ended.stderr).toMatch(/line 4 a quote that is never closed; the rows before that line were taken\. Have it/);
  expect(await keptEvents(place)).toMatchObject([{ event_id: uuid(50) }, { event_id: uuid(51) }]);
});

test("JSON lines come back exactly as they were exported", async () => {
  const place = path.join(out, "exact.sqlite");
  const comments = ["=1+1", "+39 06", "- uno\n- due", "@ tutti", "'già", ' "spazi" ', "à 😀"];
  const rows = comments.map((comment, index) =>
    JSON.stringify({ event_id: uuid(60 + index), type: "rated", rating: 5, comment, at, token: tokenOf(told) }),
  );
  expect((await imported(fileOf("exact.ndjson", rows), "--events", place)).exitCode).toBe(0);
  const kept = await keptEvents(place);
  expect(kept.map(({ comment }) => comment)).toEqual(comments);

  const to = path.join(out, "exact-export.ndjson");
  await typeCommand(["events", "export", "--out", out, "--events", place, "--to", to]);
  const elsewhere = path.join(out, "exact-elsewhere.sqlite");
  expect((await imported(to, "--events", elsewhere)).exitCode).toBe(0);
  expect(await keptEvents(elsewhere)).toEqual(kept);
});

test("a reader of the export that has enough is no error", async () => {
  const place = path.join(out, "many.sqlite");
  const rows = Array.from({ length: 5_000 }, (_, index) =>
    JSON.stringify({ event_id: uuid(1_000 + index), type: "opened", at, token: tokenOf(told) }),
  );
  await imported(fileOf("many.ndjson", rows), "--events", place);
  for (const reader of ["head -n 1", "true"]) {
    const shell = `{ "$@"; echo "exit code $?" >&2; } | ${reader}`;
    const words = ["events", "export", "--out", out, "--events", place];
    const { stdout, stderr } = spawnSync("sh", ["-c", shell, "sh", process.execPath, door, ...words], {
      encoding: "utf8",
    });
    expect([stdout.split("\n").length, stderr]).toEqual([reader === "true" ? 1 : 2, "exit code 0\n"]);
  }
});

test("when a campaign is purged its comments go, and what was counted stays", async () => {
  const place = path.join(out, "purged.sqlite");
  const rated = (number: number, comment: string) =>
    JSON.stringify({ event_id: uuid(number), type: "rated", rating: 5, comment, at, token: tokenOf(told) });
  await imported(fileOf("rated.ndjson", [rated(30, "Grazie a tutti")]), "--events", place);
  const exported = path.join(out, "before-purge.ndjson");
  await typeCommand(["events", "export", "--out", out, "--events", place, "--to", exported]);
  const settings = { ...campaign.settings, today: day("2026-12-01") };
  expect(await purgeLedgerCommand(settings, { ...silentTools() }, { yes: true, events: place })).toBe(0);
  expect(await keptEvents(place)).toMatchObject([{ type: "rated", rating: 5, comment: null }]);
  expect(readFileSync(place, "latin1")).not.toContain("Grazie a tutti");
  expect((await imported(fileOf("late.ndjson", [rated(31, "Dopo")]), "--events", place)).exitCode).toBe(3);

  // An export from before the purge moves what was counted, and no comment.
  const elsewhere = path.join(out, "after-purge.sqlite");
  for (const [to, says] of [
    [place, "0 new, 1 known already, 0 not used"],
    [elsewhere, "1 new, 0 known already, 0 not used"],
  ] as const) {
    expect((await imported(exported, "--events", to)).stdout).toContain(says);
    expect(await keptEvents(to)).toMatchObject([{ event_id: uuid(30), type: "rated", rating: 5, comment: null }]);
    expect(readFileSync(to, "latin1")).not.toContain("Grazie a tutti");
  }
});
