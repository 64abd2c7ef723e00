import { checkPlausibility, type FolderFindings, type PlanFigures } from "../../decide/plausibility.ts";
import { PipelineError } from "../../domain/errors.ts";
import type { CheckResult } from "../../domain/plausibility.ts";
import { rejectionsOf } from "../../ledger/bulk/rejections.ts";
import { campaignBefore } from "../../ledger/queries/campaigns.ts";
import type { Plan } from "../../ledger/queries/plans.ts";
import { withRefusal } from "../ingest/refused.ts";
import type { RunTools } from "../run-tools.ts";
import type { CampaignPlan } from "./campaign-plan.ts";
import { predictWithdrawals } from "./predict-withdrawals.ts";

/** Extracts or what was made of them failed checks that were not accepted; `checks` are all, also those that hold. */
export class ImplausibleError extends PipelineError {
  readonly checks: readonly CheckResult[];

  constructor(failed: readonly CheckResult[], checks: readonly CheckResult[]) {
    const names = failed.map(({ name }) => name);
    super("implausible", failed.map(({ name, sentence }) => `${name}: ${sentence}`).join("; "), {
      nextStep: `Ask the sender for right extracts (what was found is in the folder «refused»), or, when this is as it should be, go on with --accept ${names.join(",")}`,
    });
    this.checks = checks;
  }
}

/**
 * Holds a decided plan against all checks and returns what they found. Throws an `ImplausibleError` (exit 2) when one
 * fails that the settings do not accept; what was found is written for the sender then.
 */
export async function assertPlausible(
  planned: CampaignPlan,
  plan: Plan,
  folder: FolderFindings | null,
  tools: RunTools,
): Promise<CheckResult[]> {
  const { ledger } = tools;
  const before = await campaignBefore(ledger, plan.campaign);
  const checks = checkPlausibility(
    {
      asOf: planned.asOf,
      today: planned.today,
      folder,
      figures: JSON.parse(plan.figures ?? "null") as PlanFigures,
      before: before && { campaign: before.campaign, figures: JSON.parse(before.figures ?? "null") as PlanFigures },
      withdrawals: await predictWithdrawals(ledger, planned),
    },
    planned.config.plausibility,
  );
  const failed = checks.filter(({ holds }) => !holds);
  const refused = failed.filter(({ name }) => !planned.accepted.includes(name));
  tools.log.write("checks", { failed: failed.map(({ name }) => name), accepted: planned.accepted });
  if (refused.length === 0) {
    for (const { name, sentence } of failed) tools.warn(`Accepted although the check ${name} fails: ${sentence}`);
    return checks;
  }
  const refuse = async () => {
    throw new ImplausibleError(refused, checks);
  };
  return withRefusal(planned, refuse, () => ({ rejections: rejectionsOf(ledger, plan.snapshot), checks }));
}
