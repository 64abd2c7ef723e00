import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { owedQuarters } from "../../decide/decide-employer.ts";
import type { DecisionRules } from "../../decide/decision-rules.ts";
import { isInForce } from "../../decide/owes-quarter.ts";
import { isInReview, reviewsPending } from "../../decide/requests.ts";
import { stateOfQuarter } from "../../decide/state-of-quarter.ts";
import { paymentTerm } from "../../domain/calendar.ts";
import { plainEuro } from "../../domain/money.ts";
import type { EmployerPosition, Relationship } from "../../domain/position.ts";
import type { Quarter } from "../../domain/quarter.ts";
import { type DecisionLine, decisionsOf } from "../../ledger/bulk/decisions.ts";
import { positionsOf } from "../../ledger/bulk/positions.ts";
import { rejectionsOf, withheldRows } from "../../ledger/bulk/rejections.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { planFiles, savePlanFiles } from "../../ledger/queries/plans.ts";
import { moveFile } from "../../support/atomic-file.ts";
import { type Cells, openCsv, writeCsv } from "../../support/csv-file.ts";
import { sha256OfFile } from "../../support/hashed-file.ts";
import { yieldToEventLoop } from "../../support/yield-to-event-loop.ts";
import { type CampaignPlan, planFolder, rulesOf } from "./campaign-plan.ts";
import { rejectedCells, rejectedHeader } from "./rejected-cells.ts";

const headers = {
  "decisions.csv": ["employer_id", "decision", "reason", "unpaid", "in_review"],
  "owed.csv": [
    ...["employer_id", "relationship_id", "quarter", "last_day", "state"],
    ...["amount_due", "amount_paid", "in_review"],
  ],
  "rejected.csv": rejectedHeader,
  "withheld.csv": ["employer_id", "file", "line", "code"],
} as const satisfies Record<string, readonly string[]>;

type FileName = keyof typeof headers;
const fileNames = Object.keys(headers) as FileName[];

/** What was decided by a plan, for people, being written while it is decided. */
export type DecisionFiles = {
  /** Employers by employer_id, with their decision. */
  add(position: EmployerPosition, decided: Omit<DecisionLine, "employerId">): Promise<void>;
  /** The files appear, each whole, and the plan keeps what they hash to. */
  finish(ledger: Ledger): Promise<void>;
  /** Leaves what stood there before. */
  abort(): Promise<void>;
};

/** Beginning of the name of a temporary folder in the output folder. */
const unfinished = "plan.tmp-";

/** Deletes the files that a kill has left of plans; nobody else may be writing in the output folder. */
export async function removeUnfinishedFiles(outFolder: string): Promise<void> {
  for (const name of await readdir(outFolder))
    if (new RegExp(`^${unfinished}[A-Za-z0-9]{6}$`).test(name))
      await rm(path.join(outFolder, name), { recursive: true, force: true });
}

/**
 * Opens the files of a plan in a temporary folder of the output folder: a campaign that is refused has no folder of its
 * own.
 */
export async function openDecisionFiles(plan: CampaignPlan): Promise<DecisionFiles> {
  const folder = await mkdtemp(path.join(plan.outFolder, unfinished));
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  const open = (name: FileName) => openCsv(path.join(folder, name), headers[name]);
  const decisions = await open("decisions.csv");
  const owed = await open("owed.csv").catch(async (error) => {
    await Promise.allSettled([decisions.abort(), removeFolder()]);
    throw error;
  });
  const owedBy = owedCells(rulesOf(plan));
  return {
    async add(position, { decision, reason, unpaid, inReview }) {
      await decisions.add([position.employerId, decision, reason, unpaid, inReview]);
      for (const cells of owedBy(position)) await owed.add(cells);
    },
    async finish(ledger) {
      const whole = (name: FileName, cells: Iterable<Cells>) => writeCsv(path.join(folder, name), headers[name], cells);
      const digests: Record<FileName, string> = {
        "decisions.csv": await decisions.finish(),
        "rejected.csv": await whole("rejected.csv", rejectedCells(rejectionsOf(ledger, plan.snapshot))),
        "owed.csv": await owed.finish(),
        "withheld.csv": await whole("withheld.csv", withheldCells(ledger, plan)),
      };
      await mkdir(planFolder(plan), { recursive: true });
      for (const name of fileNames) await moveFile(path.join(folder, name), path.join(planFolder(plan), name));
      await removeFolder();
      await savePlanFiles(ledger, plan.plan, JSON.stringify(digests));
    },
    async abort() {
      // What cannot be removed must not hide why the files are not wanted; the next command tries again.
      await Promise.allSettled([decisions.abort(), owed.abort()]);
      await removeFolder().catch(() => {});
    },
  };
}

/** Writes what was decided by a plan once more, from the ledger. */
export async function writeDecisionFiles(ledger: Ledger, plan: CampaignPlan): Promise<void> {
  const files = await openDecisionFiles(plan);
  const decisions = decisionsOf(ledger, plan.plan);
  try {
    // Both come by employer_id, and every position was decided.
    for await (const { position } of yieldToEventLoop(positionsOf(ledger, plan.snapshot))) {
      const { value: line } = decisions.next();
      if (line?.employerId !== position.employerId) throw new RangeError("a position was not decided by this plan");
      await files.add(position, line);
    }
    await files.finish(ledger);
  } catch (error) {
    await files.abort();
    throw error;
  } finally {
    decisions.return(undefined);
  }
}

/** True when the files of a plan stand in its folder as they were written. */
export async function haveDecisionFiles(ledger: Ledger, plan: CampaignPlan): Promise<boolean> {
  const files = JSON.parse((await planFiles(ledger, plan.plan)) ?? "{}") as Record<string, string>;
  for (const name of fileNames) {
    const sha256 = files[name];
    if (sha256 === undefined || (await sha256OfFile(path.join(planFolder(plan), name))) !== sha256) return false;
  }
  return true;
}

/**
 * Every owed quarter, also the paid, by relationship_id and quarter. Of the withheld none: what is missing
 * of their rows may be the proof of payment. Amounts in euro with a point; no amount due where none is stated. `in_review`
 * says whether a pending request is about the quarter, also when it is paid.
 */
function owedCells(rules: DecisionRules): (position: EmployerPosition) => Cells[] {
  const lastDays = new Map(rules.overdue.map((quarter) => [quarter, paymentTerm(quarter, rules.calendar).last]));
  type Pending = ReturnType<typeof reviewsPending>;
  const cellsOf = (employerId: string, relationship: Relationship, quarter: Quarter, pending: Pending): Cells => {
    const { state, dueCents, paidCents } = stateOfQuarter(relationship.contributions, quarter, rules.asOf);
    const due = dueCents === null ? "" : plainEuro(dueCents);
    const lastDay = lastDays.get(quarter) ?? "";
    const { relationshipId } = relationship;
    const inReview = String(isInReview(pending, { relationshipId, quarter }));
    return [employerId, relationshipId, quarter, lastDay, state, due, plainEuro(paidCents), inReview];
  };
  return ({ employerId, isIncomplete, relationships, requests }) => {
    if (isIncomplete) return [];
    const pending = reviewsPending(requests, rules.asOf);
    return relationships
      .filter((relationship) => isInForce(relationship, rules.asOf))
      .flatMap((relationship) => owedQuarters(relationship, rules))
      .map(({ relationship, quarter }) => cellsOf(employerId, relationship, quarter, pending));
  };
}

/** Why somebody is withheld: every row that may be about them and was not used, by employer_id. */
function* withheldCells(ledger: Ledger, { snapshot }: CampaignPlan): Generator<Cells> {
  for (const { employerId, file, line, code } of withheldRows(ledger, snapshot))
    yield [employerId, `${file}.csv`, line, code];
}
