import { countDecisions } from "../../ledger/bulk/decisions.ts";
import { countScenes, countVideos } from "../../ledger/bulk/plan-contents.ts";
import { countRejections } from "../../ledger/bulk/rejections.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import type { Plan } from "../../ledger/queries/plans.ts";
import { snapshotFiles } from "../../ledger/queries/snapshots.ts";
import { stageResults } from "../../ledger/queries/stage-results.ts";
import type { ProcessCounts } from "./process-measures.ts";

/** What stages noted of their work, as far as it is counted. */
type Noted = { scenes?: { rendered: number }; failed?: unknown[] };

/** What the stages of a plan came to. */
export async function countProcess(ledger: Ledger, plan: Plan): Promise<ProcessCounts> {
  const files = await snapshotFiles(ledger, plan.snapshot);
  const stages = await stageResults(ledger, plan.plan);
  const noted: Noted = Object.assign({}, ...stages.map(({ result }) => JSON.parse(result) as Noted));
  return {
    rows: Object.fromEntries(files.map(({ file, rows }) => [file, rows])),
    rejected: Object.fromEntries(files.map(({ file, rejected }) => [file, rejected])),
    rejectedByCode: countRejections(ledger, plan.snapshot),
    decided: Object.fromEntries(countDecisions(ledger, plan.plan).map(({ reason, count }) => [reason, count])),
    seconds: Object.fromEntries(stages.map(({ stage, seconds }) => [stage, seconds])),
    videos: countVideos(ledger, plan),
    scenes: countScenes(ledger, plan.plan),
    ...(noted.scenes ? { rendered: noted.scenes.rendered } : {}),
    ...(noted.failed ? { failed: noted.failed.length } : {}),
  };
}
