import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import type { ExtractName } from "../../pipeline/domain/extract.ts";
import { requestCategories, requestOutcomes, requestStates } from "../../pipeline/domain/request.ts";
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

test("employers, relationships, contributions and suspensions are those of before there were requests", async () => {
  const hashes = await hashesIn(await synth(3_000, "x"));
  expect(hashes.filter((line) => /^(employers|relationships|contributions|suspensions)/.test(line))).toEqual([
    "contributions.csv db75fec1194c17546fc0ae22412d8d9daffefb8cde2d0f3b1518569800687fe1",
    "employers.csv 321a1a6aa3530b2d2572e2b783bae5cf2373217dc07daa6aa717d8fae5878894",
    "relationships.csv 661090167b453c6e3efaa8a0440ab1a52a33f67d03c8b7159345ac2a7a9c6560",
    "suspensions.csv 0e92a1f89d0ba70ac6b1c706c2a9822698f036e04320f8164a402e6283a12136",
  ]);
});

/** Cells of the rows of a file, by column. */
async function recordsIn(folder: string, name: ExtractName): Promise<Record<string, string>[]> {
  const [header = "", ...rows] = (await readFile(path.join(folder, `${name}.csv`), "utf8")).trimEnd().split("\n");
  const columns = header.split(",");
  return rows.map((row) => Object.fromEntries(row.split(",").map((cell, place) => [columns[place], cell])));
}

test("requests, delegations and categories have the country's proportions, and everything a rule turns on", async () => {
  const [folder, employers] = [await synth(9_000, "knowledge"), 9_000];
  const [requests, delegations, profiles] = [
    await recordsIn(folder, "requests"),
    await recordsIn(folder, "delegations"),
    await recordsIn(folder, "profiles"),
  ];
  expect(requests.length / employers).toBeCloseTo(300 / 900, 1);
  expect(delegations.length / employers).toBeCloseTo(200 / 900, 1);
  expect(profiles.length / employers).toBeCloseTo(500 / 900, 1);

  const valuesOf = (records: Record<string, string>[], column: string) =>
    new Set(records.map((record) => record[column] ?? ""));
  expect(valuesOf(requests, "category")).toEqual(new Set(requestCategories));
  expect(valuesOf(requests, "state")).toEqual(new Set(requestStates));
  expect(valuesOf(requests, "outcome")).toEqual(new Set(["", ...requestOutcomes]));
  for (const column of ["relationship_id", "quarter", "closed_on"])
    expect(valuesOf(requests, column).has("")).toBe(true);
  for (const onTheDay of ["2026-02-28", "2026-05-31", "2026-08-31", "2026-11-30"]) {
    expect(valuesOf(requests, "opened_on")).toContain(onTheDay);
    expect(valuesOf(requests, "closed_on")).toContain(onTheDay);
  }

  const byDelegate = (kind: string) => [
    ...Map.groupBy(
      delegations.filter(({ delegate_kind }) => delegate_kind === kind),
      ({ delegate_id }) => delegate_id,
    ).values(),
  ];
  expect(Math.max(...byDelegate("intermediary").map((rows) => rows.length))).toBeGreaterThan(200);
  const employersOf = (rows: Record<string, string>[]) => new Set(rows.map(({ employer_id }) => employer_id)).size;
  expect(byDelegate("person").every((rows) => employersOf(rows) === 1)).toBe(true);
  expect(delegations.some(({ active_to }) => active_to !== "" && String(active_to) < "2026-05-31")).toBe(true);
  expect(delegations.some(({ active_from }) => String(active_from) > "2026-05-31")).toBe(true);
  const pairs = profiles.map(({ employer_id, category }) => `${employer_id} ${category}`);
  expect(new Set(pairs).size).toBe(pairs.length);
});
