import type { ToldQuarter } from "../../domain/correction.ts";
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

/**
 * Keeps of which quarters everybody is told who stands in the newest manifests, which were made by this plan. What they
 * were told of before stays: it may have been sent.
 */
export function keepToldQuarters({ writer }: Ledger, { campaign, plan }: { campaign: string; plan: number }): void {
  writer
    .prepare(
      `insert or ignore into told_quarters (campaign, employer_id, relationship_id, quarter)
       select n.campaign, u.employer_id, u.relationship_id, u.quarter
       from unpaid_quarters u join notifications n on n.campaign = ? and n.employer_id = u.employer_id
         and n.channel = 'myinps' and n.state = 'written'
       where u.plan = ? order by u.employer_id, u.relationship_id, u.quarter`,
    )
    .run(campaign, plan);
}

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

/**
 * The corrections of a campaign that stand by a plan, by employer_id, then by channel, with the id of what each corrects
 * if there was such. Who is told again by it, or of whom it is not clear what they owe, also because it is in review, has
 * none any more: whoever has not sent it must not send it then. It is back when they are excluded again, with the same id.
 */
export function standingCorrections(
  { reader }: Ledger,
  { campaign, plan }: { campaign: string; plan: number },
): IterableIterator<CorrectionRecord & { corrects: string | null }> {
  return reader
    .prepare<{ campaign: string; plan: number }, CorrectionRecord & { corrects: string | null }>(
      `select c.employer_id as "employerId", c.channel, c.notification_id as "notificationId", content,
              n.notification_id as corrects
       from corrections c join decisions d on d.plan = :plan and d.employer_id = c.employer_id
         and d.decision = 'excluded' and d.reason <> 'in-review'
       left join notifications n using (campaign, employer_id, channel)
       where campaign = :campaign order by c.employer_id, ${channelOrder("c.channel")}`,
    )
    .iterate({ campaign, plan });
}

/** The notifications of a campaign that stand and were taken back once, by employer_id, then by channel. */
export function toldAgain(
  { reader }: Ledger,
  campaign: string,
): IterableIterator<Pick<CorrectionRecord, "employerId" | "channel" | "notificationId">> {
  return reader
    .prepare<[string], Pick<CorrectionRecord, "employerId" | "channel" | "notificationId">>(
      `select c.employer_id as "employerId", c.channel, n.notification_id as "notificationId"
       from corrections c join notifications n using (campaign, employer_id, channel)
       where campaign = ? and n.state = 'written' order by c.employer_id, ${channelOrder("c.channel")}`,
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

/** Of which quarters one employer was told in a campaign, in any version of its manifests. */
export function toldQuartersOf({ reader }: Ledger, campaign: string, employerId: string): ToldQuarter[] {
  return prepared<[string, string], ToldQuarter>(
    reader,
    `select relationship_id as "relationshipId", quarter from told_quarters where campaign = ? and employer_id = ?
     order by relationship_id, quarter`,
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
  /** Of what they were told, at least one quarter. */
  told: ToldQuarter[];
};

/**
 * Of the told employers whom a plan excludes, and who have not paid since by the late payments, those who may need a
 * correction, by employer_id; of what an earlier version told nobody knows which quarters it was. Read along `notifications`: most of those excluded were never told, and most receipts are of
 * people who are not excluded. Where the day of telling is not known, it is that of the plan.
 */
const candidatesSql = `
  select employer_key as "employerKey", employer_id as "employerId", min(told_as_of) as "toldAsOf",
         json_group_array(channel) filter (where is_reached) as reached,
         json_group_array(channel) filter (where is_corrected) as corrected,
         (select json_group_array(json_object('relationshipId', relationship_id, 'quarter', quarter))
          from told_quarters t where t.campaign = :campaign and t.employer_id = told.employer_id) as told
  from (
    select d.employer_key, n.employer_id, n.channel, coalesce(n.told_as_of, :asOf) as told_as_of,
           exists (select 1 from receipts r where r.campaign = n.campaign and r.employer_id = n.employer_id
                   and r.channel = n.channel and r.status in (${inList(reachedStatuses)})) as is_reached,
           exists (select 1 from corrections c where c.campaign = n.campaign and c.employer_id = n.employer_id
                   and c.channel = n.channel) as is_corrected
    from notifications n cross join decisions d on d.plan = :plan and d.employer_id = n.employer_id
    where n.campaign = :campaign and d.decision = 'excluded'
      and not exists (select 1 from suppressed s where s.campaign = n.campaign and s.employer_id = n.employer_id)
  ) told
  group by employer_id having max(is_reached and not is_corrected) and told <> '[]' order by employer_id`;

/** Those who may need a correction by a plan; the position of each has still to be judged. */
export function* correctionCandidates(
  { reader }: Ledger,
  { campaign, plan, asOf }: { campaign: string; plan: number; asOf: Day },
): Generator<CorrectionCandidate> {
  type Lists = "reached" | "corrected" | "told";
  type Row = Omit<CorrectionCandidate, Lists> & Record<Lists, string>;
  const rows = reader.prepare<{ campaign: string; plan: number; asOf: Day }, Row>(candidatesSql);
  for (const { reached, corrected, told, ...row } of rows.iterate({ campaign, plan, asOf }))
    yield { ...row, reached: JSON.parse(reached), corrected: JSON.parse(corrected), told: JSON.parse(told) };
}
