import { coverageCounter } from "../../decide/coverage.ts";
import { decideEmployer } from "../../decide/decide-employer.ts";
import { describeSelected } from "../../decide/describe-selected.ts";
import type { PlanFigures } from "../../decide/plausibility.ts";
import { positionCounter } from "../../decide/position-figures.ts";
import { missingQuarters } from "../../domain/decision.ts";
import { decisionLine, decisionWriter } from "../../ledger/bulk/decisions.ts";
import { planWriter } from "../../ledger/bulk/plan-contents.ts";
import { positionsOf } from "../../ledger/bulk/positions.ts";
import { inTransaction } from "../../ledger/bulk/transaction.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { markWhole } from "../../ledger/queries/plans.ts";
import { snapshotFiles } from "../../ledger/queries/snapshots.ts";
import type { Progress } from "../../support/progress.ts";
import { withProgress } from "../../support/with-progress.ts";
import { yieldToEventLoop } from "../../support/yield-to-event-loop.ts";
import { readingFigures } from "../ingest/reading-figures.ts";
import { type CampaignPlan, rulesOf, storyboardContextOf } from "./campaign-plan.ts";
import { guidePlanner } from "./guide-planner.ts";
import { holdoutOf } from "./holdout-of.ts";
import type { DecisionFiles } from "./write-decisions.ts";

/**
 * Decides every employer of a plan's extracts and plans the guides of those who are selected, in one pass, all or
 * nothing. Everything that later stages need is in the ledger then; `files` gets every decision. `inputs` names what
 * the plan was made with. Returns the seconds that storyboards took of it.
 */
export async function decidePlan(
  ledger: Ledger,
  plan: CampaignPlan,
  inputs: string,
  files: Pick<DecisionFiles, "add">,
  { progress, signal }: { progress: Progress; signal: AbortSignal },
): Promise<{ storyboardSeconds: number }> {
  const rules = { ...rulesOf(plan), ...(await holdoutOf(ledger, plan)) };
  const extracts = await snapshotFiles(ledger, plan.snapshot);
  const employers = extracts.find(({ file }) => file === "employers")?.accepted ?? null;
  const guides = guidePlanner(storyboardContextOf(plan), planWriter(ledger, plan.plan));
  await withProgress(progress, ["Deciding", employers, "employers"], (task) =>
    inTransaction(ledger, async () => {
      const decisions = decisionWriter(ledger, plan.plan);
      const coverage = coverageCounter(rules);
      const accepted = positionCounter();
      const counts = { selected: 0, heldOut: 0, owing: 0 };
      for await (const { employerKey, position } of yieldToEventLoop(positionsOf(ledger, plan.snapshot), signal)) {
        const decision = decideEmployer(position, rules);
        coverage.add(position);
        accepted.add(position);
        decisions.add(employerKey, position.employerId, decision);
        const missing = missingQuarters(decision);
        await files.add(position, decisionLine({ employerId: position.employerId, ...decision }, missing));
        if (decision.decision === "selected") {
          counts.selected += 1;
          guides.add(describeSelected(position, missing, rules));
        }
        if (decision.reason === "holdout") counts.heldOut += 1;
        if ("unpaid" in decision || decision.reason === "all-paid") counts.owing += 1;
        task.advance();
      }
      decisions.flush();
      guides.flush();
      const { stopped, quarters } = coverage.result();
      const figures: PlanFigures = {
        ...(await readingFigures(ledger, plan.snapshot, { accepted: accepted.result(), stopped })),
        coverage: quarters,
        ...counts,
      };
      await markWhole(ledger, plan.plan, inputs, JSON.stringify(figures));
    }),
  );
  return { storyboardSeconds: guides.seconds() };
}
