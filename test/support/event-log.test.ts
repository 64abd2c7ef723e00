import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { type EventLog, openEventLog } from "../../pipeline/support/event-log.ts";
import { loggedProgress } from "../../pipeline/support/logged-progress.ts";
import { silentProgress } from "../../pipeline/support/progress.ts";

const base = mkdtempSync(path.join(tmpdir(), "event-log-"));
afterAll(() => rmSync(base, { recursive: true }));

let folder: string;
let lost: string[];
beforeEach(() => {
  folder = mkdtempSync(path.join(base, "campaign-"));
  lost = [];
});

const fileIn = (campaign: string) => path.join(campaign, "log.ndjson");
const linesIn = (campaign: string) =>
  readFileSync(fileIn(campaign), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

const open = (echo: Parameters<typeof openEventLog>[1]["echo"] = null): EventLog =>
  openEventLog({ command: "plan", version: "1.2.3" }, { echo, onLoss: (file) => lost.push(file) });

describe("the log of a campaign", () => {
  test("has one object a line, written at once, also what happened before its folder was there", () => {
    const log = open();
    log.write("started");
    const campaign = path.join(folder, "2026-05");
    log.keepIn(campaign);
    mkdirSync(campaign);
    writeFileSync(path.join(campaign, "decisions.csv"), "");
    log.write("warning", { sentence: "Something is odd" }, "warn");
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    const always = { time, command: "plan", version: "1.2.3" };
    expect(linesIn(campaign)).toEqual([
      { ...always, level: "info", event: "started", facts: {} },
      { ...always, level: "warn", event: "warning", facts: { sentence: "Something is odd" } },
    ]);
    log.close();
  });

  test("goes on below what is there, after a line that was cut off", () => {
    writeFileSync(fileIn(folder), '{"event":"earlier"}\n{"event":"cut o');
    const log = open();
    log.keepIn(folder);
    log.write("started");
    log.close();
    const [earlier, cut, started] = readFileSync(fileIn(folder), "utf8").split("\n");
    expect([earlier, cut]).toEqual(['{"event":"earlier"}', '{"event":"cut o']);
    expect(JSON.parse(started ?? "")).toMatchObject({ event: "started" });
  });

  test.each([
    { name: "is not there", contents: null },
    { name: "is empty", contents: [] },
    { name: "was purged", contents: ["campaign.json"] },
  ])("is not kept in a folder that $name", ({ contents }) => {
    const campaign = path.join(folder, "2026-05");
    if (contents) mkdirSync(campaign);
    for (const name of contents ?? []) writeFileSync(path.join(campaign, name), "{}");
    const log = open();
    log.keepIn(campaign);
    log.write("error", { code: "purged-campaign" }, "error");
    log.close();
    expect(readdirSync(folder)).toEqual(contents ? ["2026-05"] : []);
    if (contents) expect(readdirSync(campaign)).toEqual(contents);
  });

  test("that cannot be written stops nothing and is told of once", () => {
    mkdirSync(fileIn(folder));
    const log = open();
    log.keepIn(folder);
    for (const event of ["started", "ended"]) log.write(event);
    log.close();
    expect(lost).toEqual([fileIn(folder)]);
  });
});

test.each([
  { level: "info", events: ["started", "warning", "error"] },
  { level: "warn", events: ["warning", "error"] },
] as const)("an echo from $level on has the same lines", ({ level, events }) => {
  const lines: string[] = [];
  const log = open({ level, write: (line) => void lines.push(line) });
  appendFileSync(path.join(folder, "decisions.csv"), "");
  log.keepIn(folder);
  log.write("started");
  log.write("warning", { sentence: "Something is odd" }, "warn");
  log.write("error", { code: "disk-full" }, "error");
  log.close();
  expect(lines.map((line) => JSON.parse(line).event)).toEqual(events);
  expect(readFileSync(fileIn(folder), "utf8").endsWith(lines.join(""))).toBe(true);
});

test("each piece of work is two events, the second with count and seconds", () => {
  const events: [string, unknown][] = [];
  const progress = loggedProgress(silentProgress, {
    write: (event, facts) => void events.push([event, facts]),
    keepIn: () => {},
    close: () => {},
  });
  const task = progress.start("Deciding", 3, "employers");
  task.advance();
  task.advance(2);
  task.finish("all decided");
  progress.say("Done");
  expect(events).toEqual([
    ["task-started", { label: "Deciding", total: 3, unit: "employers" }],
    [
      "task-ended",
      { label: "Deciding", count: 3, unit: "employers", seconds: expect.any(Number), note: "all decided" },
    ],
    ["note", { sentence: "Done" }],
  ]);
});
