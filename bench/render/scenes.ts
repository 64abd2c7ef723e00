import { readFileSync } from "node:fs";
import path from "node:path";
import type { CampaignSummary } from "../../pipeline/report/campaign-summary.ts";
import { figure } from "./kit.ts";
import { runProgram } from "./program.ts";
import type { Row } from "./row.ts";

/** How the number of different scenes grows with the number of employers, counted by `plan`. */
export async function measureScenes(folder: string): Promise<Row[]> {
  const counts = [1_000, 10_000, 100_000].map((employers) => ({ employers, scenes: scenesFor(folder, employers) }));
  const [first, , last] = counts as [(typeof counts)[0], (typeof counts)[0], (typeof counts)[0]];
  const exponent = Math.log(last.scenes / first.scenes) / Math.log(last.employers / first.employers);
  const list = counts.map(
    ({ employers, scenes }) => `${employers.toLocaleString("en-GB")}: ${scenes.toLocaleString("en-GB")}`,
  );
  return [
    {
      what: `different scenes (${list.join("; ")})`,
      measured: `exponent ${figure(exponent, 2)}`,
      promised: "below 0.75",
    },
  ];
}

function scenesFor(folder: string, employers: number): number {
  const extracts = path.join(folder, `extracts-${employers}`);
  const out = path.join(folder, `plan-${employers}`);
  runProgram("synth", "--employers", String(employers), "--seed", "scenes", "--out", extracts, "--quiet");
  runProgram("plan", "--extracts", extracts, "--campaign", "2026-05", "--out", out, "--quiet");
  const summary = JSON.parse(
    readFileSync(path.join(out, "campaigns", "2026-05", "campaign.json"), "utf8"),
  ) as CampaignSummary;
  return summary.plan?.scenes ?? Number.NaN;
}
