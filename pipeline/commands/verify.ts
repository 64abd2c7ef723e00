import { existsSync } from "node:fs";
import path from "node:path";
import { exitCodes, PipelineError } from "../domain/errors.ts";
import { findCampaign } from "../ledger/campaigns.ts";
import { type Ledger, openLedgerToRead } from "../ledger/open-ledger.ts";
import { readCampaignSummary } from "../report/campaign-summary-file.ts";
import type { CampaignSettings } from "../settings.ts";
import type { Progress } from "../support/progress.ts";
import { Findings, type Verification } from "./verify/findings.ts";
import { verifyDecisions } from "./verify/verify-decisions.ts";
import { verifyManifests } from "./verify/verify-manifests.ts";
import { verifyWithdrawn } from "./verify/verify-withdrawn.ts";

/**
 * Reads a campaign back as somebody else would, from its files: the seal and hashes of the manifests and of every
 * version before, each line against its schema, ids, each guide's video with captions and transcript, and whether
 * decisions.csv and the manifests tell of the same employers. What no file says is asked of the ledger, when it is
 * there: who had paid before anybody was told. Changes nothing. Throws a `PipelineError` when there is no such campaign.
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
  const summary = await readCampaignSummary(folder);
  if (summary === null) findings.add("campaign.json is missing or cannot be read");
  if (summary?.purged_on) return findings.result({ purged: 1 });
  const ledger = opened && findCampaign(opened, campaign) ? opened : null;
  if (ledger === null) findings.note("No ledger that knows the campaign could be read: nothing was compared with it.");
  if (!existsSync(path.join(folder, "rejected.csv"))) findings.add("rejected.csv is missing");

  const task = progress.start("Reading back", null, "lines");
  const manifests = await verifyManifests(folder, campaign, summary?.settings.package ?? null, findings, () =>
    task.advance(),
  );
  if (manifests !== null) await verifyWithdrawn(folder, findings);
  const decisions = await verifyDecisions(folder, campaign, summary, ledger, findings);
  task.finish();
  return findings.result({ ...decisions, ...manifests });
}

/** Verifies, prints one screen on standard output, and gives the exit code: 0, or 3 when something is wrong. */
export async function verifyCommand(settings: CampaignSettings, tools: { progress: Progress }): Promise<number> {
  const verification = await verifyCampaign(settings, tools.progress);
  process.stdout.write(verificationScreen(settings.campaign, verification));
  return verification.problems.length === 0 ? exitCodes.done : exitCodes.someFailed;
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
          "Run the same campaign again with «run»: what is missing is made, and what was altered is put back or named.",
        ];
  return [`Campaign ${campaign}`, ...lines, ...notes, ...verdict, ""].join("\n");
}
