import type { ChildProcess } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { afterAll, beforeAll, expect } from "vitest";
import { findBrowser } from "../../pipeline/render/browser/browser-files.ts";
import { seededRandom } from "../../pipeline/synth/seeded-random.ts";
import { isGreyInRuns, prepareScenes } from "../cli/commands/command-session.ts";
import { prepareBundle } from "../render/prepared-bundle.ts";
import { expectEndAsUndisturbed, filesMade } from "./after-kills.ts";
import { campaignMade, runSmallCampaign, smallCampaign } from "./small-campaign.ts";

const folder = mkdtempSync(path.join(tmpdir(), "kill-"));
afterAll(() => rmSync(folder, { recursive: true }));
const [undisturbedOut, out, temporary] = ["undisturbed", "killed", "temporary"].map((name) =>
  path.join(folder, name),
) as [string, string, string];

let undisturbed: Record<string, string>;
/** When an uninterrupted run came to each piece of its work, in milliseconds since its first event. */
const reachedAt = new Map<string, number>();
beforeAll(async () => {
  mkdirSync(temporary);
  const { executable } = await findBrowser(null);
  // Unpacking the browser once more would take seconds.
  if (executable) copyInto(temporary, path.dirname(executable));
  await prepareScenes(undisturbedOut, smallCampaign, isGreyInRuns);
  await prepareBundle(undisturbedOut);
  cpSync(undisturbedOut, out, { recursive: true });
  const ended = await runSmallCampaign(undisturbedOut, temporary, {
    words: ["--log-json"],
    onStart: (program) => onWork(program, (work) => reachedAt.set(work, performance.now())),
  });
  expect(ended.exitCode, ended.stderr).toBe(0);
  undisturbed = campaignMade(undisturbedOut);
});

function copyInto(target: string, source: string): void {
  cpSync(source, path.join(target, path.basename(source)), { recursive: true });
}

/** Tells each piece of work that a program with `--log-json` comes to, and that it «started» and «ended». */
function onWork(program: ChildProcess, tell: (work: string) => void): void {
  createInterface({ input: program.stderr as Readable }).on("line", (line) => {
    if (!line.startsWith("{")) return;
    const { event, facts } = JSON.parse(line) as { event: string; facts: { label?: string } };
    if (event === "task-started") tell(facts.label ?? "");
    else if (event !== "task-ended") tell(event);
  });
}

/** Kills the campaign's run so many milliseconds after it came to a piece of work; returns where it was, null when it ended before. */
async function runKilled(from: string, delay: number): Promise<string | null> {
  let workAt = "";
  const onStart = (program: ChildProcess) =>
    onWork(program, (work) => {
      workAt = work;
      if (work === from) setTimeout(() => program.kill("SIGKILL"), delay);
    });
  const ended = await runSmallCampaign(out, temporary, { words: ["--log-json"], onStart });
  if (ended.exitCode !== null) expect(ended.exitCode, ended.stderr).toBe(0);
  return ended.exitCode === null ? workAt : null;
}

/** Milliseconds since an uninterrupted run came to a piece of work at which the next run is killed. */
type Moment = readonly [work: string, milliseconds: number];

const random = seededRandom("five kills");

/** While extracts are read and guides are planned. */
export function preparing(): Moment {
  const works = [...reachedAt.keys()];
  return [random.pick(works.slice(0, works.indexOf("Rendering scenes"))), random.below(100)];
}

/** A later run has less to do: half the time that the uninterrupted one took. */
export function within(from: string, until: string): Moment {
  const milliseconds = (reachedAt.get(until) ?? Number.NaN) - (reachedAt.get(from) ?? Number.NaN);
  return [from, (random.next() * milliseconds) / 2];
}

/** Kills the run at or after a moment, sooner when that came too late; returns where it was. */
async function killedFrom([from, delay]: Moment): Promise<string> {
  for (let sooner = delay; ; sooner /= 4) {
    const work = await runKilled(from, sooner);
    expect(undisturbed, `killed at ${work}`).toMatchObject(filesMade(out));
    if (work !== null) return work;
    expect(sooner, `a run cannot be killed at ${from}`).toBeGreaterThan(0.1);
  }
}

/** Kills the run at or after each of these moments, and then lets it end. */
export async function expectUnharmedByKills(moments: Moment[]): Promise<void> {
  const killedAt: string[] = [];
  for (const moment of moments) killedAt.push(await killedFrom(moment));
  expect(killedAt).toContain("Rendering scenes");
  await expectEndAsUndisturbed({ out, temporary, undisturbed });
}
