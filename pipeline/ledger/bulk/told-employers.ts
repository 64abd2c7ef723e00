import { type Channel, channels } from "../../domain/notification.ts";
import type { Ledger } from "../open-ledger.ts";

/** An employer who stands in a manifest, or stood in one and has paid since. */
export type ToldEmployer = {
  employerId: string;
  /** Channels that they were ever told on, in the order of `channels`. */
  channels: Channel[];
  /** UTC instant of the earliest receipt about them; null without one. */
  noticeAt: string | null;
};

type Row = Omit<ToldEmployer, "channels"> & { channels: string };

/** The employers told of their guide by employer_id, without those who should not have been told. */
export function* toldEmployers({ reader }: Ledger, campaign: string): Generator<ToldEmployer> {
  const rows = reader
    .prepare<{ campaign: string }, Row>(
      `select n.employer_id as "employerId", group_concat(n.channel) as channels,
              (select min(r.at) from receipts r where r.campaign = n.campaign and r.employer_id = n.employer_id) as "noticeAt"
       from notifications n where n.campaign = :campaign
       group by n.employer_id
       having max(n.state = 'written')
           or exists (select 1 from suppressed s where s.campaign = :campaign and s.employer_id = n.employer_id)
       order by n.employer_id`,
    )
    .iterate({ campaign });
  for (const row of rows) yield { ...row, channels: channelsIn(row.channels) };
}

function channelsIn(list: string): Channel[] {
  const names = list.split(",");
  return channels.filter((channel) => names.includes(channel));
}

/** UTC instant of the earliest receipt of a campaign, or null. */
export function firstNoticeAt({ reader }: Ledger, campaign: string): string | null {
  return reader.prepare("select min(at) from receipts where campaign = ?").pluck().get(campaign) as string | null;
}
