import { type Day, day } from "../domain/day.ts";
import { pseudonyms } from "../events/pseudonym.ts";
import { countCorrections } from "../ledger/bulk/corrections.ts";
import { countGuides } from "../ledger/bulk/plan-contents.ts";
import { firstReceiptAt } from "../ledger/bulk/receipts.ts";
import { reportedDelegates, reportedEmployers } from "../ledger/bulk/reported-employers.ts";
import { type SortedRows, sortedRows } from "../ledger/bulk/sorted-rows.ts";
import { suppressedEmployers } from "../ledger/bulk/suppressed.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import { campaignRecord, campaignRecords } from "../ledger/queries/campaigns.ts";
import { findCampaign, type Plan } from "../ledger/queries/plans.ts";
import { hasExtract } from "../ledger/queries/snapshots.ts";
import { joinSorted } from "../support/join-sorted.ts";
import { countDelegates, type DeliveryCounts, deliveryCounter } from "./delivery/count-delivery.ts";
import { toldEmployers } from "./delivery/told-employers.ts";
import type { EventSource } from "./event-source.ts";
import type { CampaignCounts } from "./measures.ts";
import { countTold, type ToldCounts, type ToldPerson } from "./outcome/count-told.ts";
import { employerQuarters, isOutcomeKnown, type LaterExtracts } from "./outcome/employer-outcomes.ts";
import { countProcess } from "./process/count-process.ts";
import { countVisits, type PersonCounted } from "./visits/count-visits.ts";
import { visitsIn } from "./visits/visit.ts";

/**
 * Everything that is counted of a campaign. Without a plan (it was purged) only what people did on its pages is known;
 * without events, all but that.
 */
export async function countCampaign(
  ledger: Ledger,
  { events, tokenKey }: EventSource,
  campaign: string,
  plan: Plan | null,
): Promise<CampaignCounts> {
  const people = sortedRows<ToldPerson>();
  try {
    const later = plan && (await laterExtracts(ledger, plan));
    const found = plan && countEmployers(ledger, plan, later, { people, tokenKey: events && tokenKey });
    const visits = events && (await countVisits(peopleCounted(visitsIn(events.inOrder(campaign)), people)));
    return {
      selected: plan && countGuides(ledger, plan),
      delivery: found?.delivery ?? null,
      delegates:
        plan && (await hasExtract(ledger, plan.snapshot, "delegations"))
          ? countDelegates(reportedDelegates(ledger, campaign))
          : null,
      corrections: plan && {
        channels: countCorrections(ledger, campaign),
        waiting: (await campaignRecord(ledger, campaign))?.correctionsWaiting ?? 0,
      },
      visits,
      outcome: found && {
        told: found.told,
        byVisit: (tokenKey && visits?.outcome) ?? null,
        isKnown: plan !== null && isOutcomeKnown(ledger, plan, later),
        hasLimit: plan?.limit != null,
      },
      process: plan ? await countProcess(ledger, plan) : {},
    };
  } finally {
    people.close();
  }
}

/** The extracts of the latest campaign after this one. */
async function laterExtracts(ledger: Ledger, { campaign, snapshot }: Plan): Promise<LaterExtracts | null> {
  const [latest] = (await campaignRecords(ledger)).filter((one) => one.campaign > campaign).reverse();
  const plan = latest ? await findCampaign(ledger, latest.campaign) : null;
  return plan && plan.snapshot !== snapshot ? { snapshot: plan.snapshot, asOf: plan.asOf } : null;
}

/**
 * Counts what became of notifications and of the quarters that they named, in one pass, and keeps everybody who was told
 * to be found by their pseudonym; without a key nobody is.
 */
function countEmployers(
  ledger: Ledger,
  plan: Plan,
  later: LaterExtracts | null,
  { people, tokenKey }: { people: SortedRows<ToldPerson>; tokenKey: Uint8Array | null },
): { delivery: DeliveryCounts; told: ToldCounts } {
  const { campaign } = plan;
  const personOf = tokenKey && pseudonyms(tokenKey);
  const delivery = deliveryCounter();
  function* reported() {
    for (const employer of reportedEmployers(ledger, campaign)) {
      delivery.add(employer);
      yield employer;
    }
  }
  const told = countTold(
    toldEmployers(reported(), suppressedEmployers(ledger, campaign)),
    employerQuarters(ledger, plan, later),
    noticeDayOnce(ledger, plan),
    (employerId, person) => personOf && people.add(personOf({ campaign, employerId }), person),
  );
  return { delivery: delivery.result(), told };
}

/** The day of the notice of those of whom nobody has reported; looked up when the first of them is met. */
function noticeDayOnce(ledger: Ledger, { campaign, asOf }: Plan): () => Day {
  let found: Day | null = null;
  return () => {
    found ??= day((firstReceiptAt(ledger, campaign) ?? asOf).slice(0, 10));
    return found;
  };
}

type Keyed = { person: string };

/** What people did beside what they were told, by pseudonym. */
async function* peopleCounted(
  visits: ReturnType<typeof visitsIn>,
  people: SortedRows<ToldPerson>,
): AsyncGenerator<PersonCounted> {
  async function* told() {
    for (const [person, row] of people.inOrder()) yield { person, row };
  }
  const compare = (a: Keyed, b: Keyed) => (a.person < b.person ? -1 : Number(a.person > b.person));
  for await (const [visit, found] of joinSorted(visits, told(), compare)) yield [visit, found?.row ?? null];
}
