import { existsSync } from "node:fs";
import path from "node:path";
import { decisionsOf } from "../ledger/bulk/decisions.ts";
import type { Ledger } from "../ledger/open-ledger.ts";
import type { Plan } from "../ledger/queries/plans.ts";
import { csvLine } from "../support/csv-writer.ts";
import { joinSorted } from "../support/join-sorted.ts";
import { readCsvRows } from "../support/read-csv-rows.ts";
import { yieldToEventLoop } from "../support/yield-to-event-loop.ts";
import type { Findings } from "./findings.ts";

/** What was decided on an employer, as decisions.csv has it. */
type Decided = { employerId: string; text: string };
/** Where it stands in the file, header = 1. */
type WrittenLine = Decided & { line: number };

/** decisions.csv says of every employer what was decided, and of nobody else. */
export async function verifyDecided(
  campaignFolder: string,
  plan: Plan,
  ledger: Ledger,
  findings: Findings,
): Promise<void> {
  const file = path.join(campaignFolder, "decisions.csv");
  if (!existsSync(file)) return;
  if (plan.inputs === null) {
    findings.note("The decisions are of an earlier version: decisions.csv was not compared with the ledger.");
    return;
  }
  for await (const [decided, written] of joinSorted(decidedLines(ledger, plan.plan), writtenLines(file), byEmployer)) {
    if (written === null) findings.add(`decisions.csv leaves out ${decided.employerId}, who was decided on`);
    else if (decided === null) findings.add(`${placeOf(written)}: nobody decided on this employer`);
    else if (decided.text !== written.text) findings.add(`${placeOf(written)}: not as it was decided`);
  }
}

function placeOf({ line, employerId }: WrittenLine): string {
  return `decisions.csv, line ${line} (${employerId})`;
}

function byEmployer(a: Decided, b: Decided): number {
  return a.employerId === b.employerId ? 0 : a.employerId < b.employerId ? -1 : 1;
}

async function* decidedLines(ledger: Ledger, plan: number): AsyncGenerator<Decided> {
  for await (const { employerId, decision, reason, unpaid, inReview } of yieldToEventLoop(decisionsOf(ledger, plan))) {
    yield { employerId, text: csvLine([employerId, decision, reason, unpaid, inReview]) };
  }
}

/** Cells are encoded again to be compared; `csvLine` adds no second apostrophe to a formula. */
async function* writtenLines(file: string): AsyncGenerator<WrittenLine> {
  let line = 0;
  for await (const cells of readCsvRows(file)) {
    line += 1;
    if (line > 1) yield { employerId: cells[0] ?? "", text: csvLine(cells), line };
  }
}
