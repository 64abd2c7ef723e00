import path from "node:path";
import type { DecisionRules } from "../decide/decision-rules.ts";
import { conflictingPayments, reasonToWithdraw } from "../decide/late-payments.ts";
import type { RowCounts } from "../domain/extract.ts";
import type { EmployerPosition } from "../domain/position.ts";
import { rejectionMessages } from "../domain/rejection.ts";
import { type SettledReason, settledReasons } from "../domain/settled.ts";
import { examineExtract } from "../extract/examine-extract.ts";
import { readExtract } from "../extract/read-extract.ts";
import { findCampaign } from "../ledger/campaigns.ts";
import { type LateEmployer, type LatePaymentStore, latePaymentStore } from "../ledger/late-payment-store.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import { settledWriter } from "../ledger/settled.ts";
import { inTransaction } from "../ledger/transaction.ts";
import type { CampaignSettings } from "../settings.ts";
import { breathe } from "../support/breathe.ts";
import type { Progress } from "../support/progress.ts";
import { watched } from "../support/watched.ts";
import { rulesOf } from "./decide-all.ts";
import { refuseDistrusted } from "./distrust.ts";
import { noDecisions, selectedPositions } from "./selected-employers.ts";
import { writeCampaignCsv } from "./write-decisions.ts";

/** What a late payments file came to. */
export type LatePaymentsSummary = RowCounts & {
  sha256: string;
  /**
   * Selected employers who are no longer told because of this file, by reason; those of earlier files are not counted
   * again.
   */
  settled: Record<SettledReason, number>;
};

/**
 * Reads a file of payments made since the extracts, with the columns of contributions.csv, and keeps in the ledger
 * whose guide is no longer true (`settledEmployers`). Rows that cannot be used are listed in
 * `late-payments-rejected.csv`; whoever such a row may be about is not told either. The same file twice is once.
 * Throws a `PipelineError` for a file that cannot be read, or a campaign without decisions.
 */
export async function recordLatePayments(
  ledger: Ledger,
  settings: CampaignSettings,
  file: string,
  progress: Progress,
  signal?: AbortSignal,
): Promise<LatePaymentsSummary> {
  const campaign = findCampaign(ledger, settings.campaign);
  if (!campaign?.decidedBy) throw noDecisions(settings.campaign);
  const fileName = path.basename(file);
  const extract = await examineExtract("contributions", { path: file, fileName, isGzipped: file.endsWith(".gz") });
  const store = latePaymentStore(ledger, campaign.snapshot);
  try {
    await watched(progress, [`Reading ${fileName}`, extract.lineBreaks, "rows"], async (task) => {
      for await (const batch of readExtract("contributions", extract)) {
        signal?.throwIfAborted();
        store.add(batch);
        task.advance(batch.length);
      }
    });
    const { rows, rejected } = store.counts();
    refuseDistrusted({ fileName, rows, rejected: rejected - store.unknownRows() }, settings.maxRejectedPercent);
    const settled = await settleSelected(ledger, settings, store, { sha256: extract.sha256, signal });
    await writeRejectedPayments(settings, store);
    return { ...store.counts(), sha256: extract.sha256, settled };
  } finally {
    store.close();
  }
}

async function settleSelected(
  ledger: Ledger,
  settings: CampaignSettings,
  store: LatePaymentStore,
  { sha256, signal }: { sha256: string; signal: AbortSignal | undefined },
): Promise<LatePaymentsSummary["settled"]> {
  const rules = rulesOf(settings);
  const counts = Object.fromEntries(settledReasons.map((reason) => [reason, 0])) as LatePaymentsSummary["settled"];
  const late = store.inEmployerOrder();
  const conflicting: number[] = [];
  await inTransaction(ledger, async () => {
    const writer = settledWriter(ledger, settings.campaign, sha256);
    for await (const { employerKey, position } of breathe(selectedPositions(ledger, settings), signal)) {
      const { reason, conflictingLines } = judge(position, late.of(employerKey), rules);
      conflicting.push(...conflictingLines);
      if (reason && writer.add({ employerId: position.employerId, reason })) counts[reason] += 1;
    }
  });
  late.close();
  for (const line of conflicting) store.reject(line, "conflicting-amount-due", "amount_due");
  return counts;
}

/** A payment that settles is believed although another row is unclear; otherwise a doubt is enough. */
function judge(
  position: EmployerPosition,
  { payments, isUnclear }: LateEmployer,
  rules: DecisionRules,
): { reason: SettledReason | null; conflictingLines: number[] } {
  if (payments.length === 0) return { reason: isUnclear ? "unclear-payment" : null, conflictingLines: [] };
  const conflicting = conflictingPayments(position, payments);
  const usable = payments.filter((payment) => !conflicting.includes(payment));
  const reason = reasonToWithdraw(position, usable, rules);
  const isDoubtful = isUnclear || conflicting.length > 0;
  return {
    reason: reason ?? (isDoubtful ? "unclear-payment" : null),
    conflictingLines: conflicting.map(({ line }) => line),
  };
}

async function writeRejectedPayments(settings: CampaignSettings, store: LatePaymentStore): Promise<void> {
  const header = ["line", "severity", "code", "column", "message"];
  const cells = function* () {
    for (const { line, severity, code, column } of store.rejections()) {
      yield [line, severity, code, column, rejectionMessages[code]];
    }
  };
  await writeCampaignCsv(settings, "late-payments-rejected.csv", header, cells());
}
