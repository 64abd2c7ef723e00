import { readFileSync } from "node:fs";
import path from "node:path";
import type { CampaignSummary } from "../../pipeline/report/campaign-summary.ts";
import type { Row } from "../render.ts";
import { figure } from "./kit.ts";
import { runProgram } from "./program.ts";

/** Guides in each campaign. */
const guides = 1_000;

/** Invented employers among whom so many are selected. */
const employers = 20_000;

/** A whole campaign from an empty cache, and the next quarter, beside as many guides made the plain way. */
export async function measureCampaigns(
  folder: string,
  plainGuide: { seconds: number; lengthInSeconds: number },
): Promise<Row[]> {
  const extracts = path.join(folder, "extracts");
  const out = path.join(folder, "campaigns");
  runProgram("synth", "--employers", String(employers), "--seed", "bench", "--out", extracts, "--quiet");
  const run = (campaign: string) =>
    runProgram(
      "run",
      "--extracts",
      extracts,
      "--out",
      out,
      "--campaign",
      campaign,
      "--limit",
      String(guides),
      "--quiet",
    );
  const plain = plainGuide.seconds * guides;
  const row = (what: string, campaign: string, promised: number): Row => {
    const seconds = run(campaign);
    const summary = summaryOf(out, campaign);
    const rendered = summary.timings.scenes?.rendered ?? 0;
    return {
      what: `${what} (${summary.guides?.employers} guides, ${rendered} of ${summary.guides?.scenes} scenes new; plain way: ${figure(plain / 3600, 1)} h)`,
      measured: `${figure(seconds, 0)} s, ${figure(plain / seconds, 0)} times cheaper`,
      promised: `${promised} times`,
    };
  };
  return [
    row(`${guides} employers, empty cache, whole run`, "2026-05", 100),
    row("the next quarter, warm cache, whole run", "2026-08", 1000),
  ];
}

function summaryOf(out: string, campaign: string): CampaignSummary {
  return JSON.parse(readFileSync(path.join(out, "campaigns", campaign, "campaign.json"), "utf8")) as CampaignSummary;
}
