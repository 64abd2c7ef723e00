import { exitCodes } from "../../domain/errors.ts";
import { openLedgerToRead } from "../../ledger/open-ledger.ts";
import { findCampaign } from "../../ledger/queries/plans.ts";
import { placeholderWarnings } from "../../notify/messages/placeholders.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import type { Warn } from "../../support/progress.ts";
import { verifyCampaign } from "../../verify/verify-campaign.ts";
import { campaignPlan } from "../../workflow/plan/campaign-plan.ts";
import type { CommandTools } from "../command-tools.ts";
import type { TypedOptions } from "../options.ts";
import { verificationScreen } from "../screens/verification-screen.ts";
import { warnOfDifferences } from "./planned-settings.ts";

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

/** Warns of placeholder settings, which went out with the guides, and of a `--config` other than the campaign's. */
async function warnOfSettings(settings: CampaignSettings, warn: Warn, typed: TypedOptions): Promise<void> {
  const ledger = await openLedgerToRead(settings.outFolder);
  try {
    const plan = ledger && (await findCampaign(ledger, settings.campaign));
    if (!plan) return;
    const planned = campaignPlan(plan, settings);
    if (typed.config !== undefined) warnOfDifferences(planned, { ...planned, config: settings.config }, warn);
    for (const sentence of placeholderWarnings(planned.config)) warn(sentence);
  } finally {
    await ledger?.close();
  }
}
