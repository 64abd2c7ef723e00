import type { Decision } from "../../domain/decision.ts";
import type { Contribution } from "../../domain/position.ts";
import type { Quarter } from "../../domain/quarter.ts";
import { adjacentGroups } from "../../support/adjacent-groups.ts";
import type { Ledger } from "../open-ledger.ts";
import { contributionsIn } from "./contribution-list.ts";

/** A quarter that a plan found unpaid, and what some extracts record of its relationship. */
export type NamedQuarter = {
  employerId: string;
  /** In the snapshot of the plan; ascending. */
  employerKey: number;
  /** `excluded`: the employer is held out, and nobody was told. */
  decision: Decision["decision"];
  relationshipId: string;
  quarter: Quarter;
  /** Of the whole relationship; null where they do not know it. */
  contributions: Contribution[] | null;
};

type Row = Omit<NamedQuarter, "contributions"> & { content: string | null };

/** The quarters named by a plan, by employer_id, each with what the snapshot `recorded` says; null says nothing. */
export function* namedQuarters({ reader }: Ledger, plan: number, recorded: number | null): Generator<NamedQuarter> {
  const rows = reader
    .prepare<{ plan: number; recorded: number }, Row>(
      `select u.employer_id as "employerId", d.employer_key as "employerKey", d.decision, u.relationship_id as "relationshipId", u.quarter, c.content
       from unpaid_quarters u join decisions d using (plan, employer_id)
       left join relationships r on r.snapshot = :recorded and r.relationship_id = u.relationship_id
       left join contributions c using (relationship_key)
       where u.plan = :plan order by u.employer_id, u.relationship_id, u.quarter`,
    )
    .iterate({ plan, recorded: recorded ?? -1 });
  for (const same of adjacentGroups(rows, keyOfQuarter)) {
    const [{ content: _, ...quarter }] = same;
    const contents = same.flatMap(({ content }) => content ?? []);
    yield { ...quarter, contributions: contents.length === 0 ? null : contributionsIn(contents) };
  }
}

function keyOfQuarter({ employerId, relationshipId, quarter }: Row): string {
  return `${employerId} ${relationshipId} ${quarter}`;
}
