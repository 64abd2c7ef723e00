import type { Day } from "../domain/day.ts";
import type { Audience } from "../domain/decision.ts";
import type { Ledger } from "./open-ledger.ts";

/** A campaign as the ledger knows it. */
export type Campaign = {
  campaign: string;
  snapshot: number;
  asOf: Day;
  audience: Audience;
  /** JSON. */
  settings: string;
  /** By which rules its decisions were made, null while there are none. */
  decidedBy: string | null;
};

const columns = "campaign, snapshot, as_of as asOf, audience, settings, decided_by as decidedBy";

export function findCampaign({ writer }: Ledger, campaign: string): Campaign | null {
  const found = writer.prepare<[string], Campaign>(`select ${columns} from campaigns where campaign = ?`).get(campaign);
  return found ?? null;
}

/**
 * Makes a snapshot the one that a campaign is made from. Another one than before takes the old decisions with it,
 * which were made from other extracts; guides and notifications stay, they tell what was sent.
 */
export function assignSnapshot({ writer }: Ledger, campaign: Omit<Campaign, "decidedBy">): { isOther: boolean } {
  const before = writer.prepare("select snapshot from campaigns where campaign = ?").pluck().get(campaign.campaign);
  const isOther = before !== campaign.snapshot;
  if (isOther) {
    writer.prepare("delete from decisions where campaign = ?").run(campaign.campaign);
    writer
      .prepare(
        `insert into campaigns (campaign, snapshot, as_of, audience, settings) values (:campaign, :snapshot, :asOf, :audience, :settings)
         on conflict (campaign) do update set snapshot = excluded.snapshot, decided_by = null`,
      )
      .run(campaign);
  }
  return { isOther };
}
