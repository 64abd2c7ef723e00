import { coverageCounter } from "../decide/coverage.ts";
import { decideEmployer } from "../decide/decide-employer.ts";
import type { PlanFigures } from "../decide/plausibility.ts";
import { unpaidList } from "../decide/unpaid-list.ts";
import { countDecisions, replaceDecisions } from "../ledger/decisions.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import { markDecided } from "../ledger/plans.ts";
import { positionsOf } from "../ledger/positions.ts";
import { snapshotFiles } from "../ledger/snapshots.ts";
import { inTransaction } from "../ledger/transaction.ts";
import { breathe } from "../support/breathe.ts";
import type { Progress } from "../support/progress.ts";
import { watched } from "../support/watched.ts";
import { type CampaignPlan, decisionInputs, rulesOf } from "./campaign-plan.ts";
import { readingFigures } from "./reading-figures.ts";

/** Decides every employer of a plan's extracts, all of them or none, and keeps decisions and figures in the ledger. */
export async function decidePlan(
  ledger: Ledger,
  plan: CampaignPlan,
  { progress, signal }: { progress: Progress; signal: AbortSignal },
): Promise<void> {
  const rules = rulesOf(plan);
  const files = snapshotFiles(ledger, plan.snapshot);
  const employers = files.find(({ file }) => file === "employers")?.accepted ?? null;
  await watched(progress, ["Deciding", employers, "employers"], (task) =>
    inTransaction(ledger, async () => {
      const decisions = replaceDecisions(ledger, plan.plan);
      const coverage = coverageCounter(rules);
      let [selected, owing] = [0, 0];
      for await (const { employerKey, position } of breathe(positionsOf(ledger, plan.snapshot), signal)) {
        const decision = decideEmployer(position, rules);
        coverage.add(position);
        if (decision.decision === "selected") selected += 1;
        if (decision.decision === "selected" || decision.reason === "all-paid") owing += 1;
        decisions.add(employerKey, { employerId: position.employerId, ...decision, unpaid: unpaidList(decision) });
        task.advance();
      }
      const { stopped, quarters } = coverage.result();
      const figures: PlanFigures = {
        ...readingFigures(ledger, plan.snapshot, { stopped }),
        coverage: quarters,
        owing,
        selected,
      };
      markDecided(ledger, plan.plan, decisionInputs(plan, plan.snapshot), JSON.stringify(figures));
    }),
  );
}

/** How many employers of a plan were selected. */
export function countSelected(ledger: Ledger, { plan }: Pick<CampaignPlan, "plan">): number {
  return countDecisions(ledger, plan).find(({ decision }) => decision === "selected")?.count ?? 0;
}
