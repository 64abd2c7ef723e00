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

export type Comparison = { with: PlanRun; without: PlanRun };

/** One after the other, three times each, as a machine is never quite the same: the middle of each by time. */
export function compareWithout(extracts: string, without: string, out: string): Comparison {
  const runs = Array.from({ length: 3 }, () => ({ with: freshPlan(extracts, out), without: freshPlan(without, out) }));
  const middle = (of: PlanRun[]) => of.sort((a, b) => a.seconds - b.seconds)[1] as PlanRun;
  return { with: middle(runs.map((run) => run.with)), without: middle(runs.map((run) => run.without)) };
}

function freshPlan(extracts: string, out: string): PlanRun {
  rmSync(out, { recursive: true, force: true });
  return runPlan(extracts, out);
}
