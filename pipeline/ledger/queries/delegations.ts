import type { Day } from "../../domain/day.ts";
import { type Delegation, isActiveOn } from "../../domain/delegation.ts";
import { prepared } from "../bulk/sqlite.ts";
import type { Ledger } from "../open-ledger.ts";

/**
 * True when somebody may act for an employer on a day (contract, section 8, rule 4), by the extracts of the latest
 * campaign: who was a delegate when an earlier one was made may be none any more.
 */
export function isActiveDelegate(
  { reader }: Ledger,
  { employerId, delegateId }: { employerId: string; delegateId: string },
  today: Day,
): boolean {
  return prepared<{ employerId: string; delegateId: string }, Pick<Delegation, "activeFrom" | "activeTo">>(
    reader,
    `select d.active_from as "activeFrom", d.active_to as "activeTo" from employers e cross join delegations d using (employer_key)
     where e.snapshot = (${latestExtracts}) and e.employer_id = :employerId and d.delegate_id = :delegateId`,
  )
    .all({ employerId, delegateId })
    .some((delegation) => isActiveOn(delegation, today));
}

/** The snapshot of the latest campaign that has a current plan. */
const latestExtracts = "select snapshot from plans where state = 'current' order by campaign desc limit 1";

/** The delegations of an employer in a snapshot, by line; also those that have ended or have not begun. */
export function delegationsOf({ reader }: Ledger, snapshot: number, employerId: string): Delegation[] {
  type Row = Omit<Delegation, "hasEmailConsent"> & { hasEmailConsent: 0 | 1 };
  return prepared<{ snapshot: number; employerId: string }, Row>(
    reader,
    `select d.delegate_id as "delegateId", d.line, d.kind, d.name, d.active_from as "activeFrom",
            d.active_to as "activeTo", d.email, d.has_email_consent as "hasEmailConsent"
     from employers e cross join delegations d using (employer_key)
     where e.snapshot = :snapshot and e.employer_id = :employerId order by d.line`,
  )
    .all({ snapshot, employerId })
    .map((row) => ({ ...row, hasEmailConsent: row.hasEmailConsent === 1 }));
}

/** A guide that can be watched, of an employer for whom somebody may act. */
export type DelegatedGuide = {
  campaign: string;
  employerId: string;
  /** As in the registry. */
  firstName: string;
  availableUntil: Day;
};

/**
 * The guides of all employers for whom somebody may act on a day, of every campaign whose guides can be watched then, the
 * latest campaign first, by employer_id. By the same rules as the pages: by the extracts of the latest campaign
 * (`isActiveDelegate`), told and not taken out since, with a video. A few statements, however many employers.
 */
export function delegatedGuides({ reader }: Ledger, delegateId: string, today: Day): DelegatedGuide[] {
  const campaigns = prepared<{ today: Day }, OpenCampaign>(reader, openCampaignsSql).all({ today });
  return campaigns.flatMap(({ campaign, plan, limit, availableUntil }) => {
    const last = limit === null ? null : lastWithin(reader, plan, limit);
    const rows = prepared<object, Pick<DelegatedGuide, "employerId" | "firstName">>(reader, guidesOfCampaignSql).all({
      ...{ delegateId, today, campaign, plan, last },
    });
    return rows.map((row) => ({ ...row, campaign, availableUntil }));
  });
}

type OpenCampaign = Pick<DelegatedGuide, "campaign" | "availableUntil"> & { plan: number; limit: number | null };

const openCampaignsSql = `
  select p.campaign, p.plan, p.row_limit as "limit", c.available_until as "availableUntil"
  from campaigns c join plans p on p.campaign = c.campaign and p.state = 'current'
  where c.purged_on is null and c.available_until >= :today order by p.campaign desc`;

/** The last employer within `--limit`, null when there are fewer; before all codes when nobody is within it. */
function lastWithin(reader: Ledger["reader"], plan: number, limit: number): string | null {
  if (limit === 0) return "";
  const row = prepared<[number, number], { employerId: string }>(
    reader,
    'select employer_id as "employerId" from guides where plan = ? order by employer_id limit 1 offset ?',
  ).get(plan, limit - 1);
  return row?.employerId ?? null;
}

const guidesOfCampaignSql = `
  select distinct e.employer_id as "employerId", e.first_name as "firstName"
  from delegations d cross join employers e using (employer_key)
  cross join guides g on g.plan = :plan and g.employer_id = e.employer_id and g.video is not null
  where d.delegate_id = :delegateId and e.snapshot = (${latestExtracts})
    -- as isActiveOn
    and d.active_from <= :today and (d.active_to is null or d.active_to >= :today)
    and (:last is null or e.employer_id <= :last)
    and exists (select 1 from guide_tokens t where t.campaign = :campaign and t.employer_id = e.employer_id)
    and exists (select 1 from notifications n
                where n.campaign = :campaign and n.employer_id = e.employer_id and n.state = 'written')
    and not exists (select 1 from suppressed s where s.campaign = :campaign and s.employer_id = e.employer_id)
  order by e.employer_id`;
