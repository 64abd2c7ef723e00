import { mkdir } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { foreignFileSentence, foreignFiles } from "../../pipeline/extract/foreign-files.ts";
import { filesIn } from "./campaign.ts";

const agreed = [
  ...["employers.csv", "relationships.csv.gz", "contributions.csv", "suspensions.csv", "control.csv"],
  ...["requests.csv", "delegations.csv.gz", "profiles.csv"],
];

test("what looks like an extract and is not read is named, and nothing else", async () => {
  const foreign = ["Suspensions.csv", "contributions 2.csv", "old.ZIP", "a.xls", "b.xlsx", "note.txt", "c.Csv.Gz"];
  const unread = ["request.csv", "Delegations.csv.gz", "control.csv.gz", "suspensions.csv "];
  const others = ["README.md", "note.pdf", "csv", ".DS_Store"];
  const folder = await filesIn(
    Object.fromEntries([...agreed, ...foreign, ...unread, ...others].map((name) => [name, ""])),
  );
  await mkdir(path.join(folder, "archive.csv"));
  expect(await foreignFiles(folder)).toEqual([...foreign, ...unread].toSorted());
});

test("a folder with only the agreed files", async () => {
  expect(await foreignFiles(await filesIn(Object.fromEntries(agreed.map((name) => [name, ""]))))).toEqual([]);
});

test.each([
  { names: ["old.zip"], sentence: "The folder of extracts holds a file that is not read: old.zip" },
  {
    names: ["Suspensions.csv", "request.csv"],
    sentence:
      "The folder of extracts holds 2 files that are not read: Suspensions.csv, request.csv; Suspensions.csv is not read: call it suspensions.csv",
  },
  {
    names: ["1.csv", "2.csv", "3.csv", "4.csv", "5.csv", "6.csv", "7.csv"],
    sentence: "The folder of extracts holds 7 files that are not read: 1.csv, 2.csv, 3.csv, 4.csv, 5.csv and 2 more",
  },
  {
    names: [`\u001b[2J${"x".repeat(200)}.csv`],
    sentence: `The folder of extracts holds a file that is not read:  [2J${"x".repeat(56)}`,
  },
])("$sentence", ({ names, sentence }) => {
  expect(foreignFileSentence(names)).toBe(sentence);
});
