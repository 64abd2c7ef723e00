import { judgeLateFiles } from "../../decide/late-files.ts";
import { type SuppressionReason, suppressionReasons } from "../../domain/suppressed.ts";
import { hasLateFiles, unclearEmployers } from "../../ledger/bulk/late-files.ts";
import { type LateRow, latePaymentsByEmployer } from "../../ledger/bulk/late-payments.ts";
import { lateRequestsByEmployer } from "../../ledger/bulk/late-requests.ts";
import { suppressionWriter } from "../../ledger/bulk/suppressed.ts";
import { inTransaction } from "../../ledger/bulk/transaction.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { yieldToEventLoop } from "../../support/yield-to-event-loop.ts";
import { type CampaignPlan, rulesOf } from "../plan/campaign-plan.ts";
import { selectedPositions } from "./selected-positions.ts";

/** Selected employers who are no longer told, by reason; those who were suppressed before are not counted again. */
export type SuppressionCounts = Record<SuppressionReason, number>;

/**
 * Suppresses the selected employers whose guide is outdated by any late file of the campaign (`suppressedEmployers`),
 * those beyond `--limit` too. To be done whenever decisions may be new: an employer who was withheld, or not yet known,
 * when a payment was reported must not be told later that it is missing.
 */
export async function suppressByLateFiles(
  ledger: Ledger,
  plan: CampaignPlan,
  signal?: AbortSignal,
): Promise<{ counts: SuppressionCounts; conflicting: LateRow[] }> {
  const counts = Object.fromEntries(suppressionReasons.map((reason) => [reason, 0])) as SuppressionCounts;
  const conflicting: LateRow[] = [];
  if (!hasLateFiles(ledger, plan.campaign)) return { counts, conflicting };
  const rules = rulesOf(plan);
  const late = lateFilesInOrder(ledger, plan);
  try {
    await inTransaction(ledger, async () => {
      const writer = suppressionWriter(ledger, plan.campaign);
      const selected = selectedPositions(ledger, { ...plan, limit: null });
      for await (const { employerKey, position } of yieldToEventLoop(selected, signal)) {
        const verdict = judgeLateFiles(position, late.of(employerKey), rules);
        conflicting.push(...verdict.conflicting);
        if (verdict.reason && writer.add({ employerId: position.employerId, reason: verdict.reason }))
          counts[verdict.reason] += 1;
      }
    });
  } finally {
    late.close();
  }
  return { counts, conflicting };
}

/** Asked with ascending keys: what all late files of a campaign say of the employers of its extracts. */
function lateFilesInOrder(ledger: Ledger, { campaign, snapshot }: CampaignPlan) {
  const payments = latePaymentsByEmployer(ledger, campaign, snapshot);
  const requests = lateRequestsByEmployer(ledger, campaign, snapshot);
  const unclearPayments = unclearEmployers(ledger, { campaign, snapshot, kind: "payments" });
  const unclearRequests = unclearEmployers(ledger, { campaign, snapshot, kind: "requests" });
  return {
    of: (employerKey: number) => ({
      payments: payments.of(employerKey),
      requests: requests.of(employerKey),
      hasUnclearPayment: unclearPayments.has(employerKey),
      hasUnclearRequest: unclearRequests.has(employerKey),
    }),
    close() {
      for (const one of [payments, requests, unclearPayments, unclearRequests]) one.close();
    },
  };
}
