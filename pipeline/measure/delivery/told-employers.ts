import { type Channel, channels } from "../../domain/notification.ts";
import type { SuppressedEmployer } from "../../domain/suppressed.ts";
import type { ReportedEmployer } from "../../domain/told-employer.ts";
import { ascendingLookup } from "../../support/ascending-lookup.ts";

/** An employer who stands in a manifest, or stood in one and has paid since. */
export type ToldEmployer = {
  employerId: string;
  /** Channels that they were ever told on, in the order of `channels`. */
  channels: Channel[];
  /** UTC instant of the earliest receipt about them; null without one. */
  noticeAt: string | null;
};

/** Those who should have been told, among everybody who was; both come by employer_id. */
export function* toldEmployers(
  reported: Iterable<ReportedEmployer>,
  suppressed: Iterable<SuppressedEmployer>,
): Generator<ToldEmployer> {
  const paidSince = ascendingLookup(suppressed, ({ employerId }) => employerId);
  try {
    for (const { employerId, notifications } of reported) {
      const isStanding = notifications.some((notification) => notification.isStanding);
      if (!isStanding && paidSince.of(employerId) === null) continue;
      const names = notifications.map(({ channel }) => channel);
      const instants = notifications.flatMap(({ firstReceiptAt }) => firstReceiptAt ?? []);
      yield {
        employerId,
        channels: channels.filter((channel) => names.includes(channel)),
        noticeAt: instants.sort()[0] ?? null,
      };
    }
  } finally {
    paidSince.close();
  }
}
