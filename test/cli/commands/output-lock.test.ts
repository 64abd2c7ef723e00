import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { treeOf } from "../../notify/manifest-folder.ts";
import { videoguida } from "../program.ts";
import { typeCommand } from "../type-command.ts";

const folder = mkdtempSync(path.join(tmpdir(), "output-lock-"));
afterAll(() => rmSync(folder, { recursive: true }));

const campaign = ["--extracts", "fixtures/extracts", "--campaign", "2026-05"];
const lockChild = fileURLToPath(new URL("../../ledger/lock-child.ts", import.meta.url));

/** Another process that is at work in a folder until it is ended. */
async function startWorkIn(out: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [lockChild, out], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "close");
}

describe("while another process writes to the output folder", () => {
  const out = path.join(folder, "busy");
  const scene = path.join(out, "cache", "scenes", "aa", `${"a".repeat(64)}.mp4`);
  let other: ChildProcess;
  let before: Record<string, string>;
  beforeAll(async () => {
    expect(await typeCommand(["plan", ...campaign, "--out", out])).toMatchObject({ exitCode: 0 });
    mkdirSync(path.dirname(scene), { recursive: true });
    writeFileSync(scene, "a scene");
    utimesSync(scene, new Date(0), new Date(0));
    other = await startWorkIn(out);
    before = treeOf(out);
  });
  afterAll(() => end(other));

  test.each([
    ["plan", ...campaign],
    ["report", "--campaign", "2026-05"],
    ["contact-sheet", "--campaign", "2026-05"],
    ["purge", "--yes"],
    ["cache", "prune", "--older-than", "1"],
  ])("%s is refused and changes nothing", async (...words) => {
    const ended = await typeCommand([...words, "--out", out]);
    expect(ended).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/^Another run is writing to [^\n]+ --out\.\n$/),
    });
    expect(treeOf(out)).toEqual(before);
  });
});

test("the ledger is not even made while another process holds the lock", async () => {
  const out = path.join(folder, "locked-first");
  mkdirSync(out);
  const other = await startWorkIn(out);
  onTestFinished(() => void other.kill("SIGKILL"));
  expect(await videoguida(["plan", ...campaign, "--out", out])).toMatchObject({ exitCode: 2 });
  expect(readdirSync(out)).not.toContain("ledger.sqlite");
  await end(other);
  expect(await typeCommand(["plan", ...campaign, "--out", out])).toMatchObject({ exitCode: 0 });
  expect(statSync(path.join(out, "ledger.sqlite")).size).toBeGreaterThan(0);
});

test.each([
  ["render", "--campaign", "2026-05"],
  ["notify", "--campaign", "2026-05"],
  ["report", "--campaign", "2026-05"],
  ["purge", "--yes"],
  ["contact-sheet", "--campaign", "2026-05"],
  ["studio", "--employer", "12345678901", "--no-open"],
])("%s makes no ledger where there is none", async (...words) => {
  const out = path.join(folder, "missing");
  expect(await typeCommand([...words, "--out", out])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/^The folder \S+ holds no ledger\. [^\n]+\.\n$/),
  });
  expect(readdirSync(folder)).not.toContain("missing");
});

test("nor is a lock left in a folder without a ledger", async () => {
  const out = mkdtempSync(path.join(folder, "empty-"));
  expect(await videoguida(["report", "--campaign", "2026-05", "--out", out])).toMatchObject({ exitCode: 2 });
  expect(readdirSync(out)).toEqual([]);
});
