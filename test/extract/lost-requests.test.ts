import { rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { day } from "../../pipeline/domain/day.ts";
import { PipelineError } from "../../pipeline/domain/errors.ts";
import { filesIn, outcomeOf, temporaryFolder } from "./campaign.ts";
import { asFiles, extractsWithKnowledge, type KnowledgeLines } from "./small-extracts.ts";

const people = 120;
const employerId = (number: number) => String(90_000_000_000 + number);

/** Everybody has paid, and every third has asked for something once, about everything. */
function delivery(): KnowledgeLines {
  const lines = extractsWithKnowledge();
  lines.employers.length = lines.relationships.length = lines.contributions.length = 1;
  for (let number = 0; number < people; number += 1) {
    lines.employers.push(`${employerId(number)},ADA`);
    lines.relationships.push(`RL${number}X,${employerId(number)},OLENA,2020-01-01,`);
    lines.contributions.push(`RL${number}X,2026-Q1,312,312,2026-04-09,`);
    if (number % 3 === 0) lines.requests.push(`Q${number},${employerId(number)},,,other,open,,2026-05-02,`);
  }
  return lines;
}

function withControl(lines: KnowledgeLines): Record<string, string> {
  const rows = Object.entries(lines).map(([name, of]) => `${name}.csv,${of.length - 1},`);
  return { ...asFiles(lines), "control.csv": `file,rows,sha256\n${rows.join("\n")}\n` };
}

/** What the plan says when it stops; null when every check holds. */
async function stopOf(folder: string, outFolder: string, changes: object = {}): Promise<string | null> {
  try {
    await outcomeOf(folder, { outFolder, accepted: [], maxRejectedPercent: 5, ...changes });
    return null;
  } catch (error) {
    if (error instanceof PipelineError && error.exitCode === 2) return error.message;
    throw error;
  }
}

type Case = {
  name: string;
  change?: (lines: KnowledgeLines) => unknown;
  later?: (folder: string) => Promise<unknown>;
  says: RegExp | null;
};
const sentence: (says: RegExp | null) => unknown = (says) => (says === null ? null : expect.stringMatching(says));
const blankEmployers = (rows: number) => (lines: KnowledgeLines) =>
  lines.requests.splice(1, rows, ...Array.from({ length: rows }, (_, index) => `B${index},,,,other,open,,2026-05-02,`));
const unknownEmployers = (rows: number) => (lines: KnowledgeLines) =>
  lines.requests.splice(
    1,
    rows,
    ...Array.from({ length: rows }, (_, index) => `B${index},8000000000${index % 10},,,other,open,,2026-05-02,`),
  );

test.each<Case>([
  { name: "as it was sent", says: null },
  {
    name: "a request was lost on the way",
    later: (folder) => writeFile(path.join(folder, "requests.csv"), `${delivery().requests.slice(0, -1).join("\n")}\n`),
    says: /requests\.csv has 39 rows, and control\.csv says 40/,
  },
  {
    name: "the file was lost on the way",
    later: (folder) => rm(path.join(folder, "requests.csv")),
    says: /control\.csv names requests\.csv, which is not there/,
  },
  {
    name: "the profiles were lost on the way",
    later: (folder) => rm(path.join(folder, "profiles.csv")),
    says: /control\.csv names profiles\.csv, which is not there/,
  },
  {
    name: "misspelt",
    later: async (folder) => {
      await rm(path.join(folder, "control.csv"));
      await rename(path.join(folder, "requests.csv"), path.join(folder, "request.csv"));
    },
    says: /a file that is not read: request\.csv/,
  },
  {
    name: "in capitals",
    later: async (folder) => {
      await rm(path.join(folder, "control.csv"));
      await rename(path.join(folder, "requests.csv"), path.join(folder, "Requests.csv"));
    },
    says: /Requests\.csv is not read: call it requests\.csv/,
  },
  { name: "four that have lost whom they are about", change: blankEmployers(4), says: null },
  {
    name: "five that have lost whom they are about",
    change: blankEmployers(5),
    says: /requests\.csv: 5 of 40 \(12\.5 %\) rows have lost their employer_id/,
  },
  { name: "five of employers whom nobody knows", change: unknownEmployers(5), says: null },
  { name: "half of employers whom nobody knows", change: unknownEmployers(20), says: null },
  {
    name: "more than half of employers whom nobody knows",
    change: unknownEmployers(21),
    says: /requests\.csv: 21 of 40 rows can be tied to nobody/,
  },
])("requests: $name", async ({ change, later, says }) => {
  const lines = delivery();
  change?.(lines);
  const folder = await filesIn(withControl(lines));
  await later?.(folder);
  expect(await stopOf(folder, await temporaryFolder())).toEqual(sentence(says));
});

test.each<Case>([
  { name: "as many as then", says: null },
  { name: "half", change: (lines) => lines.requests.splice(1, 20), says: null },
  { name: "less than half", change: (lines) => lines.requests.splice(1, 21), says: /requests 19 of 40/ },
  {
    name: "none at all",
    later: (folder) => rm(path.join(folder, "requests.csv")),
    says: /requests\.csv is missing, which the campaign 2026-02 had/,
  },
  {
    name: "no delegations any more",
    later: (folder) => rm(path.join(folder, "delegations.csv")),
    says: /delegations\.csv is missing, which the campaign 2026-02 had/,
  },
])("requests beside the campaign before: $name", async ({ change, later, says }) => {
  const outFolder = await temporaryFolder();
  expect(
    await stopOf(await filesIn(asFiles(delivery())), outFolder, { campaign: "2026-02", asOf: day("2026-02-28") }),
  ).toBeNull();
  const lines = delivery();
  change?.(lines);
  const folder = await filesIn(asFiles(lines));
  await later?.(folder);
  expect(await stopOf(folder, outFolder)).toEqual(sentence(says));
});
