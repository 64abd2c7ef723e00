import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seededRandom } from "../../pipeline/synth/seeded-random.ts";
import { commandLineOf, expectEndAsUndisturbed, runningWith } from "./after-kills.ts";
import { campaignMade, runSmallCampaign } from "./small-campaign.ts";

const folder = mkdtempSync(path.join(tmpdir(), "kill-"));
afterAll(() => rmSync(folder, { recursive: true }));

const temporaryFolder = () => mkdtempSync(path.join(folder, "tmp-"));

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
    const random = seededRandom(signal);
    const out = path.join(folder, signal);
    const temporary = temporaryFolder();
    for (let kill = 0; kill < kills; kill++) {
      const onStart = (program: ChildProcess) => {
        setTimeout(() => program.kill(signal), 300 + random.next() * duration * 0.7).unref();
      };
      const ended = await runSmallCampaign(out, temporary, { onStart });
      if (signal !== "SIGKILL" && ended.exitCode !== 0) expect(ended.exitCode, ended.stderr).toBe(130);
    }
    await expectEndAsUndisturbed({ out, temporary, undisturbed });
  },
);

test("a browser that is killed is replaced, and the campaign ends with the same bytes", async () => {
  const out = path.join(folder, "browser");
  const temporary = temporaryFolder();
  const running = runSmallCampaign(out, temporary);
  const random = seededRandom("browsers");
  let killed = 0;
  const kills = setInterval(() => {
    const browsers = runningWith("videoguida-work-").filter(
      (pid) => commandLineOf(pid).includes(temporary) && !commandLineOf(pid).includes("--type="),
    );
    if (browsers[0] && random.chance(0.5)) killed += process.kill(Number(browsers[0]), "SIGKILL") ? 1 : 0;
  }, 4_000);
  const ended = await running;
  clearInterval(kills);
  expect(killed).toBeGreaterThan(0);
  expect(ended.exitCode, ended.stderr).toBe(0);
  expect(campaignMade(out)).toEqual(undisturbed);
});
