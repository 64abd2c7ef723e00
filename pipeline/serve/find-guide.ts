import type { Scene } from "../../compositions/storyboard.ts";
import type { Day } from "../domain/day.ts";
import type { SelectedEmployer } from "../domain/selected-employer.ts";
import { notificationsOf } from "../ledger/bulk/notifications.ts";
import { guideOf, scenesOfGuide } from "../ledger/bulk/plan-contents.ts";
import { suppressionReasonOf } from "../ledger/bulk/suppressed.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import { campaignRecord } from "../ledger/queries/campaigns.ts";
import { type GuideOwner, guideOwner } from "../ledger/queries/guide-tokens.ts";
import { findCampaign } from "../ledger/queries/plans.ts";
import { tokenDigest } from "../notify/guide-token.ts";

/** A guide that can be watched, as its page needs it. */
export type WatchableGuide = {
  employer: SelectedEmployer;
  videoId: string;
  asOf: Day;
  availableUntil: Day;
  /** JSON of the settings that the campaign was planned with. */
  settings: string;
  scenes: Scene[];
};

/**
 * What stands behind an address. `over`: its six months are over, or its campaign was purged. `not-concerned`: the
 * employer has paid since, or is no longer told for another reason: no film, and no quarter is named.
 */
export type FoundGuide =
  | { state: "unknown" }
  | { state: "over"; owner: GuideOwner | null }
  | { state: "not-concerned"; owner: GuideOwner; firstName: string | null; settings: string }
  | { state: "watchable"; owner: GuideOwner; guide: WatchableGuide };

/** Looks up a token, on a day. Unknown tokens take the same way, whatever they look like. */
export async function findGuide(ledger: Ledger, token: string, today: Day): Promise<FoundGuide> {
  const owner = await guideOwner(ledger, tokenDigest(token));
  if (owner === null) return { state: "unknown" };
  const campaign = await campaignRecord(ledger, owner.campaign);
  if (campaign === null || campaign.purgedOn !== null) return { state: "over", owner: null };
  if (campaign.availableUntil === null || today > campaign.availableUntil) return { state: "over", owner };
  const plan = await findCampaign(ledger, owner.campaign);
  if (plan === null) return { state: "over", owner };
  const found = guideOf(ledger, plan, owner.employerId);
  const videoId = found?.videoId ?? null;
  if (found === null || videoId === null || isToldNoMore(ledger, owner)) {
    return { state: "not-concerned", owner, firstName: found?.employer.firstName ?? null, settings: plan.settings };
  }
  const { asOf, settings } = plan;
  const scenes = scenesOfGuide(ledger, plan.plan, owner.employerId);
  const guide = { employer: found.employer, videoId, asOf, availableUntil: campaign.availableUntil, settings, scenes };
  return { state: "watchable", owner, guide };
}

/** Paid since, or withdrawn: what the manifests say, the page says too. */
function isToldNoMore(ledger: Ledger, { campaign, employerId }: GuideOwner): boolean {
  if (suppressionReasonOf(ledger, campaign, employerId) !== null) return true;
  const standing = notificationsOf(ledger, campaign, employerId).filter(({ state }) => state === "written");
  return standing.length === 0;
}
