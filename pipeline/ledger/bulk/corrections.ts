import type { Day } from "../../domain/day.ts";
import type { Channel } from "../../domain/notification.ts";
import { reachedStatuses } from "../../domain/receipt.ts";
import type { Ledger } from "../open-ledger.ts";
import { channelOrder } from "./channel-order.ts";
import { inList } from "./receipts.ts";
import { prepared } from "./sqlite.ts";

/** A line of corrections.ndjson. */
export type CorrectionRecord = {
  employerId: string;
  channel: Channel;
  /** Of the correction, not of what it corrects. */
  notificationId: string;
  /** The line as it was written, without its line break. */
  content: string;
};

/** Keeps corrections of a campaign, each as the first version that has it says it; inside a transaction of the caller. */
export function correctionWriter(
  { writer }: Ledger,
  campaign: string,
  manifestVersion: number,
): (correction: CorrectionRecord) => void {
  const insert = writer.prepare(
    `insert into corrections (campaign, employer_id, channel, notification_id, content, manifest_version)
     values (:campaign, :employerId, :channel, :notificationId, :content, :manifestVersion)
     on conflict (campaign, employer_id, channel) do nothing`,
  );
  return (correction) => insert.run({ campaign, manifestVersion, ...correction });
}

/** Every correction of a campaign, by employer_id, then by channel, with the id of what it corrects if there was such. */
export function recordedCorrections(
  { reader }: Ledger,
  campaign: string,
): IterableIterator<CorrectionRecord & { corrects: string | null }> {
  return reader
    .prepare<[string], CorrectionRecord & { corrects: string | null }>(
      `select c.employer_id as "employerId", c.channel, c.notification_id as "notificationId", content,
              n.notification_id as corrects
       from corrections c left join notifications n using (campaign, employer_id, channel)
       where campaign = ? order by c.employer_id, ${channelOrder("c.channel")}`,
    )
    .iterate(campaign);
}

/** One employer's corrections in a campaign, by channel, with the version that first had each. */
export function correctionsOf(
  { reader }: Ledger,
  campaign: string,
  employerId: string,
): (CorrectionRecord & { manifestVersion: number })[] {
  return prepared<[string, string], CorrectionRecord & { manifestVersion: number }>(
    reader,
    `select employer_id as "employerId", channel, notification_id as "notificationId", content, manifest_version as "manifestVersion"
     from corrections where campaign = ? and employer_id = ? order by ${channelOrder()}`,
  ).all(campaign, employerId);
}

/** How many corrections a campaign has, by channel; each is one employer. */
export function countCorrections({ reader }: Ledger, campaign: string): { channel: Channel; count: number }[] {
  return prepared<[string], { channel: Channel; count: number }>(
    reader,
    `select channel, count(*) as count from corrections where campaign = ? group by channel order by ${channelOrder()}`,
  ).all(campaign);
}

/** Somebody who was told and is excluded now, for whatever reason, on a channel without a correction. */
export type CorrectionCandidate = {
  employerKey: number;
  employerId: string;
  /** The first day by which they were told. */
  toldAsOf: Day;
  /** Where what they were told arrived. */
  reached: Channel[];
  /** Where they have a correction already. */
  corrected: Channel[];
};

/**
 * Of the told employers whom a plan excludes, and who have not paid since by the late payments, those who may need a
 * correction, by employer_id. Read along `notifications`: most of those excluded were never told, and most receipts are of
 * people who are not excluded. Where the day of telling is not known, it is that of the plan.
 */
const candidatesSql = `
  select employer_key as "employerKey", employer_id as "employerId", min(told_as_of) as "toldAsOf",
         json_group_array(channel) filter (where is_reached) as reached,
         json_group_array(channel) filter (where is_corrected) as corrected
  from (
    select d.employer_key, n.employer_id, n.channel, coalesce(n.told_as_of, :asOf) as told_as_of,
           exists (select 1 from receipts r where r.campaign = n.campaign and r.employer_id = n.employer_id
                   and r.channel = n.channel and r.status in (${inList(reachedStatuses)})) as is_reached,
           exists (select 1 from corrections c where c.campaign = n.campaign and c.employer_id = n.employer_id
                   and c.channel = n.channel) as is_corrected
    from notifications n cross join decisions d on d.plan = :plan and d.employer_id = n.employer_id
    where n.campaign = :campaign and d.decision = 'excluded'
      and not exists (select 1 from suppressed s where s.campaign = n.campaign and s.employer_id = n.employer_id)
  )
  group by employer_id having max(is_reached and not is_corrected) order by employer_id`;

/** Those who may need a correction by a plan; the position of each has still to be judged. */
export function* correctionCandidates(
  { reader }: Ledger,
  { campaign, plan, asOf }: { campaign: string; plan: number; asOf: Day },
): Generator<CorrectionCandidate> {
  type Row = Omit<CorrectionCandidate, "reached" | "corrected"> & { reached: string; corrected: string };
  const rows = reader.prepare<{ campaign: string; plan: number; asOf: Day }, Row>(candidatesSql);
  for (const { reached, corrected, ...row } of rows.iterate({ campaign, plan, asOf }))
    yield { ...row, reached: JSON.parse(reached), corrected: JSON.parse(corrected) };
}
