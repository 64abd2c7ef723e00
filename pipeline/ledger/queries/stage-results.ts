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
export async function saveStageResult({ knex }: Ledger, plan: number, result: StageResult): Promise<void> {
  const { finishedAt, ...rest } = result;
  await knex("stage_results")
    .insert({ plan, finished_at: finishedAt, ...rest })
    .onConflict(["plan", "stage"])
    .merge();
}

/** What stages came to on all plans. */
export async function allStageResults({ knex }: Ledger): Promise<(StageResult & { plan: number })[]> {
  return knex("stage_results").select({
    ...{ plan: "plan", stage: "stage", finishedAt: "finished_at", seconds: "seconds", result: "result" },
  });
}

/** The last result of every stage that worked on a plan, in the order in which they ended. */
export async function stageResults({ knex }: Ledger, plan: number): Promise<StageResult[]> {
  return knex("stage_results")
    .where({ plan })
    .select({ stage: "stage", finishedAt: "finished_at", seconds: "seconds", result: "result" })
    .orderBy(["finished_at", "stage"]);
}
