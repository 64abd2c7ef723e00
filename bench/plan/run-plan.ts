import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { door } from "../render/program.ts";

export const campaign = "2026-05";

export type PlanRun = {
  seconds: number;
  /** Of all its threads together: hardly depends on what else the machine does. */
  processorSeconds: number;
  /** Most that was resident, of the program alone, as the kernel counted it. */
  megabytes: number;
  /** Seconds of each stage, as campaign.json has them. */
  stages: Record<string, number>;
};

/** `plan` as ops type it. */
export function runPlan(extracts: string, out: string): PlanRun {
  const startedAt = performance.now();
  const words = [door, "plan", "--extracts", extracts, "--campaign", campaign, "--out", out, "--quiet"];
  const { status, stderr } = spawnSync(process.execPath, ["--import", usageReport, ...words], {
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(`plan ended with ${status}: ${stderr}`);
  const seconds = (performance.now() - startedAt) / 1000;
  const [, megabytes, processorSeconds] = /most memory: (\d+), processor: ([\d.]+)/.exec(stderr) ?? [];
  const { timings } = JSON.parse(readFileSync(path.join(out, "campaigns", campaign, "campaign.json"), "utf8")) as {
    timings: { seconds: Record<string, number> };
  };
  return {
    ...{ seconds, stages: timings.seconds },
    ...{ megabytes: Number(megabytes ?? 0), processorSeconds: Number(processorSeconds ?? 0) },
  };
}

/** Says at the end, on standard error, how many megabytes were resident at most, and how long processors worked. */
const usageReport = `data:text/javascript,${encodeURIComponent(`
  process.on("exit", () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    const [megabytes, seconds] = [Math.round(maxRSS / 1024), (userCPUTime + systemCPUTime) / 1e6];
    process.stderr.write("most memory: " + megabytes + ", processor: " + seconds.toFixed(2) + "\\n");
  });`)}`;
