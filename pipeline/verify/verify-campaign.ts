import { existsSync } from "node:fs";
import path from "node:path";
import type { CommandTools } from "../cli/command-tools.ts";
import { warnOfDifferences } from "../cli/commands/planned-settings.ts";
import type { TypedOptions } from "../cli/options.ts";
import { exitCodes, PipelineError } from "../domain/errors.ts";
import { type Ledger, openLedgerToRead } from "../ledger/open-ledger.ts";
import { campaignRecord } from "../ledger/queries/campaigns.ts";
import { findCampaign, type Plan } from "../ledger/queries/plans.ts";
import { stageResults } from "../ledger/queries/stage-results.ts";
import type { Manifest } from "../notify/manifests/manifest-schema.ts";
import { placeholderWarnings } from "../notify/messages/placeholders.ts";
import { readCampaignSummary } from "../report/campaign-summary-file.ts";
import type { CampaignSettings } from "../settings/campaign-settings.ts";
import type { Progress, Warn } from "../support/progress.ts";
import { campaignPlan } from "../workflow/plan/campaign-plan.ts";
import { Findings, type Verification } from "./findings.ts";
import { verifyDecided } from "./verify-decided.ts";
import { verifyDecisions } from "./verify-decisions.ts";
import { verifyManifests } from "./verify-manifests.ts";
import { selectedOf, verifySummary } from "./verify-summary.ts";
import { verifyWithdrawn } from "./verify-withdrawn.ts";

/**
 * Reads a campaign back as somebody else would, from its files: the seal and hashes of the manifests and of every
 * version before, each line against its schema, ids, each guide's video, captions and transcript, whether decisions.csv
 * and the manifests tell of the same employers, and the counts of campaign.json. When the ledger is there, it is asked
 * for what no file says: the digest of every film, of its texts and of every notification, the decisions as they were
 * made, how far a trial reached, and who had paid before anybody was told. Memory grows with different guides, not with employers. Changes nothing. Throws a `PipelineError` when there is no such campaign.
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
  if (opened && campaignRecord(opened, campaign)?.purgedOn) return findings.result({ purged: 1 });
  const summary = await readCampaignSummary(folder);
  if (summary === null) findings.add("campaign.json is missing or cannot be read");
  const plan = opened && findCampaign(opened, campaign);
  const ledger = plan ? opened : null;
  if (ledger === null) findings.note("No ledger that knows the campaign could be read: nothing was compared with it.");
  if (!existsSync(path.join(folder, "rejected.csv"))) findings.add("rejected.csv is missing");

  const task = progress.start("Reading back", null, "lines");
  const expected = { campaign, ledger, packaging: plan?.packaging ?? null };
  const manifest = await verifyManifests(folder, expected, findings, () => task.advance());
  if (manifest !== null) await verifyWithdrawn(folder, findings);
  const failed = new Set(
    ledger && plan ? failedBy(ledger, plan) : summary?.failed.map(({ employer_id }) => employer_id),
  );
  const limit = plan?.limit ?? null;
  const decisions = await verifyDecisions(folder, campaign, { failed, limit, ledger }, findings);
  if (ledger && plan) await verifyDecided(folder, plan, ledger, findings);
  if (summary !== null) await verifySummary(folder, summary, decisions, manifest, findings);
  task.finish();
  return findings.result({ employers: decisions?.total ?? 0, selected: selectedOf(decisions), ...countsOf(manifest) });
}

/** Employers whose guide was missing when the manifests were written last. */
function failedBy(ledger: Ledger, { plan }: Plan): string[] {
  const notified = stageResults(ledger, plan).find(({ stage }) => stage === "notify");
  const { failed = [] } = JSON.parse(notified?.result ?? "{}") as { failed?: { employer_id: string }[] };
  return failed.map(({ employer_id }) => employer_id);
}

function countsOf(manifest: Manifest | null): Record<string, number> {
  if (manifest === null) return {};
  const { version, totals } = manifest;
  return { "manifest version": version, notifications: totals.notifications, ...totals.by_channel };
}

/** Verifies, prints one screen on standard output, and gives the exit code: 0, or 3 when something is wrong. */
export async function verifyCommand(
  settings: CampaignSettings,
  tools: Pick<CommandTools, "progress" | "warn">,
  typed: TypedOptions,
): Promise<number> {
  await warnOfSettings(settings, tools.warn, typed);
  const verification = await verifyCampaign(settings, tools.progress);
  process.stdout.write(verificationScreen(settings.campaign, verification));
  return verification.problems.length === 0 ? exitCodes.done : exitCodes.someFailed;
}

/** Settings that are still placeholders went out with the guides; another `--config` than the campaign's is named. */
async function warnOfSettings(settings: CampaignSettings, warn: Warn, typed: TypedOptions): Promise<void> {
  const ledger = await openLedgerToRead(settings.outFolder);
  try {
    const plan = ledger && findCampaign(ledger, settings.campaign);
    if (!plan) return;
    const planned = campaignPlan(plan, settings);
    if (typed.config !== undefined) warnOfDifferences(planned, { ...planned, config: settings.config }, warn);
    for (const sentence of placeholderWarnings(planned.config)) warn(sentence);
  } finally {
    await ledger?.close();
  }
}

/** The result for a person: counts, then what is wrong and the next step. */
export function verificationScreen(campaign: string, { counts, problems, moreProblems, notes }: Verification): string {
  const lines = Object.entries(counts).map(([name, count]) => `  ${name.padEnd(28)} ${String(count).padStart(10)}`);
  const verdict =
    problems.length === 0
      ? [counts.purged ? "Purged: personal data was removed, nothing to verify." : "Everything agrees."]
      : [
          "Wrong:",
          ...problems.map((problem) => `  - ${problem}`),
          ...(moreProblems > 0 ? [`  … and ${moreProblems} more`] : []),
          "Delete what is named under videos/ and run the same campaign again with «run»: it makes what is missing, writes",
          "decisions and counts anew, and puts manifests back or says what is to be done. Earlier versions (superseded/) can",
          "only come from a copy.",
        ];
  return [`Campaign ${campaign}`, ...lines, ...notes, ...verdict, ""].join("\n");
}
