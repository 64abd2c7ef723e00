import { day } from "../domain/day.ts";
import { pseudonyms } from "../events/pseudonym.ts";
import { countGuides } from "../ledger/bulk/plan-contents.ts";
import { countNotificationsByReceipt, countTold, countUnreachable } from "../ledger/bulk/receipts.ts";
import { type SortedRows, sortedRows } from "../ledger/bulk/sorted-rows.ts";
import { firstNoticeAt, toldEmployers } from "../ledger/bulk/told-employers.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import { campaignRecords } from "../ledger/queries/campaigns.ts";
import { findCampaign, type Plan } from "../ledger/queries/plans.ts";
import { joinSorted } from "../support/join-sorted.ts";
import { countProcess } from "./count-process.ts";
import { countVisits, type PersonCounted } from "./count-visits.ts";
import type { EventSource } from "./measure-campaigns.ts";
import type { CampaignCounts } from "./measures.ts";
import { countTold as countToldPeople, type ToldCounts, type ToldPerson } from "./outcome/count-told.ts";
import { employerQuarters, isOutcomeKnown, type LaterExtracts } from "./outcome/employer-outcomes.ts";
import { visitsIn } from "./visit.ts";

/** Everything that is counted of a campaign. Without a plan (it was purged) only what people did on its pages is known. */
export async function countCampaign(
  ledger: Ledger,
  { events, tokenKey }: EventSource,
  campaign: string,
  plan: Plan | null,
): Promise<CampaignCounts> {
  const people = sortedRows<ToldPerson>();
  try {
    const later = plan && (await laterExtracts(ledger, plan));
    const told = plan && tellApart(ledger, plan, later, { people, tokenKey });
    const visits = await countVisits(peopleCounted(visitsIn(events.inOrder(campaign)), people));
    return {
      told: plan && { selected: countGuides(ledger, plan), available: countTold(ledger, campaign) },
      channels: countNotificationsByReceipt(ledger, campaign),
      unreachable: plan ? countUnreachable(ledger, campaign) : {},
      visits,
      outcome: told && {
        told,
        byVisit: tokenKey ? visits.outcome : null,
        isKnown: plan !== null && isOutcomeKnown(ledger, plan, later),
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

/** Counts what became of the quarters of those who were told, and keeps them to be found by their pseudonym. */
function tellApart(
  ledger: Ledger,
  plan: Plan,
  later: LaterExtracts | null,
  { people, tokenKey }: { people: SortedRows<ToldPerson>; tokenKey: Uint8Array | null },
): ToldCounts {
  const { campaign, asOf } = plan;
  const personOf = tokenKey && pseudonyms(tokenKey);
  const noticeOn = day((firstNoticeAt(ledger, campaign) ?? asOf).slice(0, 10));
  return countToldPeople(
    toldEmployers(ledger, campaign),
    employerQuarters(ledger, plan, later),
    noticeOn,
    (employerId, person) => personOf && people.add(personOf({ campaign, employerId }), person),
  );
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
