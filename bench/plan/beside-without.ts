import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type PlanRun, runPlan } from "./run-plan.ts";

const left = /^(requests|delegations|profiles)\.csv/;

/** The same extracts without requests, delegations and profiles, beside them. */
export function withoutKnowledge(extracts: string): string {
  const folder = `${extracts}-without`;
  mkdirSync(folder);
  for (const name of readdirSync(extracts).filter((file) => !left.test(file) && file !== "control.csv"))
    linkSync(path.join(extracts, name), path.join(folder, name));
  const control = readFileSync(path.join(extracts, "control.csv"), "utf8").split("\n");
  writeFileSync(path.join(folder, "control.csv"), control.filter((line) => !left.test(line)).join("\n"));
  return folder;
}

export type Comparison = {
  with: PlanRun;
  without: PlanRun;
  /** With to without, of the two runs of a pair. */
  times: { clock: number; processor: number };
};

const pairs = 5;

/**
 * One after the other in pairs, as a machine is never quite the same from one minute to the next: the middle pair by how
 * many times as long it took, and the middle run of each kind by time.
 */
export function compareWithout(extracts: string, without: string, out: string): Comparison {
  const runs = Array.from({ length: pairs }, () => ({
    with: freshPlan(extracts, out),
    without: freshPlan(without, out),
  }));
  const middleRun = (of: PlanRun[]) => of.sort((a, b) => a.seconds - b.seconds)[Math.floor(pairs / 2)] as PlanRun;
  const middleTimes = (of: "seconds" | "processorSeconds") =>
    runs.map((pair) => pair.with[of] / pair.without[of]).sort((a, b) => a - b)[Math.floor(pairs / 2)] as number;
  return {
    with: middleRun(runs.map((pair) => pair.with)),
    without: middleRun(runs.map((pair) => pair.without)),
    times: { clock: middleTimes("seconds"), processor: middleTimes("processorSeconds") },
  };
}

function freshPlan(extracts: string, out: string): PlanRun {
  rmSync(out, { recursive: true, force: true });
  return runPlan(extracts, out);
}
