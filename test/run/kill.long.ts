import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Ended, videoguida } from "../cli/program.ts";
import { fileHashes } from "./file-hashes.ts";

const fixtures = fileURLToPath(new URL("../../fixtures/extracts", import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), "kill-"));
afterAll(() => rmSync(folder, { recursive: true }));

// Guide addresses are made with a key; the same key, or the manifests of two folders could not be compared.
const config = fileURLToPath(new URL("./kill-config.json", import.meta.url));

const campaignIn = (out: string) => path.join(out, "campaigns", "2026-05");
function run(
  out: string,
  temporary: string,
  killAfter: { milliseconds: number; signal: NodeJS.Signals } | null,
): Promise<Ended> {
  const words = [
    "run",
    "--extracts",
    fixtures,
    "--campaign",
    "2026-05",
    "--out",
    out,
    "--limit",
    "3",
    "--package",
    "both",
    "--config",
    config,
  ];
  return videoguida(words, {
    env: { TMPDIR: temporary },
    onStart: (child) => {
      if (killAfter) setTimeout(() => child.kill(killAfter.signal), killAfter.milliseconds).unref();
    },
  });
}

/** Everything that was made, without how long it took. */
function result(out: string): Record<string, string> {
  const { "campaign.json": _, ...files } = fileHashes(campaignIn(out));
  return files;
}

const temporaryFolder = () => mkdtempSync(path.join(folder, "tmp-"));
const leftovers = (temporary: string) =>
  readdirSync(temporary).filter((name) => !/^videoguida-chromium-[\d.]+-\w+-\d+$|^node-compile-cache$/.test(name));
const runningIn = (text: string) =>
  readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && commandLine(pid).includes(text));

function commandLine(pid: string): string {
  try {
    return process.getBuiltinModule("node:fs").readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

let undisturbed: Record<string, string>;
let duration = 0;
beforeAll(async () => {
  const out = path.join(folder, "undisturbed");
  const start = performance.now();
  const ended = await run(out, temporaryFolder(), null);
  duration = performance.now() - start;
  expect(ended.exitCode, ended.stderr).toBe(0);
  undisturbed = result(out);
});

test.each([
  { signal: "SIGKILL", kills: 8 },
  { signal: "SIGTERM", kills: 4 },
  { signal: "SIGINT", kills: 4 },
] as const)(
  "killed again and again with $signal at random moments, a campaign ends with the same bytes",
  async ({ signal, kills }) => {
    const out = path.join(folder, signal);
    const temporary = temporaryFolder();
    for (let kill = 0; kill < kills; kill++) {
      const ended = await run(out, temporary, { milliseconds: 300 + Math.random() * duration * 0.7, signal });
      if (signal !== "SIGKILL" && ended.exitCode !== 0) expect(ended.exitCode, ended.stderr).toBe(130);
    }
    const last = await run(out, temporary, null);
    expect(last.exitCode, last.stderr).toBe(0);
    expect(result(out)).toEqual(undisturbed);
    expect(leftovers(temporary)).toEqual([]);
    expect(runningIn(temporary)).toEqual([]);
    expect(Object.keys(fileHashes(out)).filter((name) => name.includes(".tmp-"))).toEqual([]);
  },
);

test("a browser that is killed is replaced, and the campaign ends with the same bytes", async () => {
  const out = path.join(folder, "browser");
  const temporary = temporaryFolder();
  const running = run(out, temporary, null);
  const murders = setInterval(() => {
    const browsers = runningIn("videoguida-work-").filter(
      (pid) => commandLine(pid).includes(temporary) && !commandLine(pid).includes("--type="),
    );
    if (browsers[0] && Math.random() < 0.5) process.kill(Number(browsers[0]), "SIGKILL");
  }, 4_000);
  const ended = await running;
  clearInterval(murders);
  expect(ended.exitCode, ended.stderr).toBe(0);
  expect(result(out)).toEqual(undisturbed);
});
