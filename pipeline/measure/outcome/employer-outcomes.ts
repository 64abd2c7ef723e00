import { type Day, day } from "../../domain/day.ts";
import type { Decision } from "../../domain/decision.ts";
import type { Contribution } from "../../domain/position.ts";
import { hasLateFiles } from "../../ledger/bulk/late-files.ts";
import { type LateRow, latePaymentsByEmployer } from "../../ledger/bulk/late-payments.ts";
import { type NamedQuarter, namedQuarters } from "../../ledger/bulk/named-quarters.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { adjacentGroups } from "../../support/adjacent-groups.ts";
import { type PaidQuarter, paidQuarter } from "./paid-quarter.ts";

/** The quarters that a plan names to one employer, and which of them are paid now. */
export type EmployerQuarters = {
  employerId: string;
  /** `excluded`: the employer is held out. */
  decision: Decision["decision"];
  /** Workers to whom the quarters belong. */
  workers: number;
  named: number;
  paid: PaidQuarter[];
};

/** The extracts of a later campaign, judged on its day. */
export type LaterExtracts = { snapshot: number; asOf: Day };

type Campaign = { campaign: string; plan: number; snapshot: number };

/** Payments of late payments files count whatever their date: they were made. */
const endOfTime = day("9999-12-31");

/** Whether anything tells what was paid since a plan was made. */
export function isOutcomeKnown(ledger: Ledger, { campaign }: Campaign, later: LaterExtracts | null): boolean {
  return later !== null || hasLateFiles(ledger, campaign, "payments");
}

/** What became of every quarter that a plan names, by employer_id; known from later extracts and late payments. */
export function* employerQuarters(
  ledger: Ledger,
  campaign: Campaign,
  later: LaterExtracts | null,
): Generator<EmployerQuarters> {
  const paidLate = lateReader(ledger, campaign);
  const all = namedQuarters(ledger, campaign.plan, later?.snapshot ?? null);
  try {
    for (const quarters of adjacentGroups(all, (one) => one.employerId)) {
      const [{ employerId, decision }] = quarters;
      const paid = quarters.flatMap((named) => {
        const late = paidLate.of(named);
        return paidIn(named, later) ?? late ?? [];
      });
      const workers = new Set(quarters.map(({ relationshipId }) => relationshipId)).size;
      yield { employerId, decision, workers, named: quarters.length, paid };
    }
  } finally {
    paidLate.close();
  }
}

function paidIn({ contributions, quarter }: NamedQuarter, later: LaterExtracts | null): PaidQuarter | null {
  return later && contributions && paidQuarter(contributions, quarter, later.asOf);
}

/** Asked in the order of the plan: whether a quarter is paid with what late payments files add to the plan's extracts. */
function lateReader(
  ledger: Ledger,
  { campaign, plan, snapshot }: Campaign,
): { of(named: NamedQuarter): PaidQuarter | null; close(): void } {
  if (!hasLateFiles(ledger, campaign, "payments")) return { of: () => null, close: () => {} };
  const late = latePaymentsByEmployer(ledger, campaign, snapshot);
  // The same quarters in the same order, with what was recorded when they were named.
  const before = namedQuarters(ledger, plan, snapshot);
  let latest: { employerKey: number; payments: LateRow[] } = { employerKey: -1, payments: [] };
  return {
    of({ employerKey, relationshipId, quarter }) {
      const recorded: Contribution[] = before.next().value?.contributions ?? [];
      if (latest.employerKey !== employerKey) latest = { employerKey, payments: late.of(employerKey) };
      const payments = latest.payments.filter((payment) => payment.relationshipId === relationshipId);
      return payments.length === 0 ? null : paidQuarter([...recorded, ...payments], quarter, endOfTime);
    },
    close: () => {
      late.close();
      before.return(undefined);
    },
  };
}
