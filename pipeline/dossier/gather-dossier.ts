import { explainEmployer } from "../decide/explain-employer.ts";
import { isInReview, reviewsPending } from "../decide/requests.ts";
import type { EmployerPosition } from "../domain/position.ts";
import { availableUntil } from "../domain/retention.ts";
import type { EventStore } from "../events/event-store.ts";
import { pseudonyms } from "../events/pseudonym.ts";
import { correctionsOf, toldQuartersOf } from "../ledger/bulk/corrections.ts";
import { decisionLookup, missingLookup } from "../ledger/bulk/decisions.ts";
import { delegatesToldOf } from "../ledger/bulk/delegate-notifications.ts";
import { lateRowsOf } from "../ledger/bulk/late-rows-of.ts";
import { notificationsOf } from "../ledger/bulk/notifications.ts";
import { firstScenesOf, guideOf } from "../ledger/bulk/plan-contents.ts";
import { positionOf } from "../ledger/bulk/positions.ts";
import { receiptsOf } from "../ledger/bulk/receipts.ts";
import { rejectionsAbout } from "../ledger/bulk/rejections.ts";
import { suppressionReasonOf } from "../ledger/bulk/suppressed.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import { campaignRecords } from "../ledger/queries/campaigns.ts";
import { delegationsOf } from "../ledger/queries/delegations.ts";
import { findCampaign } from "../ledger/queries/plans.ts";
import type { CampaignSettings } from "../settings/campaign-settings.ts";
import { type CampaignPlan, campaignPlan, hasUsableSettings, rulesOf } from "../workflow/plan/campaign-plan.ts";
import type { CampaignFacts, DossierFacts, DossierGuide, DossierRelationship } from "./dossier-facts.ts";

/** Where it is kept who has opened a guide: no events, or no key of their pseudonyms, and nobody knows. */
export type OpenedSource = { events: Pick<EventStore, "hasOpened"> | null; tokenKey: Uint8Array | null };

/** Everything about one employer, or null when no extract of any campaign names them. */
export type GatherDossier = (employerId: string) => Promise<DossierFacts | null>;

/** Scenes of each guide that are shown. */
const shownScenes = 6;

/**
 * Opens what dossiers are gathered from. Some twenty questions for each employer and campaign, all answered by an index:
 * to print the dossier takes a hundred times as long.
 */
export async function openDossiers(
  ledger: Ledger,
  settings: CampaignSettings,
  opened: OpenedSource,
): Promise<GatherDossier> {
  const hasOpened = openedLookup(opened);
  const gatherers: ((employerId: string) => Promise<CampaignFacts | null>)[] = [];
  const purged: string[] = [];
  for (const { campaign, purgedOn } of (await campaignRecords(ledger)).reverse()) {
    const plan = await findCampaign(ledger, campaign);
    if (purgedOn !== null) purged.push(campaign);
    else if (plan) {
      // Settings that this version refuses say nothing of what was decided: the rest is shown by the defaults.
      const usable = hasUsableSettings(plan) ? plan : { ...plan, settings: "{}" };
      gatherers.push(campaignGatherer(ledger, campaignPlan(usable, { ...settings, campaign }), hasOpened));
    }
  }
  return async (employerId) => {
    const campaigns: CampaignFacts[] = [];
    for (const gather of gatherers) campaigns.push(...[await gather(employerId)].filter((facts) => facts !== null));
    return campaigns.length === 0 ? null : { employerId, campaigns, purged };
  };
}

type HasOpened = (campaign: string, employerId: string) => Promise<boolean | null>;

function openedLookup({ events, tokenKey }: OpenedSource): HasOpened {
  if (events === null || tokenKey === null) return async () => null;
  const personOf = pseudonyms(tokenKey);
  return (campaign, employerId) => events.hasOpened(campaign, personOf({ campaign, employerId }));
}

function campaignGatherer(ledger: Ledger, plan: CampaignPlan, hasOpened: HasOpened) {
  const { campaign, asOf, snapshot } = plan;
  const rules = rulesOf(plan);
  const [decisionOf, missingOf] = [decisionLookup(ledger, plan.plan), missingLookup(ledger, plan.plan)];
  return async (employerId: string): Promise<CampaignFacts | null> => {
    const position = positionOf(ledger, snapshot, employerId)?.position ?? null;
    const rejections = rejectionsAbout(ledger, snapshot, employerId);
    if (position === null && rejections.length === 0) return null;
    const notifications = notificationsOf(ledger, campaign, employerId);
    const delegations = delegationsOf(ledger, snapshot, employerId);
    return {
      ...{ campaign, asOf, snapshot, position, rejections },
      delegations,
      availableUntil: availableUntil(asOf),
      relationships: position ? relationshipsOf(position, explainEmployer(position, rules), plan) : [],
      decision: decisionOf(employerId),
      missing: missingOf(employerId),
      suppressed: suppressionReasonOf(ledger, campaign, employerId),
      guide: guideFacts(ledger, plan, employerId),
      told: toldQuartersOf(ledger, campaign, employerId),
      isOpened: await hasOpened(campaign, employerId),
      notifications,
      delegates: delegatesToldOf(ledger, plan, { delegations, notifications }),
      corrections: correctionsOf(ledger, campaign, employerId),
      receipts: receiptsOf(ledger, campaign, employerId),
      late: lateRowsOf(ledger, { campaign, snapshot, employerId }),
    };
  };
}

function relationshipsOf(
  { requests }: EmployerPosition,
  explained: ReturnType<typeof explainEmployer>,
  { asOf }: CampaignPlan,
): DossierRelationship[] {
  const pending = reviewsPending(requests, asOf);
  return explained.map(({ quarters, ...relationship }) => ({
    ...relationship,
    quarters: quarters.map((evidence) => ({
      ...evidence,
      isInReview: isInReview(pending, { relationshipId: relationship.relationshipId, quarter: evidence.quarter }),
    })),
  }));
}

function guideFacts(ledger: Ledger, plan: CampaignPlan, employerId: string): DossierGuide | null {
  const guide = guideOf(ledger, plan, employerId);
  if (guide === null) return null;
  const scenes = firstScenesOf(ledger, plan.plan, employerId, shownScenes);
  return {
    videoId: guide.videoId,
    failure: guide.failure,
    isAppointmentOffered: guide.employer.isAppointmentOffered,
    scenes: scenes.map(({ scene, ...kept }) => ({ says: scene.narration, ...kept })),
  };
}
