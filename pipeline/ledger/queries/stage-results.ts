import type { Ledger } from "../open-ledger.ts";

/** What a stage came to when it ran last on a plan. */
export type StageResult = {
  stage: string;
  /** ISO instant. */
  finishedAt: string;
  seconds: number;
  /** JSON. */
  result: string;
};

/** Keeps what a stage came to; what it came to before is written over. */
export function saveStageResult({ writer }: Ledger, plan: number, result: StageResult): void {
  writer
    .prepare(
      `insert into stage_results (plan, stage, finished_at, seconds, result)
       values (:plan, :stage, :finishedAt, :seconds, :result)
       on conflict (plan, stage) do update
         set finished_at = excluded.finished_at, seconds = excluded.seconds, result = excluded.result`,
    )
    .run({ plan, ...result });
}

/** The last result of every stage that worked on a plan, in the order in which they ended. */
export function stageResults({ reader }: Ledger, plan: number): StageResult[] {
  return reader
    .prepare<[number], StageResult>(
      `select stage, finished_at as finishedAt, seconds, result from stage_results where plan = ?
       order by finished_at, stage`,
    )
    .all(plan);
}
