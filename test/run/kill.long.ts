import type { ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fileHashes } from "./file-hashes.ts";
import { campaignMade, runSmallCampaign } from "./small-campaign.ts";

const folder = mkdtempSync(path.join(tmpdir(), "kill-"));
afterAll(() => rmSync(folder, { recursive: true }));

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
  const ended = await runSmallCampaign(out, temporaryFolder());
  duration = performance.now() - start;
  expect(ended.exitCode, ended.stderr).toBe(0);
  undisturbed = campaignMade(out);
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
      const onStart = (program: ChildProcess) => {
        setTimeout(() => program.kill(signal), 300 + Math.random() * duration * 0.7).unref();
      };
      const ended = await runSmallCampaign(out, temporary, { onStart });
      if (signal !== "SIGKILL" && ended.exitCode !== 0) expect(ended.exitCode, ended.stderr).toBe(130);
    }
    const last = await runSmallCampaign(out, temporary);
    expect(last.exitCode, last.stderr).toBe(0);
    expect(campaignMade(out)).toEqual(undisturbed);
    expect(leftovers(temporary)).toEqual([]);
    expect(runningIn(temporary)).toEqual([]);
    expect(Object.keys(fileHashes(out)).filter((name) => name.includes(".tmp-"))).toEqual([]);
  },
);

test("a browser that is killed is replaced, and the campaign ends with the same bytes", async () => {
  const out = path.join(folder, "browser");
  const temporary = temporaryFolder();
  const running = runSmallCampaign(out, temporary);
  const murders = setInterval(() => {
    const browsers = runningIn("videoguida-work-").filter(
      (pid) => commandLine(pid).includes(temporary) && !commandLine(pid).includes("--type="),
    );
    if (browsers[0] && Math.random() < 0.5) process.kill(Number(browsers[0]), "SIGKILL");
  }, 4_000);
  const ended = await running;
  clearInterval(murders);
  expect(ended.exitCode, ended.stderr).toBe(0);
  expect(campaignMade(out)).toEqual(undisturbed);
});
