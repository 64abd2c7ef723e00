import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { videoguida } from "../program.ts";

const folder = mkdtempSync(path.join(tmpdir(), "plan-"));
afterAll(() => rmSync(folder, { recursive: true }));

const idOf = (index: number) => String(90_000_000_000 + index);

/** Employers with one unpaid quarter each, by their first names. */
function writeExtracts(names: string[]): void {
  const write = (file: string, rows: string[]) => writeFileSync(path.join(folder, file), `${rows.join("\n")}\n`);
  write("employers.csv", ["employer_id,first_name", ...names.map((name, index) => `${idOf(index)},${name}`)]);
  write("relationships.csv", [
    "relationship_id,employer_id,worker_first_name,started_on",
    ...names.map((_, index) => `R${index},${idOf(index)},ANA,2025-01-01`),
  ]);
  write("contributions.csv", ["relationship_id,quarter"]);
}

test("names that cannot be set are counted, and the first twenty shown by employer and letter, never by name", async () => {
  writeExtracts(["MARIA", "美玲", ...Array.from({ length: 25 }, () => "محمد")]);
  const out = path.join(folder, "out");
  const ended = await videoguida(["plan", "--extracts", folder, "--campaign", "2026-05", "--out", out]);
  expect(ended.exitCode, ended.stderr).toBe(0);
  const unrenderable = Array.from({ length: 25 }, (_, index) => idOf(index + 2));
  const text = readFileSync(path.join(out, "campaigns", "2026-05", "campaign.json"), "utf8");
  expect(JSON.parse(text).plan.names_that_cannot_be_set).toEqual({ count: 25, sample: unrenderable.slice(0, 20) });
  const shown = ended.stdout.split("\n").filter((line) => line.includes("U+"));
  expect(shown).toEqual(unrenderable.slice(0, 20).map((id) => `  ${id}       employer  U+062D U+062F U+0645`));
  expect(ended.stdout).toContain("and 5 more");
  expect(ended.stdout + ended.stderr + text).not.toMatch(/\p{Script=Arabic}/u);
});
