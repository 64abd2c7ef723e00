import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { measureRepeatedly } from "../../bench/render/repeatedly.ts";

const folder = mkdtempSync(path.join(tmpdir(), "repeatedly-"));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  { failures: 0, result: "measured" },
  { failures: 2, result: "measured" },
  { failures: 3, result: null },
])("a measurement that fails $failures times gives $result, each time from an empty folder", async (example) => {
  const found: string[][] = [];
  const result = await measureRepeatedly("some scene", folder, async (own) => {
    found.push(readdirSync(own));
    writeFileSync(path.join(own, "cached"), "");
    if (found.length <= example.failures) throw new Error("Target closed");
    return "measured";
  });
  expect(result).toBe(example.result);
  expect(found).toEqual(Array(Math.min(example.failures + 1, 3)).fill([]));
  expect(readdirSync(folder)).toEqual([]);
});
