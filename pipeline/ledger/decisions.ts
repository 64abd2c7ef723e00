import type { Decision } from "../domain/decision.ts";
import type { Ledger } from "./open-ledger.ts";

/** A line of decisions.csv. */
export type DecisionLine = {
  employerId: string;
  decision: Decision["decision"];
  reason: Decision["reason"];
  /** `relationship_id:quarter:state`, sorted and joined by `|`; empty unless selected. */
  unpaid: string;
};

export type DecisionCount = Pick<DecisionLine, "decision" | "reason"> & { count: number };

export type DecisionWriter = { add(employerKey: number, line: DecisionLine): void };

/** Forgets a plan's decisions to make room for new ones; inside a transaction of the caller. */
export function replaceDecisions({ writer }: Ledger, plan: number): DecisionWriter {
  writer.prepare("delete from decisions where plan = ?").run(plan);
  const insert = writer.prepare(
    "insert into decisions (plan, employer_id, employer_key, decision, reason, unpaid) values (?, ?, ?, ?, ?, ?)",
  );
  return {
    add: (employerKey, { employerId, decision, reason, unpaid }) =>
      void insert.run(plan, employerId, employerKey, decision, reason, unpaid),
  };
}

/** The decisions of a plan by employer_id. */
export function decisionsOf({ reader }: Ledger, plan: number): IterableIterator<DecisionLine> {
  return reader
    .prepare<[number], DecisionLine>(
      'select employer_id as "employerId", decision, reason, unpaid from decisions where plan = ? order by employer_id',
    )
    .iterate(plan);
}

/** One employer's decision, or null when there is none. */
export function decisionOf(ledger: Ledger, plan: number, employerId: string): DecisionLine | null {
  return decisionLookup(ledger, plan)(employerId);
}

/** The same for many: the question is prepared once, which SQLite keeps memory for. */
export function decisionLookup({ reader }: Ledger, plan: number): (employerId: string) => DecisionLine | null {
  const select = reader.prepare<[number, string], DecisionLine>(
    'select employer_id as "employerId", decision, reason, unpaid from decisions where plan = ? and employer_id = ?',
  );
  return (employerId) => select.get(plan, employerId) ?? null;
}

/** Keys of the selected employers by employer_id, only the first `limit` when it is given. */
export function selectedKeys({ reader }: Ledger, plan: number, limit: number | null): IterableIterator<number> {
  return reader
    .prepare("select employer_key from decisions where plan = ? and decision = 'selected' order by employer_id limit ?")
    .pluck()
    .iterate(plan, limit ?? -1) as IterableIterator<number>;
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
