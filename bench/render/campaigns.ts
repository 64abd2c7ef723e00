import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { CampaignSummary } from "../../pipeline/report/campaign-summary.ts";
import { figure } from "./kit.ts";
import { runProgram } from "./program.ts";
import type { Row } from "./row.ts";

/** Guides in each campaign. */
const guides = 1_000;

/** Invented employers among whom so many are selected. */
const employers = 20_000;

/**
 * A whole campaign from an empty cache, and the next quarter for the same employers, beside as many guides made the plain
 * way (null: not known).
 */
export async function measureCampaigns(
  folder: string,
  plainGuide: { seconds: number; lengthInSeconds: number } | null,
): Promise<Row[]> {
  const extracts = path.join(folder, "extracts");
  const nextExtracts = path.join(folder, "next-extracts");
  const out = path.join(folder, "campaigns");
  runProgram("synth", "--employers", String(employers), "--seed", "bench", "--out", extracts, "--quiet");
  const plain = (plainGuide?.seconds ?? Number.NaN) * guides;
  const row = (what: string, campaign: string, from: string, promised: number): Row => {
    // People who all owe something, and nobody else, are not what the checks expect.
    const limited = ["--campaign", campaign, "--limit", String(guides), "--accept", "all", "--quiet"];
    const seconds = runProgram("run", "--extracts", from, "--out", out, ...limited);
    const summary = summaryOf(out, campaign);
    const rendered = summary.timings.scenes?.rendered ?? 0;
    return {
      what: `${what} (${summary.guides?.employers} guides, ${rendered} of ${summary.guides?.scenes} scenes new; plain way: ${figure(plain / 3600, 1)} h)`,
      measured: `${figure(seconds, 0)} s, ${figure(plain / seconds, 0)} times cheaper`,
      promised: `${promised} times`,
    };
  };
  const first = row(`${guides} employers, empty cache, whole run`, "2026-05", extracts, 100);
  copyForTheSame(extracts, nextExtracts, guidedIn(out, "2026-05"));
  return [first, row("the next quarter for the same, warm cache, whole run", "2026-08", nextExtracts, 1000)];
}

/** The employers who got a guide. */
function guidedIn(out: string, campaign: string): Set<string> {
  const file = path.join(out, "campaigns", campaign, "manifests", "myinps.ndjson");
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return new Set(lines.map((line) => (JSON.parse(line) as { employer_id: string }).employer_id));
}

/** The extracts of these employers alone, who have paid nothing since: they owe the quarter before and the next. */
function copyForTheSame(from: string, to: string, employerIds: Set<string>): void {
  mkdirSync(to);
  const copy = (name: string, isKept: (cells: string[]) => boolean) => {
    const [header = "", ...rows] = readFileSync(path.join(from, name), "utf8").trim().split(/\r?\n/);
    const kept = rows.filter((row) => isKept(row.split(",")));
    writeFileSync(path.join(to, name), `${[header, ...kept].join("\n")}\n`);
    return kept;
  };
  copy("employers.csv", ([employerId = ""]) => employerIds.has(employerId));
  const relationships = copy("relationships.csv", ([, employerId = ""]) => employerIds.has(employerId));
  const relationshipIds = new Set(relationships.map((row) => row.split(",")[0] ?? ""));
  copy("contributions.csv", ([id = "", , , , paidOn = ""]) => relationshipIds.has(id) && paidOn <= "2026-05-31");
  copy("suspensions.csv", ([id = ""]) => relationshipIds.has(id));
}

/** What `campaign.json` of a campaign says. */
export function summaryOf(out: string, campaign: string): CampaignSummary {
  return JSON.parse(readFileSync(path.join(out, "campaigns", campaign, "campaign.json"), "utf8")) as CampaignSummary;
}
