import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { prepareBundle } from "../render/prepared-bundle.ts";
import { videoguida } from "./program.ts";
import { typeCommand } from "./type-command.ts";

const fixtures = fileURLToPath(new URL("../../fixtures/extracts", import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), "bad-input-"));
afterAll(() => rmSync(folder, { recursive: true }));

let next = 0;
const newFolder = () => path.join(folder, String(next++));

/** A copy of the fixtures with one file changed, or taken away. */
function extractsWith(file: string, change: (text: string) => string | Buffer | null): string {
  const copy = newFolder();
  cpSync(fixtures, copy, { recursive: true });
  const changed = change(readFileSync(path.join(copy, file), "utf8"));
  if (changed === null) rmSync(path.join(copy, file));
  else writeFileSync(path.join(copy, file), changed);
  return copy;
}

const configWith = (text: string) => {
  const file = `${newFolder()}.json`;
  writeFileSync(file, text);
  return file;
};

/** One sentence or two on one line, a full stop at the end. */
const oneLine = /^[^\n]+\.\n$/;

describe("bad usage: exit code 2, one line with the next step, no campaign folder", () => {
  test.each([
    { name: "an unknown option", options: () => ["--colour", "blue"], says: /--colour/ },
    { name: "a campaign that is no month", options: () => ["--campaign", "2026-13"], says: /--campaign/ },
    { name: "a month without a campaign", options: () => ["--campaign", "2026-04"], says: /02, 05, 08 and 11/ },
    { name: "a day that does not exist", options: () => ["--as-of", "2026-02-30"], says: /--as-of/ },
    {
      name: "a day whose half year ends after the calendar",
      options: () => ["--as-of", "9999-12-31"],
      says: /--as-of/,
    },
    { name: "an unknown audience", options: () => ["--audience", "everybody"], says: /all, under-76/ },
    { name: "an unknown packaging", options: () => ["--package", "avi"], says: /mp4, hls, both/ },
    { name: "a percentage that is none", options: () => ["--max-rejected", "lots"], says: /--max-rejected/ },
    { name: "a limit of nothing", options: () => ["--limit", "0"], says: /--limit/ },
    { name: "an option without its value", options: () => ["--campaign"], says: /--campaign/ },
    { name: "a settings file that is not there", options: () => ["--config", "nowhere.json"], says: /nowhere\.json/ },
    { name: "a settings file that is no JSON", options: () => ["--config", configWith("{")], says: /not JSON/ },
    { name: "an unknown setting", options: () => ["--config", configWith('{"colour":"blue"}')], says: /colour/ },
    {
      name: "a setting of the wrong form",
      options: () => ["--config", configWith('{"firstQuarter":"spring"}')],
      says: /firstQuarter/,
    },
    {
      name: "a setting that would break what is sent",
      options: () => ["--config", configWith('{"sender":{"emailFrom":"INPS\\nBcc: x@posta.example"}}')],
      says: /sender\.emailFrom: must be one line/,
    },
    { name: "extracts that are not there", options: () => ["--extracts", "nowhere"], says: /nowhere/ },
    {
      name: "a file too few",
      options: () => ["--extracts", extractsWith("contributions.csv", () => null)],
      says: /contributions\.csv/,
    },
    {
      name: "a column too few",
      options: () => ["--extracts", extractsWith("employers.csv", (text) => text.replace("first_name", "name"))],
      says: /first_name/,
    },
    {
      name: "a column twice",
      options: () => ["--extracts", extractsWith("employers.csv", (text) => text.replace("birth_date", "first_name"))],
      says: /first_name/,
    },
    {
      name: "an empty file",
      options: () => ["--extracts", extractsWith("relationships.csv", () => "")],
      says: /relationships\.csv/,
    },
    {
      name: "a picture instead of a table",
      options: () => ["--extracts", extractsWith("employers.csv", () => Buffer.from([0xff, 0xd8, 0xff, 0, 0, 16]))],
      says: /employers\.csv/,
    },
    {
      name: "a quote that is never closed",
      options: () => ["--extracts", extractsWith("contributions.csv", (text) => `${text}"R-1,2026-Q1,,,,\n`)],
      says: /quote/,
    },
  ])("$name", async ({ options, says }) => {
    const out = newFolder();
    const given = options();
    const extracts = given.includes("--extracts") ? [] : ["--extracts", fixtures];
    const ended = await typeCommand(["run", "--out", out, ...extracts, ...given]);
    expect(ended.exitCode, ended.stderr).toBe(2);
    const lines = ended.stderr
      .split("\n")
      .filter((line) => !/^Warning: \S+: unknown columns/.test(line))
      .join("\n");
    expect(lines).toMatch(says);
    expect(lines).toMatch(oneLine);
    expect(existsSync(path.join(out, "campaigns"))).toBe(false);
  });

  test.each([
    { name: "no command", words: [] },
    { name: "an unknown command", words: ["dance"] },
    { name: "run without extracts", words: ["run"] },
    { name: "inspect without an employer", words: ["inspect"] },
    { name: "render before plan", words: ["render"] },
    { name: "notify before plan", words: ["notify"] },
  ])("$name", async ({ words }) => {
    const out = newFolder();
    const ended = await videoguida(words.length > 0 && words[0] !== "dance" ? [...words, "--out", out] : words);
    expect(ended.exitCode, ended.stderr).toBe(2);
    expect(ended.stderr).not.toMatch(/\n {4}at /);
    expect(existsSync(path.join(out, "campaigns"))).toBe(false);
  });

  test("the program itself says it of settings and of extracts too, and of nothing else", async () => {
    const out = newFolder();
    const words = ["run", "--out", out, "--campaign", "2026-05", "--quiet"];
    const unknownSetting = ["--extracts", fixtures, "--config", configWith('{"colour":"blue"}')];
    const emptyFile = ["--extracts", extractsWith("relationships.csv", () => "")];
    for (const wrong of [unknownSetting, emptyFile])
      expect(await videoguida([...words, ...wrong])).toMatchObject({
        ...{ exitCode: 2, stdout: "", stderr: expect.stringMatching(oneLine) },
      });
    expect(existsSync(path.join(out, "campaigns"))).toBe(false);
  });
});

test("--help and --version are no errors", async () => {
  expect(await videoguida(["--help"])).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("notify") });
  expect(await videoguida(["--version"])).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
});

test("an output folder that cannot be made is one sentence, exit 1", async () => {
  const file = newFolder();
  writeFileSync(file, "in the way");
  const ended = await videoguida([
    "run",
    "--extracts",
    fixtures,
    "--campaign",
    "2026-05",
    "--out",
    path.join(file, "out"),
  ]);
  expect(ended).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(oneLine) });
});

test("events that cannot be opened are found out before anything is written, exit 1", async () => {
  const [out, events] = [newFolder(), newFolder()];
  writeFileSync(events, "no database ".repeat(1_000));
  const words = ["--extracts", fixtures, "--campaign", "2026-05", "--out", out, "--events", events];
  const ended = await videoguida(["run", ...words]);
  expect(ended).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/events cannot be kept in/) });
  expect(existsSync(out)).toBe(false);
});

test.runIf(process.getuid?.() !== 0)("an output folder that may not be written is one sentence, exit 1", async () => {
  const out = newFolder();
  mkdirSync(out);
  chmodSync(out, 0o500);
  const ended = await videoguida(["run", "--extracts", fixtures, "--campaign", "2026-05", "--out", out]);
  expect(ended).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(oneLine) });
});

test.each(["/nonexistent/chromium", "/bin/false"])(
  "a browser that does not start (%s) is one sentence, exit 1",
  async (browserExecutable) => {
    const config = configWith(JSON.stringify({ render: { browserExecutable } }));
    const out = newFolder();
    const words = [
      "--extracts",
      fixtures,
      "--campaign",
      "2026-05",
      "--limit",
      "1",
      "--out",
      out,
      "--config",
      config,
      "--quiet",
    ];
    await prepareBundle(out);
    const ended = await videoguida(["run", ...words]);
    const said = ended.stderr.replace(/^Warning: .*\n/gm, "");
    expect({ ...ended, said }, ended.stderr).toMatchObject({ exitCode: 1, said: expect.stringMatching(oneLine) });
    expect(existsSync(path.join(out, "campaigns", "2026-05", "manifests"))).toBe(false);
  },
);
