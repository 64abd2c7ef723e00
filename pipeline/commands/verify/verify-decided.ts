import { existsSync } from "node:fs";
import path from "node:path";
import { findCampaign } from "../../ledger/campaigns.ts";
import { decisionsOf } from "../../ledger/decisions.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { breathe } from "../../support/breathe.ts";
import { readCsvRows } from "../../support/csv-reader.ts";
import { csvLine } from "../../support/csv-writer.ts";
import { mergeSorted } from "../../support/merge-sorted.ts";
import type { Findings } from "./findings.ts";

/** A line of decisions.csv, `row` counted without the header; 0 for one that the ledger has. */
type Line = { employerId: string; text: string; row: number };

/** decisions.csv says of every employer what was decided, and of nobody else. */
export async function verifyDecided(
  campaignFolder: string,
  campaign: string,
  ledger: Ledger,
  findings: Findings,
): Promise<void> {
  const file = path.join(campaignFolder, "decisions.csv");
  if (!existsSync(file)) return;
  if (!findCampaign(ledger, campaign)?.decidedBy) {
    findings.note("New extracts were read and not decided on: decisions.csv was not compared with the ledger.");
    return;
  }
  let decided: Line | null = null;
  const settle = () => {
    if (decided !== null) findings.add("decisions.csv leaves out an employer who was decided on");
    decided = null;
  };
  for await (const line of mergeSorted([decidedLines(ledger, campaign), writtenLines(file)], byEmployer)) {
    const expected: Line | null = decided;
    if (line.row === 0) {
      settle();
      decided = line;
    } else if (expected?.employerId !== line.employerId)
      findings.add(`decisions.csv, row ${line.row}: nobody decided on this employer`);
    else {
      if (expected.text !== line.text) findings.add(`decisions.csv, row ${line.row} is not as it was decided`);
      decided = null;
    }
  }
  settle();
}

function byEmployer(a: Line, b: Line): number {
  return a.employerId === b.employerId ? 0 : a.employerId < b.employerId ? -1 : 1;
}

async function* decidedLines(ledger: Ledger, campaign: string): AsyncGenerator<Line> {
  for await (const { employerId, decision, reason, unpaid } of breathe(decisionsOf(ledger, campaign))) {
    yield { employerId, text: csvLine([employerId, decision, reason, unpaid]), row: 0 };
  }
}

/** What was read is written again as the file has it: an apostrophe before a formula stays one. */
async function* writtenLines(file: string): AsyncGenerator<Line> {
  let row = 0;
  for await (const cells of readCsvRows(file)) {
    if (row > 0) yield { employerId: cells[0] ?? "", text: csvLine(cells), row };
    row += 1;
  }
}
