import { explainEmployer } from "../../decide/explain-employer.ts";
import { explainDelegations, explainRequests } from "../../decide/explain-requests.ts";
import { exitCodes, PipelineError } from "../../domain/errors.ts";
import { correctionsOf } from "../../ledger/bulk/corrections.ts";
import { decisionOf } from "../../ledger/bulk/decisions.ts";
import { type DelegateState, delegatesToldOf } from "../../ledger/bulk/delegate-notifications.ts";
import { notificationsOf } from "../../ledger/bulk/notifications.ts";
import { scenesOfGuide, videoIdOf } from "../../ledger/bulk/plan-contents.ts";
import { positionOf } from "../../ledger/bulk/positions.ts";
import { receiptsOf } from "../../ledger/bulk/receipts.ts";
import { rejectionsAbout } from "../../ledger/bulk/rejections.ts";
import { suppressionReasonOf } from "../../ledger/bulk/suppressed.ts";
import { packagingsOf } from "../../ledger/bulk/videos.ts";
import { type Ledger, noLedger, openLedgerToRead } from "../../ledger/open-ledger.ts";
import { delegationsOf } from "../../ledger/queries/delegations.ts";
import { findCampaign } from "../../ledger/queries/plans.ts";
import { notificationId } from "../../notify/notification-id.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { type CampaignPlan, campaignPlan, rulesOf } from "../../workflow/plan/campaign-plan.ts";
import { channelStates, contactState } from "../inspect/contacts-and-channels.ts";
import type { CorrectionState, Inspection, ToldDelegate } from "../inspect/inspection.ts";
import { inspectionJson } from "../inspect/inspection-json.ts";
import { inspectionScreen } from "../inspect/inspection-screen.ts";

export type InspectOptions = { employerId: string; json: boolean };

/**
 * Prints everything known about one employer in a campaign, on one screen or as JSON (`inspectionSchema`), and gives the
 * exit code. Changes nothing, makes no ledger.
 */
export async function inspectCommand(settings: CampaignSettings, options: InspectOptions): Promise<number> {
  const ledger = await openLedgerToRead(settings.outFolder);
  if (ledger === null) throw noLedger(settings.outFolder);
  try {
    const inspection = await inspectEmployer(ledger, settings, options.employerId);
    process.stdout.write(
      options.json ? `${JSON.stringify(inspectionJson(inspection), null, 2)}\n` : inspectionScreen(inspection),
    );
    return exitCodes.done;
  } finally {
    await ledger.close();
  }
}

/** Gathers the evidence. Throws a `PipelineError` (exit 2) when nothing is known of the employer. */
export async function inspectEmployer(
  ledger: Ledger,
  settings: CampaignSettings,
  typedId: string,
): Promise<Inspection> {
  const current = await findCampaign(ledger, settings.campaign);
  if (!current) throw unknownCampaign(settings.campaign);
  // By the rules of the decision, whatever options were typed now.
  const plan = campaignPlan(current, settings);
  const employerId = typedId.trim().toUpperCase();
  const position = positionOf(ledger, plan.snapshot, employerId)?.position ?? null;
  const rejections = rejectionsAbout(ledger, plan.snapshot, employerId);
  if (!position && rejections.length === 0) throw unknownEmployer(employerId, settings.campaign);
  const videoId = videoIdOf(ledger, plan, employerId);
  const rules = rulesOf(plan);
  const notifications = notificationsOf(ledger, plan.campaign, employerId);
  const delegations = explainDelegations(delegationsOf(ledger, plan.snapshot, employerId), rules);
  const circumstances = {
    decision: decisionOf(ledger, plan.plan, employerId),
    suppressed: suppressionReasonOf(ledger, plan.campaign, employerId),
    videos: videoId === null ? [] : packagingsOf(ledger, plan.campaign, videoId),
  };
  return {
    ...headOf(plan, employerId),
    employer: position && { line: position.line, firstName: position.firstName, birthDate: position.birthDate },
    contacts: position && contactState(position, rejections),
    ...circumstances,
    rejections,
    relationships: position ? explainEmployer(position, rules) : [],
    requests: position ? explainRequests(position, rules) : [],
    delegations,
    categories: position ? [...position.categories] : [],
    scenes: scenesOfGuide(ledger, plan.plan, employerId).map(({ kind }) => kind),
    videoId,
    channels: position ? channelStates(position, rejections, circumstances) : [],
    delegates: delegatesToldOf(ledger, plan, { delegations, notifications }).map(withoutContent),
    notifications,
    corrections: correctionsIn(ledger, plan.campaign, employerId),
    receipts: receiptsOf(ledger, plan.campaign, employerId),
  };
}

function withoutContent({ contentSha256: _, ...delegate }: DelegateState): ToldDelegate {
  return delegate;
}

function correctionsIn(ledger: Ledger, campaign: string, employerId: string): CorrectionState[] {
  return correctionsOf(ledger, campaign, employerId).map(({ channel, notificationId: id, manifestVersion }) => ({
    ...{ channel, notificationId: id, manifestVersion },
    corrects: notificationId(campaign, employerId, channel),
  }));
}

function headOf({ campaign, asOf, audience }: CampaignPlan, employerId: string) {
  return { campaign, asOf, audience, employerId };
}

function unknownCampaign(campaign: string): PipelineError {
  return new PipelineError("unknown-campaign", `The ledger knows no campaign ${campaign}`, {
    nextStep: "Name another with --campaign, or run videoguida plan first",
  });
}

function unknownEmployer(employerId: string, campaign: string): PipelineError {
  return new PipelineError("unknown-employer", `The extracts of the campaign ${campaign} do not name ${employerId}`, {
    nextStep: "See whether the codice fiscale is right, or look in another campaign with --campaign",
  });
}
