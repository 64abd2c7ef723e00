import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import { temporaryMark } from "../../pipeline/support/atomic-file.ts";
import { videoguida } from "../cli/program.ts";
import { campaignMade, runSmallCampaign } from "./small-campaign.ts";

/** Where a run works, and the hashes of what an uninterrupted run made. */
type KilledRun = { out: string; temporary: string; undisturbed: Record<string, string> };

/** Runs a campaign that was killed before to its end, with the result of an uninterrupted run. */
export async function expectEndAsUndisturbed({ out, temporary, undisturbed }: KilledRun): Promise<void> {
  const last = await runSmallCampaign(out, temporary);
  expect(last.exitCode, last.stderr).toBe(0);
  expect(filesMade(out)).toEqual(undisturbed);
  const verified = await videoguida(["verify", "--campaign", "2026-05", "--out", out], { env: { TMPDIR: temporary } });
  expect(verified.exitCode, verified.stdout + verified.stderr).toBe(0);
  expect(halfWritten(out).filter((name) => !staysForNow.test(name))).toEqual([]);
  expect(leftovers(temporary)).toEqual([]);
  expect(runningWith(temporary)).toEqual([]);
}

/** Hashes of the campaign's files so far, without unfinished ones. */
export function filesMade(out: string): Record<string, string> {
  if (!existsSync(path.join(out, "campaigns"))) return {};
  const isUnfinished = (file: string) => file.includes(temporaryMark) || file.startsWith("manifests/.next/");
  return Object.fromEntries(Object.entries(campaignMade(out)).filter(([file]) => !isUnfinished(file)));
}

/** An unfinished bundle may be another process's; it is removed after ten minutes. */
const staysForNow = /^cache\/bundles\//;

function halfWritten(out: string): string[] {
  const names = readdirSync(out, { recursive: true, encoding: "utf8" });
  return names.filter((name) => path.basename(name).includes(temporaryMark));
}

/** What stands in a temporary folder beside what runs share: the unpacked browser and Node's compile cache. */
function leftovers(temporary: string): string[] {
  return readdirSync(temporary).filter(
    (name) => !/^videoguida-chromium-[\d.]+-\w+-\d+$|^node-compile-cache$/.test(name),
  );
}

/** Ids of the processes whose command line holds a text; none where there is no /proc to tell. */
export function runningWith(text: string): string[] {
  if (!existsSync("/proc")) return [];
  return readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && commandLineOf(pid).includes(text));
}

export function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    // It ended meanwhile.
    return "";
  }
}
