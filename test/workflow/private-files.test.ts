import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { videoguida } from "../cli/program.ts";
import { modeOf, others, ownerOnly, withGroup } from "./file-modes.ts";

const folder = mkdtempSync(path.join(tmpdir(), "private-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Programs that the test starts get the mask of the test's process. */
const umaskBefore = process.umask();
afterEach(() => void process.umask(umaskBefore));

const fixtures = "fixtures/extracts";
const plan = (out: string, ...more: string[]) =>
  videoguida(["plan", "--extracts", fixtures, "--campaign", "2026-05", "--out", out, "--quiet", ...more]);

test("with --group-readable the group may read what is written, and what was private before", async () => {
  const out = path.join(folder, "plan");
  process.umask(0o022);
  expect(await plan(out)).toMatchObject({ exitCode: 0 });
  expect(others(out, ownerOnly)).toEqual([]);
  expect(modeOf(out)).toBe("700");
  expect(await plan(out, "--group-readable")).toMatchObject({ exitCode: 0 });
  // Only the owner may read the key of the guide addresses.
  expect(others(out, withGroup)).toEqual(["600 guide-token.key"]);
  expect(await plan(path.join(folder, "new"), "--group-readable")).toMatchObject({ exitCode: 0 });
  expect(others(path.join(folder, "new"), withGroup)).toEqual(["600 guide-token.key"]);
});

test("a ledger and a lock of an earlier version are closed at the next command that writes", async () => {
  const out = path.join(folder, "earlier");
  process.umask(0o022);
  expect(await plan(out)).toMatchObject({ exitCode: 0 });
  writeFileSync(path.join(out, "mine.txt"), "");
  for (const name of ["ledger.sqlite", "run.lock", "mine.txt"]) chmodSync(path.join(out, name), 0o644);
  chmodSync(path.join(out, "campaigns"), 0o755);
  expect(await videoguida(["report", "--campaign", "2026-05", "--out", out])).toMatchObject({ exitCode: 0 });
  expect(others(out, ownerOnly)).toEqual(["644 mine.txt"]);
});

test("invented extracts are private too", async () => {
  const out = path.join(folder, "synth");
  process.umask(0);
  const ended = await videoguida(["synth", "--employers", "5", "--seed", "a", "--out", out]);
  expect(ended.exitCode, ended.stderr).toBe(0);
  expect([modeOf(out), ...others(out, ownerOnly)]).toEqual(["700"]);
});
