import { type Decision, type UnpaidQuarter, unpaidCell } from "../../domain/decision.ts";
import type { Ledger } from "../open-ledger.ts";
import { bulkInsert } from "./bulk-insert.ts";

/** A line of decisions.csv. */
export type DecisionLine = {
  employerId: string;
  decision: Decision["decision"];
  reason: Decision["reason"];
  /** `relationship_id:quarter:state`, sorted and joined by `|`; empty unless selected. */
  unpaid: string;
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
  const quarters = bulkInsert(writer, "unpaid_quarters", [
    ...["plan", "employer_id", "relationship_id", "quarter", "state"],
  ]);
  return {
    add(employerKey, employerId, decision) {
      decisions.add(plan, employerId, employerKey, decision.decision, decision.reason);
      if (!("unpaid" in decision)) return;
      for (const { relationshipId, quarter, state } of decision.unpaid)
        quarters.add(plan, employerId, relationshipId, quarter, state);
    },
    flush() {
      decisions.flush();
      quarters.flush();
    },
  };
}

type DecisionRow = Omit<DecisionLine, "unpaid">;
const columns = 'employer_id as "employerId", decision, reason';

/** The decisions of a plan by employer_id, read side by side with what is unpaid. */
export function* decisionsOf({ reader }: Ledger, plan: number): Generator<DecisionLine> {
  const decisions = reader
    .prepare<[number], DecisionRow>(`select ${columns} from decisions where plan = ? order by employer_id`)
    .iterate(plan);
  const quarters = reader
    .prepare<[number], UnpaidQuarter & { employerId: string }>(
      `select employer_id as "employerId", relationship_id as "relationshipId", quarter, state from unpaid_quarters
       where plan = ? order by employer_id`,
    )
    .iterate(plan);
  try {
    let next = quarters.next();
    for (const line of decisions) {
      const unpaid: UnpaidQuarter[] = [];
      for (; !next.done && next.value.employerId === line.employerId; next = quarters.next()) unpaid.push(next.value);
      yield { ...line, unpaid: unpaidCell(line.decision, unpaid) };
    }
  } finally {
    quarters.return?.();
  }
}

/** One employer's decision, or null when there is none. */
export function decisionOf(ledger: Ledger, plan: number, employerId: string): DecisionLine | null {
  return decisionLookup(ledger, plan)(employerId);
}

/** The same for many: the questions are prepared once, which SQLite keeps memory for. */
export function decisionLookup({ reader }: Ledger, plan: number): (employerId: string) => DecisionLine | null {
  const select = reader.prepare<[number, string], DecisionRow>(
    `select ${columns} from decisions where plan = ? and employer_id = ?`,
  );
  const selectUnpaid = reader.prepare<[number, string], UnpaidQuarter>(
    `select relationship_id as "relationshipId", quarter, state from unpaid_quarters where plan = ? and employer_id = ?`,
  );
  return (employerId) => {
    const line = select.get(plan, employerId);
    return line ? { ...line, unpaid: unpaidCell(line.decision, selectUnpaid.all(plan, employerId)) } : null;
  };
}

/** Keys of the selected employers by employer_id, only the first `limit` when it is given. */
export function selectedKeys({ reader }: Ledger, plan: number, limit: number | null): IterableIterator<number> {
  return reader
    .prepare("select employer_key from decisions where plan = ? and decision = 'selected' order by employer_id limit ?")
    .pluck()
    .iterate(plan, limit ?? -1) as IterableIterator<number>;
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
