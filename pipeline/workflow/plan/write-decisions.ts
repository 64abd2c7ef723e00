import path from "node:path";
import { owedQuarters } from "../../decide/decide-employer.ts";
import { isInForce } from "../../decide/owes-quarter.ts";
import { stateOfQuarter } from "../../decide/state-of-quarter.ts";
import { paymentTerm } from "../../domain/calendar.ts";
import { plainEuro } from "../../domain/money.ts";
import { decisionsOf } from "../../ledger/bulk/decisions.ts";
import { positionsOf } from "../../ledger/bulk/positions.ts";
import { rejectionsOf, withheldRows } from "../../ledger/bulk/rejections.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { planFiles, savePlanFiles } from "../../ledger/queries/plans.ts";
import { sha256OfFile } from "../../support/hashed-file.ts";
import { type CampaignPlan, planFolder, rulesOf } from "./campaign-plan.ts";
import { type Cells, rejectedCells, rejectedHeader, writeCsv } from "./write-csv.ts";

/** Writes what was decided by a plan, for people; each file appears whole, and the plan keeps what it hashes to. */
export async function writeDecisionFiles(ledger: Ledger, plan: CampaignPlan): Promise<void> {
  const files: Record<string, string> = {};
  for (const [name, { header, cells }] of Object.entries(decisionFiles))
    files[name] = await writeCsv(path.join(planFolder(plan), name), header, cells(ledger, plan));
  await savePlanFiles(ledger, plan.plan, JSON.stringify(files));
}

/** True when the files of a plan stand in its folder as they were written. */
export async function haveDecisionFiles(ledger: Ledger, plan: CampaignPlan): Promise<boolean> {
  const files = JSON.parse((await planFiles(ledger, plan.plan)) ?? "{}") as Record<string, string>;
  for (const name of Object.keys(decisionFiles)) {
    const sha256 = files[name];
    if (sha256 === undefined || (await sha256OfFile(path.join(planFolder(plan), name))) !== sha256) return false;
  }
  return true;
}

type DecisionFile = {
  header: readonly string[];
  cells(ledger: Ledger, plan: CampaignPlan): Iterable<Cells>;
};

const decisionFiles: Readonly<Record<string, DecisionFile>> = {
  "decisions.csv": {
    header: ["employer_id", "decision", "reason", "unpaid", "in_review"],
    cells: decisionCells,
  },
  "rejected.csv": {
    header: rejectedHeader,
    cells: (ledger, plan) => rejectedCells(rejectionsOf(ledger, plan.snapshot)),
  },
  "owed.csv": {
    header: [
      ...["employer_id", "relationship_id", "quarter", "last_day", "state"],
      ...["amount_due", "amount_paid", "in_review"],
    ],
    cells: owedCells,
  },
  "withheld.csv": { header: ["employer_id", "file", "line", "code"], cells: withheldCells },
};

/** Every employer with an accepted row, by employer_id. Nothing is in review as long as no requests are read. */
function* decisionCells(ledger: Ledger, { plan }: CampaignPlan): Generator<Cells> {
  for (const { employerId, decision, reason, unpaid } of decisionsOf(ledger, plan))
    yield [employerId, decision, reason, unpaid, ""];
}

/**
 * Every owed quarter, also the paid, by employer_id, relationship_id and quarter. Of the withheld none: what is missing
 * of their rows may be the proof of payment. Amounts in euro with a point; no amount due where none is stated.
 */
function* owedCells(ledger: Ledger, plan: CampaignPlan): Generator<Cells> {
  const rules = rulesOf(plan);
  const lastDays = new Map(rules.overdue.map((quarter) => [quarter, paymentTerm(quarter, rules.calendar).last]));
  for (const { position } of positionsOf(ledger, plan.snapshot)) {
    if (position.isIncomplete) continue;
    for (const relationship of position.relationships) {
      if (!isInForce(relationship, rules.asOf)) continue;
      for (const { quarter } of owedQuarters(relationship, rules)) {
        const { state, dueCents, paidCents } = stateOfQuarter(relationship.contributions, quarter, rules.asOf);
        const due = dueCents === null ? "" : plainEuro(dueCents);
        const lastDay = lastDays.get(quarter) ?? "";
        yield [
          position.employerId,
          relationship.relationshipId,
          quarter,
          lastDay,
          state,
          due,
          plainEuro(paidCents),
          "",
        ];
      }
    }
  }
}

/** Why somebody is withheld: every row that may be about them and was not used, by employer_id. */
function* withheldCells(ledger: Ledger, { snapshot }: CampaignPlan): Generator<Cells> {
  for (const { employerId, file, line, code } of withheldRows(ledger, snapshot))
    yield [employerId, `${file}.csv`, line, code];
}
