import { type DelegationOfTold, toldDelegates } from "../../decide/told-delegates.ts";
import type { ToldDelegate } from "../../domain/told-delegate.ts";
import { activeDelegations } from "../../ledger/bulk/active-delegations.ts";
import { sortedRows } from "../../ledger/bulk/sorted-rows.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { hasExtract } from "../../ledger/queries/snapshots.ts";
import type { CampaignPlan } from "../plan/campaign-plan.ts";

/** Gathers who may act for the employers who are told, as these pass by employer_id, with flat memory. */
export type DelegatesOfTold = {
  add(employerId: string): void;
  /** Whether somebody may act for any of them, be they told themselves or not. */
  actsForTold(delegateId: string): boolean;
  /** Those who are told themselves, by delegate_id; to be asked for once, after the last employer. */
  inOrder(): Generator<ToldDelegate>;
  close(): void;
};

/** Null when the extracts do not say who may act for whom (no `delegations.csv`). */
export async function delegatesOfTold(
  ledger: Ledger,
  { snapshot, asOf }: Pick<CampaignPlan, "snapshot" | "asOf">,
): Promise<DelegatesOfTold | null> {
  if (!(await hasExtract(ledger, snapshot, "delegations"))) return null;
  const active = activeDelegations(ledger, { snapshot, asOf });
  const rows = sortedRows<DelegationOfTold>();
  return {
    add(employerId) {
      for (const { line, ...delegation } of active.of(employerId))
        rows.add(`${delegation.delegateId} ${employerId} ${line}`, { ...delegation, employerId });
    },
    actsForTold: (delegateId) => rows.hasKeyFrom(`${delegateId} `),
    *inOrder() {
      const delegations = function* () {
        for (const [, delegation] of rows.inOrder()) yield delegation;
      };
      yield* toldDelegates(delegations());
    },
    close() {
      active.close();
      rows.close();
    },
  };
}
