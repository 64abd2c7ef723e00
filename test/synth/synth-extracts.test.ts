import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { compareWithControl } from "../../pipeline/extract/compare-with-control.ts";
import { readControl } from "../../pipeline/extract/read-control.ts";
import { silentProgress } from "../../pipeline/support/progress.ts";
import { synthExtracts } from "../../pipeline/synth/synth-extracts.ts";
import { outcomeOf, temporaryFolder } from "../extract/campaign.ts";

async function synth(employers: number, seed: string, hostilePercent = 0): Promise<string> {
  const folder = await temporaryFolder();
  await synthExtracts({ employers, seed, folder, hostilePercent }, silentProgress);
  return folder;
}

/** Name and hash of every file of a folder. */
async function hashesIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).toSorted();
  return Promise.all(
    names.map(
      async (name) =>
        `${name} ${createHash("sha256")
          .update(await readFile(path.join(folder, name)))
          .digest("hex")}`,
    ),
  );
}

test.each([0, 5])("the same seed gives the same bytes, another seed others (%d %% hostile)", async (hostilePercent) => {
  const [first, again, other] = [
    await hashesIn(await synth(300, "1", hostilePercent)),
    await hashesIn(await synth(300, "1", hostilePercent)),
    await hashesIn(await synth(300, "2", hostilePercent)),
  ];
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

test("plain extracts are good to the last row, and have the country's proportions", async () => {
  const folder = await synth(4_000, "proportions");
  const { summary, decisions, rejected } = await outcomeOf(folder);
  expect(rejected).toEqual([]);
  const [employers, relationships, contributions] = summary.files.map(({ rows }) => rows) as [number, number, number];
  expect(employers).toBe(4_000);
  expect(relationships / employers).toBeCloseTo(1.11, 1);
  expect(contributions / relationships).toBeGreaterThan(4);
  expect(contributions / relationships).toBeLessThan(4.8);
  const shareOf = (start: string) =>
    [...decisions.values()].filter((line) => line.startsWith(start)).length / employers;
  expect(shareOf("excluded,all-paid")).toBeGreaterThan(0.7);
  expect(shareOf("selected")).toBeGreaterThan(0.05);
  expect(shareOf("selected")).toBeLessThan(0.15);
});

test.each([0, 5, 40])("control.csv says what was written (%d %% hostile)", async (hostilePercent) => {
  const folder = await synth(300, "control", hostilePercent);
  const control = await readControl(folder);
  expect(control?.map(({ rows }) => rows).every((rows) => rows > 0)).toBe(true);
  const { summary } = await outcomeOf(folder);
  const files = summary.files.map((file) => ({ ...file, textSha256: "" }));
  expect(compareWithControl(control ?? [], files)).toEqual({ disagreements: [], unnamed: [] });
});

test("a few names are very common, many are rare, one in eight is double, and nobody shares a codice fiscale", async () => {
  const text = await readFile(path.join(await synth(5_000, "names"), "employers.csv"), "utf8");
  const rows = text
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));
  const names = Map.groupBy(rows, (row) => row[1]);
  const sizes = [...names.values()].map((group) => group.length).toSorted((a, b) => b - a);
  expect(sizes[0]).toBeGreaterThan(150);
  expect(sizes.filter((size) => size === 1).length).toBeGreaterThan(500);
  const doubled = rows.filter((row) => row[1]?.includes(" ")).length / rows.length;
  expect(doubled).toBeCloseTo(0.12, 1);
  expect(new Set(rows.map((row) => row[0])).size).toBe(rows.length);
});
