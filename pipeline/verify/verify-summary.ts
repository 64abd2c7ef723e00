import { existsSync } from "node:fs";
import path from "node:path";
import type { Manifest } from "../notify/manifests/manifest-schema.ts";
import type { CampaignSummary } from "../report/campaign-summary.ts";
import { canonicalJson } from "../support/hash.ts";
import { readCsvRows } from "../support/read-csv-rows.ts";
import { notificationSummary } from "../workflow/report/summarise.ts";
import type { Findings } from "./findings.ts";
import type { DecisionCounts } from "./verify-decisions.ts";

/**
 * campaign.json counts what decisions.csv, rejected.csv and the manifests hold. Sections of stages that have not run on
 * these decisions are null and not compared.
 */
export async function verifySummary(
  campaignFolder: string,
  summary: CampaignSummary,
  decisions: DecisionCounts | null,
  manifest: Manifest | null,
  findings: Findings,
): Promise<void> {
  const expectEqual = (section: string, stated: unknown, counted: unknown, files: string) => {
    if (stated !== null && stated !== undefined && canonicalJson(stated) !== canonicalJson(counted))
      findings.add(`campaign.json, ${section}: not what ${files} says`);
  };
  if (decisions !== null) {
    const guides = Math.min(selectedOf(decisions), summary.settings.limit ?? Number.POSITIVE_INFINITY);
    expectEqual("decisions", summary.decisions, decisions, "decisions.csv");
    expectEqual("plan.guides", summary.plan?.guides, guides, "decisions.csv");
    expectEqual("guides.employers", summary.guides?.employers, guides, "decisions.csv");
  }
  const rejected = path.join(campaignFolder, "rejected.csv");
  if (existsSync(rejected)) expectEqual("rejected", summary.rejected, await codesIn(rejected), "rejected.csv");
  if (manifest !== null)
    expectEqual("notifications", summary.notifications, notificationSummary(manifest), "manifests/manifest.json");
}

/** How many employers were selected, whatever the reason. */
export function selectedOf(decisions: DecisionCounts | null): number {
  return Object.values(decisions?.selected ?? {}).reduce((sum, count) => sum + count, 0);
}

async function codesIn(rejected: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  let isHeader = true;
  for await (const [, , , code = ""] of readCsvRows(rejected)) {
    if (!isHeader) counts[code] = (counts[code] ?? 0) + 1;
    isHeader = false;
  }
  return counts;
}
