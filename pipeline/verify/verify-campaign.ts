import { existsSync } from "node:fs";
import path from "node:path";
import { PipelineError } from "../domain/errors.ts";
import { type Ledger, openLedgerToRead } from "../ledger/open-ledger.ts";
import { campaignRecord } from "../ledger/queries/campaigns.ts";
import { findCampaign, type Plan } from "../ledger/queries/plans.ts";
import { stageResults } from "../ledger/queries/stage-results.ts";
import { correctionsFileName } from "../notify/manifests/manifest-files.ts";
import type { Manifest } from "../notify/manifests/manifest-schema.ts";
import { readCampaignSummary } from "../report/campaign-summary-file.ts";
import type { CampaignSettings } from "../settings/campaign-settings.ts";
import type { Progress } from "../support/progress.ts";
import { Findings, type Verification } from "./findings.ts";
import { verifyDecided } from "./verify-decided.ts";
import { verifyDecisions } from "./verify-decisions.ts";
import { verifyManifests } from "./verify-manifests.ts";
import { selectedOf, verifySummary } from "./verify-summary.ts";
import { verifyWithdrawn } from "./verify-withdrawn.ts";

/**
 * Verifies a campaign from its files: manifest.json and the hashes of the manifests and of every earlier version, each
 * line against its schema, ids, each guide's video, captions and transcript, whether decisions.csv and the manifests
 * name the same employers, and the counts of campaign.json. When there is a ledger, also against what no file says: the
 * digest of every video, of its texts and of every notification, the decisions as they were made, the limit of a trial,
 * and who had paid before the first manifest. Memory grows with different guides, not with employers. Changes nothing.
 * Throws a `PipelineError` when there is no such campaign.
 */
export async function verifyCampaign(settings: CampaignSettings, progress: Progress): Promise<Verification> {
  const folder = path.join(settings.outFolder, "campaigns", settings.campaign);
  const findings = new Findings();
  if (!existsSync(folder)) {
    throw new PipelineError("no-campaign", `There is no campaign ${settings.campaign} in ${settings.outFolder}`, {
      nextStep: "Name the folder it was written to with --out, or another campaign with --campaign",
    });
  }
  const ledger = await openLedgerToRead(settings.outFolder);
  try {
    return await readBack(folder, settings.campaign, ledger, findings, progress);
  } finally {
    await ledger?.close();
  }
}

async function readBack(
  folder: string,
  campaign: string,
  opened: Ledger | null,
  findings: Findings,
  progress: Progress,
): Promise<Verification> {
  if (opened && (await campaignRecord(opened, campaign))?.purgedOn) return findings.result({ purged: 1 });
  const summary = await readCampaignSummary(folder);
  if (summary === null) findings.add("campaign.json is missing or cannot be read");
  const plan = opened && (await findCampaign(opened, campaign));
  const ledger = plan ? opened : null;
  if (ledger === null) findings.note("No ledger that knows the campaign could be read: nothing was compared with it.");
  if (!existsSync(path.join(folder, "rejected.csv"))) findings.add("rejected.csv is missing");

  const task = progress.start("Reading back", null, "lines");
  const expected = { campaign, ledger, packaging: plan?.packaging ?? null, plan: plan?.plan ?? null };
  const manifest = await verifyManifests(folder, expected, findings, () => task.advance());
  if (manifest !== null) await verifyWithdrawn(folder, findings);
  const failed = new Set(
    ledger && plan ? await failedBy(ledger, plan) : summary?.failed.map(({ employer_id }) => employer_id),
  );
  const limit = plan?.limit ?? null;
  const decisions = await verifyDecisions(folder, campaign, { failed, limit, ledger }, findings);
  if (ledger && plan) await verifyDecided(folder, plan, ledger, findings);
  if (summary !== null) await verifySummary(folder, summary, decisions, manifest, findings);
  task.finish();
  return findings.result({ employers: decisions?.total ?? 0, selected: selectedOf(decisions), ...countsOf(manifest) });
}

/** Employers whose guide was missing when the manifests were written last. */
async function failedBy(ledger: Ledger, { plan }: Plan): Promise<string[]> {
  const notified = (await stageResults(ledger, plan)).find(({ stage }) => stage === "notify");
  const { failed = [] } = JSON.parse(notified?.result ?? "{}") as { failed?: { employer_id: string }[] };
  return failed.map(({ employer_id }) => employer_id);
}

function countsOf(manifest: Manifest | null): Record<string, number> {
  if (manifest === null) return {};
  const { version, totals, files } = manifest;
  const corrections = files.find(({ name }) => name === correctionsFileName)?.rows ?? 0;
  return {
    ...{ "manifest version": version, notifications: totals.notifications, ...totals.by_channel },
    ...(corrections > 0 ? { corrections } : {}),
  };
}
