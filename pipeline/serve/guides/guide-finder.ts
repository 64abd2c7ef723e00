import QuickLRU from "quick-lru";
import type { Scene } from "../../../compositions/storyboard.ts";
import type { Day } from "../../domain/day.ts";
import type { GuideOwner } from "../../domain/guide-owner.ts";
import type { SelectedEmployer } from "../../domain/selected-employer.ts";
import { decisionOf } from "../../ledger/bulk/decisions.ts";
import { guideOwner } from "../../ledger/bulk/guide-tokens.ts";
import { notificationsOf } from "../../ledger/bulk/notifications.ts";
import { guideOf, sceneNumbersOf, sceneOf } from "../../ledger/bulk/plan-contents.ts";
import { dataVersion } from "../../ledger/bulk/sqlite.ts";
import { suppressionReasonOf } from "../../ledger/bulk/suppressed.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { type CampaignRecord, campaignRecord } from "../../ledger/queries/campaigns.ts";
import { findCampaign, type Plan } from "../../ledger/queries/plans.ts";
import { tokenDigest } from "../../notify/guide-token.ts";
import { type Config, keptConfig } from "../../settings/config.ts";

/** A guide that can be watched, as its page needs it. */
export type WatchableGuide = {
  employer: SelectedEmployer;
  videoId: string;
  asOf: Day;
  availableUntil: Day;
  /** The settings that the campaign was planned with; the same object for all its guides. */
  config: Config;
  /** In their order; a scene is the same object in all guides that show it. */
  scenes(): Scene[];
};

/**
 * Why an employer is no longer told. `paid` and `in-review` only when everything is: who still owes something must not
 * read that there is nothing to do. `outdated`: whatever else.
 */
export type WhyNotConcerned = "paid" | "in-review" | "outdated";

/**
 * What stands behind an address. `over`: its six months are over, or its campaign was purged. `not-concerned`: the
 * employer is no longer told, so there is no video, and no quarter is named. `employer` is what the guide was made from,
 * null when the current plan has none for them.
 */
export type FoundGuide =
  | { state: "unknown" }
  | { state: "over"; owner: GuideOwner | null }
  | {
      state: "not-concerned";
      owner: GuideOwner;
      config: Config;
      employer: SelectedEmployer | null;
      why: WhyNotConcerned;
    }
  | { state: "watchable"; owner: GuideOwner; guide: WatchableGuide };

/** What all guides of a campaign have in common; `planned` is null before its first plan. */
type KnownCampaign = { record: CampaignRecord | null; planned: (Plan & { config: Config }) | null };

/** Scenes that are held; a country has ten thousand different ones, of 2 KB. */
const heldScenes = 15_000;

/**
 * Returns a function that looks up a token, on a day. Unknown tokens take the same way, whatever they look like. What all
 * guides of a campaign have in common is asked again only when somebody has written to the ledger.
 */
export function guideFinder(ledger: Ledger): (token: string, today: Day) => Promise<FoundGuide> {
  let version = -1;
  const campaigns = new Map<string, Promise<KnownCampaign>>();
  const scenes = new QuickLRU<string, Scene>({ maxSize: heldScenes });
  const campaignOf = (campaign: string) => {
    const current = dataVersion(ledger.reader);
    if (current !== version) campaigns.clear();
    version = current;
    const known =
      campaigns.get(campaign) ??
      Promise.all([campaignRecord(ledger, campaign), findCampaign(ledger, campaign)]).then(([record, plan]) => ({
        record,
        planned: plan && { ...plan, config: keptConfig(plan.settings) },
      }));
    campaigns.set(campaign, known);
    // What failed is asked again.
    known.catch(() => campaigns.delete(campaign));
    return known;
  };
  /** The number of a plan is never used again, so its scenes stay what they are. */
  const heldScene = (plan: number, number: number) => {
    const key = `${plan} ${number}`;
    const scene = scenes.get(key) ?? sceneOf(ledger, plan, number);
    scenes.set(key, scene);
    return scene;
  };
  return async (token, today) => {
    const owner = guideOwner(ledger, tokenDigest(token));
    if (owner === null) return { state: "unknown" };
    const { record, planned } = await campaignOf(owner.campaign);
    if (record === null || record.purgedOn !== null) return { state: "over", owner: null };
    if (planned === null || record.availableUntil === null || today > record.availableUntil)
      return { state: "over", owner };
    const found = guideOf(ledger, planned, owner.employerId);
    const videoId = found?.videoId ?? null;
    const { plan, asOf, config } = planned;
    if (found === null || videoId === null || isToldNoMore(ledger, owner))
      return {
        ...{ state: "not-concerned", owner, config },
        ...{ employer: found?.employer ?? null, why: whyNotConcerned(ledger, plan, owner) },
      };
    const { employer } = found;
    const guide: WatchableGuide = {
      ...{ employer, videoId, asOf, config, availableUntil: record.availableUntil },
      scenes: () => sceneNumbersOf(ledger, plan, owner.employerId).map((number) => heldScene(plan, number)),
    };
    return { state: "watchable", owner, guide };
  };
}

/** Reasons of files that came after the notices, and of decisions, that are known to be about everything owed. */
const knownReasons: Record<string, WhyNotConcerned> = {
  ...{ "paid-in-full": "paid", "all-paid": "paid" },
  "in-review": "in-review",
};

/** By a file of late payments or requests, or by the extracts that the current plan was made from. */
function whyNotConcerned(ledger: Ledger, plan: number, { campaign, employerId }: GuideOwner): WhyNotConcerned {
  const suppressed = suppressionReasonOf(ledger, campaign, employerId);
  return knownReasons[suppressed ?? decisionOf(ledger, plan, employerId)?.reason ?? ""] ?? "outdated";
}

/** Paid since, or withdrawn: what the manifests say, the page says too. */
function isToldNoMore(ledger: Ledger, { campaign, employerId }: GuideOwner): boolean {
  if (suppressionReasonOf(ledger, campaign, employerId) !== null) return true;
  return notificationsOf(ledger, campaign, employerId).every(({ state }) => state !== "written");
}
