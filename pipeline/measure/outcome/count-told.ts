import { type Day, daysBetween } from "../../domain/day.ts";
import { ascendingLookup } from "../../support/ascending-lookup.ts";
import type { ToldEmployer } from "../delivery/told-employers.ts";
import type { EmployerQuarters } from "./employer-outcomes.ts";
import { addOutcome, daysOfPayment, noOutcome, type OutcomeCounts } from "./outcome-counts.ts";

/** Somebody who was told, as what they did on their page is compared with it. */
export type ToldPerson = {
  /** The day of the notice. */
  noticeOn: Day;
  hasSeveralWorkers: boolean;
  named: number;
  paid: number;
};

/** Quarters paid more days after the notice than the entry before, and at most `withinDays`; the last has all others. */
export type PaidIn = { withinDays: number; people: number; quarters: number };

/** What became of the quarters that were named to people, before it is known what they did on their pages. */
export type ToldCounts = {
  /** By the channels that people were told on, joined by `+`. */
  byChannels: Map<string, OutcomeCounts>;
  /** Quarters by the days from the notice to their payment, and the people who have paid some in those days. */
  paidIn: PaidIn[];
  /** Everybody who was selected, and everybody who would have been and was held out. */
  guided: OutcomeCounts;
  heldOut: OutcomeCounts;
};

/**
 * Counts what became of the quarters of a campaign and hands everybody who was told to `onTold`. Both sources are by
 * employer_id. Without a receipt, `noticeOn` says what is taken as the day of the notice.
 */
export function countTold(
  told: Iterable<ToldEmployer>,
  quarters: Iterable<EmployerQuarters>,
  noticeOn: () => Day,
  onTold: (employerId: string, person: ToldPerson) => void,
): ToldCounts {
  const counts: ToldCounts = {
    byChannels: new Map(),
    paidIn: [...daysOfPayment, Number.POSITIVE_INFINITY].map((withinDays) => ({ withinDays, people: 0, quarters: 0 })),
    ...{ guided: noOutcome(), heldOut: noOutcome() },
  };
  const rows = ascendingLookup(told, ({ employerId }) => employerId);
  try {
    for (const employer of quarters) {
      const outcome = { named: employer.named, paid: employer.paid.length };
      addOutcome(employer.decision === "selected" ? counts.guided : counts.heldOut, outcome);
      const found = rows.of(employer.employerId);
      if (found === null) continue;
      const on = (found.noticeAt?.slice(0, 10) as Day | undefined) ?? noticeOn();
      addTold(counts, found, employer, on);
      onTold(employer.employerId, { noticeOn: on, hasSeveralWorkers: employer.workers > 1, ...outcome });
    }
    rows.finish();
  } finally {
    rows.close();
  }
  return counts;
}

function addTold(counts: ToldCounts, { channels }: ToldEmployer, employer: EmployerQuarters, noticeOn: Day): void {
  const key = channels.join("+");
  const group = counts.byChannels.get(key) ?? noOutcome();
  counts.byChannels.set(key, group);
  addOutcome(group, { named: employer.named, paid: employer.paid.length });
  const paidAfter = employer.paid.map(({ paidOn }) => (paidOn === null ? Infinity : daysBetween(noticeOn, paidOn)));
  let from = Number.NEGATIVE_INFINITY;
  for (const entry of counts.paidIn) {
    const quarters = paidAfter.filter((days) => days > from && days <= entry.withinDays).length;
    entry.quarters += quarters;
    entry.people += Number(quarters > 0);
    from = entry.withinDays;
  }
}
