import type { Day } from "../../domain/day.ts";
import type { Ledger } from "../open-ledger.ts";

/** True when somebody may act for an employer on a day; contract, section 8, rule 4. */
export async function isActiveDelegate(
  { knex }: Ledger,
  employerId: string,
  delegateId: string,
  today: Day,
): Promise<boolean> {
  const found = await knex("delegations")
    .where({ employer_id: employerId, delegate_id: delegateId })
    .where("active_from", "<=", today)
    .where((open) => open.whereNull("active_to").orWhere("active_to", ">=", today))
    .first("employer_id");
  return found !== undefined;
}
