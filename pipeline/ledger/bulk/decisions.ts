import {
  type Decision,
  inReviewCell,
  type MissingQuarters,
  missingQuarters,
  type UnpaidQuarter,
  unpaidCell,
} from "../../domain/decision.ts";
import type { Ledger } from "../open-ledger.ts";
import { bulkInsert } from "./bulk-insert.ts";
import { Cursor } from "./cursor.ts";

/** A line of decisions.csv. */
export type DecisionLine = {
  employerId: string;
  decision: Decision["decision"];
  reason: Decision["reason"];
  /** `relationship_id:quarter:state`, sorted and joined by `|`; empty unless selected. */
  unpaid: string;
  /** The same of what is in review; empty unless selected or excluded for it. */
  inReview: string;
};

export type DecisionCount = Pick<DecisionLine, "decision" | "reason"> & { count: number };

export type DecisionWriter = {
  add(employerKey: number, employerId: string, decision: Decision): void;
  /** Writes what is still waiting. */
  flush(): void;
};

/** Takes the decisions of a plan, by employer_id; inside a transaction of the caller. */
export function decisionWriter({ writer }: Ledger, plan: number): DecisionWriter {
  const decisions = bulkInsert(writer, "decisions", ["plan", "employer_id", "employer_key", "decision", "reason"]);
  const quartersOf = (table: string) =>
    bulkInsert(writer, table, ["plan", "employer_id", "relationship_id", "quarter", "state"]);
  const [unpaidQuarters, quartersInReview] = [quartersOf("unpaid_quarters"), quartersOf("quarters_in_review")];
  return {
    add(employerKey, employerId, decision) {
      decisions.add(plan, employerId, employerKey, decision.decision, decision.reason);
      const { unpaid, inReview } = missingQuarters(decision);
      for (const { relationshipId, quarter, state } of unpaid)
        unpaidQuarters.add(plan, employerId, relationshipId, quarter, state);
      for (const { relationshipId, quarter, state } of inReview)
        quartersInReview.add(plan, employerId, relationshipId, quarter, state);
    },
    flush() {
      for (const table of [decisions, unpaidQuarters, quartersInReview]) table.flush();
    },
  };
}

type DecisionRow = Omit<DecisionLine, "unpaid" | "inReview">;
const columns = 'employer_id as "employerId", decision, reason';

/** A decision as decisions.csv has it, of what is missing as the ledger keeps it. */
export function decisionLine(decided: DecisionRow, { unpaid, inReview }: MissingQuarters): DecisionLine {
  return { ...decided, unpaid: unpaidCell(decided, unpaid), inReview: inReviewCell(decided, inReview) };
}

/** The decisions of a plan by employer_id, read side by side with what is missing. */
export function* decisionsOf({ reader }: Ledger, plan: number): Generator<DecisionLine> {
  const decisions = reader
    .prepare<[number], DecisionRow>(`select ${columns} from decisions where plan = ? order by employer_id`)
    .iterate(plan);
  const cursorOf = (table: string) =>
    new Cursor<QuarterTuple>(
      reader
        .prepare<[number], QuarterTuple>(
          `select employer_id, relationship_id, quarter, state from ${table} where plan = ? order by employer_id`,
        )
        .raw(true)
        .iterate(plan),
    );
  const [unpaid, inReview] = [cursorOf("unpaid_quarters"), cursorOf("quarters_in_review")];
  try {
    for (const decided of decisions) {
      const quartersIn = (cursor: Cursor<QuarterTuple>) => cursor.takeAll(decided.employerId).map(quarterFrom);
      yield decisionLine(decided, { unpaid: quartersIn(unpaid), inReview: quartersIn(inReview) });
    }
  } finally {
    for (const cursor of [unpaid, inReview]) cursor.close();
  }
}

type QuarterTuple = [
  employerId: string,
  relationshipId: string,
  quarter: UnpaidQuarter["quarter"],
  state: UnpaidQuarter["state"],
];

function quarterFrom([, relationshipId, quarter, state]: QuarterTuple): UnpaidQuarter {
  return { relationshipId, quarter, state };
}

/** One employer's decision, or null when there is none. */
export function decisionOf(ledger: Ledger, plan: number, employerId: string): DecisionLine | null {
  return decisionLookup(ledger, plan)(employerId);
}

/** The same for many: the questions are prepared once, which SQLite keeps memory for. */
export function decisionLookup(ledger: Ledger, plan: number): (employerId: string) => DecisionLine | null {
  const select = ledger.reader.prepare<[number, string], DecisionRow>(
    `select ${columns} from decisions where plan = ? and employer_id = ?`,
  );
  const missingOf = missingLookup(ledger, plan);
  return (employerId) => {
    const decided = select.get(plan, employerId);
    return decided === undefined ? null : decisionLine(decided, missingOf(employerId));
  };
}

/** What a plan found missing of an employer, whatever was decided; both lists are empty of who is not in it. */
export function missingLookup({ reader }: Ledger, plan: number): (employerId: string) => MissingQuarters {
  const quartersIn = (table: string) =>
    reader.prepare<[number, string], UnpaidQuarter>(
      `select relationship_id as "relationshipId", quarter, state from ${table} where plan = ? and employer_id = ?`,
    );
  const [unpaid, inReview] = [quartersIn("unpaid_quarters"), quartersIn("quarters_in_review")];
  return (employerId) => ({ unpaid: unpaid.all(plan, employerId), inReview: inReview.all(plan, employerId) });
}

/** Keys of the selected employers by employer_id, only the first `limit` when it is given. */
export function selectedKeys({ reader }: Ledger, plan: number, limit: number | null): IterableIterator<number> {
  return reader
    .prepare("select employer_key from decisions where plan = ? and decision = 'selected' order by employer_id limit ?")
    .pluck()
    .iterate(plan, limit ?? -1) as IterableIterator<number>;
}

/** Ids of selected employers after one of them, so many at most, by employer_id. */
export function selectedAfter({ reader }: Ledger, plan: number, after: string, most: number): string[] {
  return reader
    .prepare(
      "select employer_id from decisions where plan = ? and decision = 'selected' and employer_id > ? order by employer_id limit ?",
    )
    .pluck()
    .all(plan, after, most) as string[];
}

/** How many employers a plan holds out although a notification tells them of their guide. */
export function countToldHeldOut({ reader }: Ledger, { plan, campaign }: { plan: number; campaign: string }): number {
  return reader
    .prepare(
      `select count(*) from decisions d where plan = ? and decision = 'excluded' and reason = 'holdout' and exists (
         select * from notifications n
         where n.campaign = ? and n.employer_id = d.employer_id and n.state = 'written')`,
    )
    .pluck()
    .get(plan, campaign) as number;
}

/** How many employers got each decision for each reason. */
export function countDecisions({ reader }: Ledger, plan: number): DecisionCount[] {
  return reader
    .prepare<[number], DecisionCount>(
      `select decision, reason, count(*) as count from decisions where plan = ?
       group by decision, reason order by decision desc, reason`,
    )
    .all(plan);
}
