import type { Day } from "../../domain/day.ts";
import { type Delegation, isActiveOn } from "../../domain/delegation.ts";
import type { Ledger } from "../open-ledger.ts";
import { Cursor } from "./cursor.ts";

/** A delegation as far as it says who is told, and where. */
export type ActiveDelegation = Pick<
  Delegation,
  "delegateId" | "line" | "kind" | "name" | "activeFrom" | "email" | "hasEmailConsent"
>;

// biome-ignore format: one line for the row
type Row = [employerId: string, delegateId: string, line: number, kind: Delegation["kind"], name: string, activeFrom: Day, activeTo: Day | null, email: string | null, hasEmailConsent: number];

const sql = `
  select e.employer_id, d.delegate_id, d.line, d.kind, d.name, d.active_from, d.active_to, d.email, d.has_email_consent
  from delegations d cross join employers e using (employer_key)
  where d.employer_key between (select min(employer_key) from employers where snapshot = :snapshot)
                           and (select max(employer_key) from employers where snapshot = :snapshot)
  order by d.employer_key, d.line`;

/** Asked with ascending employer_id: the delegations of that employer that are active on a day, by line. */
export function activeDelegations(
  { reader }: Ledger,
  { snapshot, asOf }: { snapshot: number; asOf: Day },
): { of(employerId: string): ActiveDelegation[]; close(): void } {
  const rows = new Cursor(reader.prepare<{ snapshot: number }, Row>(sql).raw(true).iterate({ snapshot }));
  const isActive = ([, , , , , activeFrom, activeTo]: Row) => isActiveOn({ activeFrom, activeTo }, asOf);
  return {
    of: (employerId) => rows.takeAll(employerId).filter(isActive).map(delegationFrom),
    close: () => rows.close(),
  };
}

function delegationFrom(row: Row): ActiveDelegation {
  return {
    ...{ delegateId: row[1], line: row[2], kind: row[3], name: row[4] },
    ...{ activeFrom: row[5], email: row[7], hasEmailConsent: row[8] === 1 },
  };
}
