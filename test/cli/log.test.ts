import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { videoguida } from "./program.ts";

const folder = mkdtempSync(path.join(tmpdir(), "log-"));
afterAll(() => rmSync(folder, { recursive: true }));

const out = path.join(folder, "out");
const campaign = path.join(out, "campaigns", "2026-05");
const where = ["--campaign", "2026-05", "--out", out];
const extracts = ["--extracts", "fixtures/extracts"];

type Line = { command: string; event: string; facts: Record<string, unknown> };
const parse = (text: string): Line[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
const logged = () => parse(readFileSync(path.join(campaign, "log.ndjson"), "utf8"));

let planned: Awaited<ReturnType<typeof videoguida>>;
beforeAll(async () => {
  planned = await videoguida(["plan", ...extracts, ...where, "--log-json"]);
});

test("a plan tells the log what it did, how long it took and how it ended", () => {
  expect(planned.exitCode, planned.stderr).toBe(0);
  const lines = logged();
  expect(lines[0]).toMatchObject({ level: "info", command: "plan", event: "started" });
  expect(lines[1]).toMatchObject({ event: "settings", facts: { campaign: "2026-05", as_of: "2026-05-31" } });
  expect(lines).toContainEqual(
    expect.objectContaining({ event: "task-ended", facts: expect.objectContaining({ label: "Deciding", count: 21 }) }),
  );
  expect(lines.at(-1)).toMatchObject({ event: "ended", facts: { exit_code: 0, seconds: expect.any(Number) } });
});

test("with --log-json standard error has the same lines and nothing else", () => {
  expect(parse(planned.stderr)).toEqual(logged());
});

test("nobody is in the log", () => {
  const text = readFileSync(path.join(campaign, "log.ndjson"), "utf8");
  const [, ...employers] = readFileSync("fixtures/extracts/employers.csv", "utf8").trim().split("\n");
  const [, ...relationships] = readFileSync("fixtures/extracts/relationships.csv", "utf8").trim().split("\n");
  const ids = [...employers, ...relationships].map((row) => row.split(/[,;\t]/)[0] ?? "").filter((id) => id !== "");
  expect(ids.length).toBeGreaterThan(50);
  expect(ids.filter((id) => text.includes(id))).toEqual([]);
});

test("an error stands in the log with its code, and on standard error as a line of JSON", async () => {
  const before = logged().length;
  const wrong = path.join(folder, "wrong");
  cpSync("fixtures/extracts", wrong, { recursive: true });
  rmSync(path.join(wrong, "contributions.csv"));
  const ended = await videoguida(["plan", "--extracts", wrong, ...where, "--log-json", "--quiet"]);
  expect(ended.exitCode).toBe(2);
  const [error] = parse(ended.stderr);
  expect(error).toMatchObject({ level: "error", event: "error", facts: { code: expect.stringMatching(/^[a-z-]+$/) } });
  expect(logged().slice(before)).toContainEqual(error);
  expect(logged().at(-1)).toMatchObject({ event: "ended", facts: { exit_code: 2 } });
});

test("a refused extract makes no folder for its log", async () => {
  const elsewhere = path.join(folder, "elsewhere");
  const wrong = mkdtempSync(path.join(folder, "empty-"));
  writeFileSync(path.join(wrong, "employers.csv"), "");
  const words = ["run", "--extracts", wrong, "--campaign", "2026-05", "--out", elsewhere, "--log-json"];
  const ended = await videoguida(words);
  expect(ended.exitCode).toBe(2);
  expect(parse(ended.stderr).at(-1)).toMatchObject({ event: "ended", facts: { exit_code: 2 } });
  expect(existsSync(path.join(elsewhere, "campaigns"))).toBe(false);
});

test("what was left undone is told in JSON too: the heading, without the lines below it", async () => {
  const old = path.join(out, "campaigns", "2020-02");
  mkdirSync(old);
  writeFileSync(path.join(old, "decisions.csv"), "employer_id\n");
  const ended = await videoguida(["purge", "--out", out, "--log-json"]);
  rmSync(old, { recursive: true });
  expect(ended.exitCode).toBe(3);
  expect(parse(ended.stderr)).toContainEqual(
    expect.objectContaining({
      level: "error",
      event: "failures",
      facts: { sentence: expect.stringMatching(/^Not purged/) },
    }),
  );
});

test("what was typed wrongly is not repeated in JSON: it might name somebody", async () => {
  const ended = await videoguida(["report", "--RSSMRA80A01H501U", "--log-json"]);
  expect(ended).toMatchObject({ exitCode: 2, stderr: expect.not.stringContaining("RSSMRA80A01H501U") });
  expect(parse(ended.stderr)).toContainEqual(
    expect.objectContaining({ event: "error", facts: { code: "commander.unknownOption" } }),
  );
});

test.each([
  ["verify", ...where],
  ["inspect", "RSSMRA80A01H501U", ...where],
])("%s only reads, and keeps no log", async (...words) => {
  const before = logged();
  const names = readdirSync(out);
  await videoguida(words);
  expect(logged()).toEqual(before);
  expect(readdirSync(out)).toEqual(names);
});
