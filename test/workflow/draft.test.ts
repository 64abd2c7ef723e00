import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  currentRows,
  extractsWith,
  fixtures,
  prepareScenes,
  runFixtures,
  sessionOnCopy,
  settingsFile,
} from "../cli/commands/command-session.ts";
import { treeOf } from "../notify/manifest-folder.ts";

const whole = mkdtempSync(path.join(tmpdir(), "draft-"));
afterAll(() => rmSync(whole, { recursive: true }));
beforeAll(() => runFixtures(whole));

/** What was published, without the draft and without what only says when something was done. */
function published(folder: string): Record<string, string> {
  const { "log.ndjson": _log, ...files } = treeOf(folder);
  return Object.fromEntries(Object.entries(files).filter(([name]) => !/^(draft|report)\//.test(name)));
}

/** Giuseppe has paid for one of his two workers. */
const corrected = () =>
  extractsWith({
    "contributions.csv": (text) => text.replace("RL0002;2026-Q1;287,30;;", "RL0002;2026-Q1;287,30;287,30;"),
  });

test.each([
  { name: "corrected extracts", options: () => ["--extracts", corrected()] },
  { name: "another package", options: () => ["--extracts", fixtures, "--package", "hls"] },
  {
    name: "other settings",
    options: () => ["--extracts", fixtures, "--config", settingsFile({ sender: { name: "Ufficio di prova" } })],
  },
  { name: "fewer guides", options: () => ["--extracts", fixtures, "--limit", "100"] },
])("a plan with $name changes nothing that was published; run takes it over", async ({ options }) => {
  const { type, out, folder, ledgerRows } = sessionOnCopy(whole);
  const words = options();
  const [before, rowsBefore] = [published(folder), currentRows(await ledgerRows())];

  const planned = await type("plan", ...words);
  expect(planned, planned.stderr).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining("this plan is a draft"),
  });
  expect(published(folder)).toEqual(before);
  expect(currentRows(await ledgerRows())).toEqual(rowsBefore);
  expect(readdirSync(path.join(folder, "draft")).sort()).toEqual(
    ["campaign.json", "decisions.csv", "owed.csv", "rejected.csv", "withheld.csv"].sort(),
  );

  // Later stages go by what was published.
  const notified = await type("notify");
  expect(notified).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("A draft stands beside") });
  expect(notified.stderr).not.toContain("other settings");
  for (const stage of ["render", "report", "verify"])
    expect(await type(stage), stage).toMatchObject({
      exitCode: 0,
      stderr: expect.not.stringContaining("other settings"),
    });
  const { "campaign.json": _then, ...filesBefore } = before;
  expect(published(folder)).toMatchObject(filesBefore);
  expect(currentRows(await ledgerRows())).toEqual(rowsBefore);

  const drafted = treeOf(path.join(folder, "draft"));
  const { extracts = fixtures, ...typed } = typedIn(words);
  await prepareScenes(out, { extracts, ...typed });
  const ran = await type("run", ...words);
  expect(ran, ran.stderr).toMatchObject({ exitCode: 0 });
  expect(existsSync(path.join(folder, "draft"))).toBe(false);
  expect(treeOf(folder)).toMatchObject({
    "decisions.csv": drafted["decisions.csv"],
    "owed.csv": drafted["owed.csv"],
    "withheld.csv": drafted["withheld.csv"],
  });
  expect((await ledgerRows()).plans).toHaveLength(1);
  expect(await type("verify")).toMatchObject({ exitCode: 0 });
});

/** `--name value` pairs as the command line would read them. */
function typedIn(words: string[]): Record<string, string> {
  return Object.fromEntries(
    words.flatMap((word, index) => (index % 2 === 0 ? [[word.slice(2), words[index + 1] ?? ""]] : [])),
  );
}
