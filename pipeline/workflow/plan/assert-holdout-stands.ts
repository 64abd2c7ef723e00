import path from "node:path";
import { PipelineError } from "../../domain/errors.ts";
import { countToldHeldOut } from "../../ledger/bulk/decisions.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { recordedManifest } from "../../ledger/queries/campaigns.ts";
import { findCampaign } from "../../ledger/queries/plans.ts";
import { readManifest } from "../../notify/manifests/manifest-files.ts";
import { type CampaignSettings, campaignFolder } from "../../settings/campaign-settings.ts";
import type { RunTools } from "../run-tools.ts";
import type { CampaignPlan } from "./campaign-plan.ts";

/**
 * Once manifests went out, a greater share would take back what people were told, and an experiment that changes shows
 * nothing: throws a `PipelineError` (exit 2). A smaller share is warned of.
 */
export async function assertHoldoutNotRaised(
  settings: CampaignSettings,
  { ledger, warn }: Pick<RunTools, "ledger" | "warn">,
): Promise<void> {
  const { campaign, holdoutPercent } = settings;
  const current = await findCampaign(ledger, campaign);
  if (current === null || !(await hasManifests(ledger, settings))) return;
  const before = current.holdoutPercent;
  if (holdoutPercent > before)
    throw new PipelineError(
      "holdout-raised",
      `With --holdout ${holdoutPercent} employers would be left out who were told: the campaign ${campaign} was published with ${before} %`,
      { nextStep: `Leave the option out, or use --holdout ${before} or less; the next campaign may hold out more` },
    );
  if (holdoutPercent < before)
    warn(
      `--holdout ${holdoutPercent} is less than the ${before} % that the campaign ${campaign} was published with: those let go are told now, and can no longer be compared`,
    );
}

async function hasManifests(ledger: Ledger, settings: CampaignSettings): Promise<boolean> {
  if ((await recordedManifest(ledger, settings.campaign)) > 0) return true;
  return (await readManifest(path.join(campaignFolder(settings), "manifests"))) !== null;
}

/**
 * Throws a `PipelineError` (exit 2) when a plan holds somebody out who was told. The same share holds out others when the
 * key of the guide tokens is another one.
 */
export function assertHeldOutNotTold(ledger: Ledger, plan: CampaignPlan): void {
  const told = plan.holdoutPercent === 0 ? 0 : countToldHeldOut(ledger, plan);
  if (told === 0) return;
  throw new PipelineError(
    "held-out-were-told",
    `--holdout would leave out ${told} employers of ${plan.campaign} who were told of their guide`,
    {
      nextStep: "Put back the key that the campaign was published with (guide-token.key), or end it with --holdout 0",
    },
  );
}
