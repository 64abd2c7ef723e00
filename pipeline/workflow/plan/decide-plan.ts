import type { Scene } from "../../../compositions/storyboard.ts";
import { coverageCounter } from "../../decide/coverage.ts";
import { decideEmployer } from "../../decide/decide-employer.ts";
import { describeSelected } from "../../decide/describe-selected.ts";
import type { PlanFigures } from "../../decide/plausibility.ts";
import { PipelineError } from "../../domain/errors.ts";
import type { SelectedEmployer } from "../../domain/selected-employer.ts";
import { decisionWriter } from "../../ledger/bulk/decisions.ts";
import { planWriter } from "../../ledger/bulk/plan-contents.ts";
import { positionsOf } from "../../ledger/bulk/positions.ts";
import { inTransaction } from "../../ledger/bulk/transaction.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { markWhole } from "../../ledger/queries/plans.ts";
import { snapshotFiles } from "../../ledger/queries/snapshots.ts";
import { digestOfTexts } from "../../media/guide-digest.ts";
import { type PlannedScene, storyboardPlanner } from "../../storyboard/plan-storyboards.ts";
import { textsOf } from "../../storyboard/texts-of.ts";
import { unrenderableNames } from "../../storyboard/unrenderable-names.ts";
import type { Progress } from "../../support/progress.ts";
import { withProgress } from "../../support/with-progress.ts";
import { yieldToEventLoop } from "../../support/yield-to-event-loop.ts";
import { readingFigures } from "../ingest/reading-figures.ts";
import { type CampaignPlan, rulesOf } from "./campaign-plan.ts";
import { storyboardContextOf } from "./storyboard-context.ts";

/**
 * Decides every employer of a plan's extracts and plans the guides of those who are selected, in one pass, all or
 * nothing. Everything that later stages need is in the ledger then. `inputs` names what the plan was made with. Returns
 * the seconds that storyboards took of it.
 */
export async function decidePlan(
  ledger: Ledger,
  plan: CampaignPlan,
  inputs: string,
  { progress, signal }: { progress: Progress; signal: AbortSignal },
): Promise<{ storyboardSeconds: number }> {
  const rules = rulesOf(plan);
  const files = snapshotFiles(ledger, plan.snapshot);
  const employers = files.find(({ file }) => file === "employers")?.accepted ?? null;
  const guides = guidePlanner(ledger, plan);
  await withProgress(progress, ["Deciding", employers, "employers"], (task) =>
    inTransaction(ledger, async () => {
      const decisions = decisionWriter(ledger, plan.plan);
      const coverage = coverageCounter(rules);
      let [selected, owing] = [0, 0];
      for await (const { employerKey, position } of yieldToEventLoop(positionsOf(ledger, plan.snapshot), signal)) {
        const decision = decideEmployer(position, rules);
        coverage.add(position);
        decisions.add(employerKey, position.employerId, decision);
        if (decision.decision === "selected") {
          selected += 1;
          guides.add(describeSelected(position, decision.unpaid, rules));
        }
        if (decision.decision === "selected" || decision.reason === "all-paid") owing += 1;
        task.advance();
      }
      const { stopped, quarters } = coverage.result();
      const figures: PlanFigures = {
        ...readingFigures(ledger, plan.snapshot, { stopped }),
        coverage: quarters,
        owing,
        selected,
      };
      markWhole(ledger, plan.plan, inputs, JSON.stringify(figures));
    }),
  );
  return { storyboardSeconds: guides.seconds() };
}

/** Plans guides one after the other: different scenes and videos are written once. */
function guidePlanner(ledger: Ledger, plan: CampaignPlan) {
  const planStoryboard = storyboardPlanner(storyboardContextOf(plan));
  const writer = planWriter(ledger, plan.plan);
  const [scenesWritten, videoNumbers] = [new Set<number>(), new Map<string, number>()];
  let milliseconds = 0;
  const addVideo = (videoId: string, planned: readonly PlannedScene[]): number => {
    for (const { number, scene, frames } of planned) {
      if (scenesWritten.has(number)) continue;
      scenesWritten.add(number);
      // In the order of its fields, not sorted: the outlets of a scene enter in this order.
      writer.addScene({ number, content: JSON.stringify(scene), frames });
    }
    const number = videoNumbers.size;
    videoNumbers.set(videoId, number);
    writer.addVideo(number, {
      videoId,
      scenes: planned.map((scene) => scene.number),
      frames: planned.reduce((sum, { frames }) => sum + frames, 0),
      textsDigest: digestOfTexts(textsOf(storyboardFrom(planned.map(({ scene }) => scene)))),
    });
    return number;
  };
  const add = (employer: SelectedEmployer): void => {
    try {
      const { videoId, scenes } = planStoryboard(employer);
      const video = videoNumbers.get(videoId) ?? addVideo(videoId, scenes);
      const left = unrenderableNames(employer, storyboardFrom(scenes.map(({ scene }) => scene)));
      const namesLeftOut = left.length === 0 ? null : JSON.stringify(left);
      writer.addGuide({ employer, video, failure: null, namesLeftOut });
    } catch (error) {
      // A text that does not fit its place in this guide is no reason to make none of the others.
      if (!(error instanceof PipelineError)) throw error;
      writer.addGuide({ employer, video: null, failure: error.message, namesLeftOut: null });
    }
  };
  return {
    add(employer: SelectedEmployer) {
      const startedAt = performance.now();
      add(employer);
      milliseconds += performance.now() - startedAt;
    },
    seconds: () => Math.round(milliseconds) / 1000,
  };
}

/** The storyboard of these scenes, which were validated when they were planned. */
export function storyboardFrom(scenes: Scene[]): { version: 1; language: "it"; scenes: Scene[] } {
  return { version: 1, language: "it", scenes };
}
