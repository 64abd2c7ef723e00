import type { Day } from "../../domain/day.ts";
import type { Ledger } from "../open-ledger.ts";

/** Whose guide of which campaign an address leads to. */
export type GuideOwner = { campaign: string; employerId: string };

/** The owner of the guide with this token, by the token's SHA-256, or null when nobody was given it. */
export async function guideOwner({ knex }: Ledger, tokenSha256: string): Promise<GuideOwner | null> {
  const owner: GuideOwner | undefined = await knex("guide_tokens")
    .where({ token_sha256: tokenSha256 })
    .first({ campaign: "campaign", employerId: "employer_id" });
  return owner ?? null;
}

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
