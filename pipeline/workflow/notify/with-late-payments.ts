import { readFile, rm } from "node:fs/promises";
import { exitCodes, PipelineError } from "../../domain/errors.ts";
import { markLatePayments } from "../../ledger/bulk/late-payments-mark.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { writeFileAtomically } from "../../support/atomic-file.ts";
import type { CampaignPlan } from "../plan/campaign-plan.ts";
import { rejectedPaymentsFile } from "./late-payments.ts";

/**
 * Does work that reads late payments and writes manifests by them. When it is refused (exit 2), the payments are
 * removed from the ledger again: the wrong file, given once, would exclude people permanently.
 */
export async function withLatePayments<Result>(
  ledger: Ledger,
  plan: CampaignPlan,
  work: () => Promise<Result>,
): Promise<Result> {
  const mark = markLatePayments(ledger, plan.campaign);
  const file = rejectedPaymentsFile(plan);
  const listed = await readFile(file).catch(() => null);
  try {
    return await work();
  } catch (error) {
    if (error instanceof PipelineError && error.exitCode === exitCodes.badInput) {
      await mark.undo();
      await (listed === null ? rm(file, { force: true }) : writeFileAtomically(file, listed));
    }
    throw error;
  }
}
