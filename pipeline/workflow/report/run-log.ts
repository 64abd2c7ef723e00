import type { Ledger } from "../../ledger/open-ledger.ts";
import { saveStageResult } from "../../ledger/queries/stage-results.ts";
import type { StageName } from "../../report/campaign-summary.ts";

/** Durations and results of the stages of a command, until they are written into the ledger. */
export type RunLog = {
  /** Does the work and notes its seconds, rounded to a thousandth, under the stage's name. */
  time<Result>(stage: StageName, work: () => Promise<Result>): Promise<Result>;
  /** Notes the seconds of a stage that was measured as part of another. */
  seconds(stage: StageName, seconds: number): void;
  /** Notes the result of a stage, as plain values. */
  note(stage: StageName, result: Readonly<Record<string, unknown>>): void;
  /** Keeps what was noted since the last time with a plan. */
  save(ledger: Ledger, plan: number): Promise<void>;
};

/** An empty log. */
export function startRunLog(): RunLog {
  const stages = new Map<StageName, { seconds: number; finishedAt: string; result: Record<string, unknown> }>();
  const stageOf = (name: StageName) => {
    const stage = stages.get(name) ?? { seconds: 0, finishedAt: new Date().toISOString(), result: {} };
    stages.set(name, stage);
    return stage;
  };
  return {
    async time(name, work) {
      const start = performance.now();
      try {
        return await work();
      } finally {
        const stage = stageOf(name);
        stage.seconds = Math.round(performance.now() - start) / 1000;
        stage.finishedAt = new Date().toISOString();
      }
    },
    seconds(name, seconds) {
      stageOf(name).seconds = seconds;
    },
    note: (name, result) => void Object.assign(stageOf(name).result, result),
    async save(ledger, plan) {
      for (const [stage, { result, ...times }] of stages)
        await saveStageResult(ledger, plan, { stage, ...times, result: JSON.stringify(result) });
      stages.clear();
    },
  };
}
