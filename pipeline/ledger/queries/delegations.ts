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
