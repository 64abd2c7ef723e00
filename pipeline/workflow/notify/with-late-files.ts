import { readFile, rm } from "node:fs/promises";
import { exitCodes, PipelineError } from "../../domain/errors.ts";
import { lateFileKinds } from "../../domain/late-file.ts";
import { markLateFiles } from "../../ledger/bulk/late-files-mark.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { writeFileAtomically } from "../../support/atomic-file.ts";
import type { CampaignPlan } from "../plan/campaign-plan.ts";
import { rejectedLateRows } from "./late-files.ts";

/**
 * Does work that reads late files and writes manifests by them. When it is refused (exit 2), what they said is removed
 * from the ledger again: the wrong file, given once, would exclude people permanently.
 */
export async function withLateFiles<Result>(
  ledger: Ledger,
  plan: CampaignPlan,
  work: () => Promise<Result>,
): Promise<Result> {
  const mark = markLateFiles(ledger, plan.campaign);
  const lists = await Promise.all(lateFileKinds.map((kind) => keepFile(rejectedLateRows(plan, kind))));
  try {
    return await work();
  } catch (error) {
    if (error instanceof PipelineError && error.exitCode === exitCodes.badInput) {
      await mark.undo();
      for (const restore of lists) await restore();
    }
    throw error;
  }
}

/** Reads a small file, which may be missing; returns a function that makes it what it was. */
async function keepFile(file: string): Promise<() => Promise<void>> {
  const content = await readFile(file).catch(() => null);
  return () => (content === null ? rm(file, { force: true }) : writeFileAtomically(file, content));
}
