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

/** Forgets a campaign's decisions to make room for new ones; inside a transaction of the caller. */
export function replaceDecisions({ writer }: Ledger, campaign: string): DecisionWriter {
  writer.prepare("delete from decisions where campaign = ?").run(campaign);
  const insert = writer.prepare(
    "insert into decisions (campaign, employer_id, employer_key, decision, reason, unpaid) values (?, ?, ?, ?, ?, ?)",
  );
  return {
    add: (employerKey, { employerId, decision, reason, unpaid }) =>
      void insert.run(campaign, employerId, employerKey, decision, reason, unpaid),
  };
}

/** Writes down by which rules the decisions of a campaign were made, in the same transaction as the decisions. */
export function markDecided(
  { writer }: Ledger,
  campaign: string,
  by: { asOf: string; audience: string; settings: string; rules: string },
): void {
  writer
    .prepare(
      `update campaigns set as_of = :asOf, audience = :audience, settings = :settings, decided_by = :rules where campaign = :campaign`,
    )
    .run({ ...by, campaign });
}

/** The decisions of a campaign by employer_id. */
export function decisionsOf({ reader }: Ledger, campaign: string): IterableIterator<DecisionLine> {
  return reader
    .prepare<[string], DecisionLine>(
      'select employer_id as "employerId", decision, reason, unpaid from decisions where campaign = ? order by employer_id',
    )
    .iterate(campaign);
}

/** One employer's decision, or null when there is none. */
export function decisionOf(ledger: Ledger, campaign: string, employerId: string): DecisionLine | null {
  return decisionLookup(ledger, campaign)(employerId);
}

/** The same for many: the question is prepared once, which SQLite keeps memory for. */
export function decisionLookup({ reader }: Ledger, campaign: string): (employerId: string) => DecisionLine | null {
  const select = reader.prepare<[string, string], DecisionLine>(
    'select employer_id as "employerId", decision, reason, unpaid from decisions where campaign = ? and employer_id = ?',
  );
  return (employerId) => select.get(campaign, employerId) ?? null;
}

/** Keys of the selected employers by employer_id, only the first `limit` when it is given. */
export function selectedKeys({ reader }: Ledger, campaign: string, limit: number | null): IterableIterator<number> {
  return reader
    .prepare(
      "select employer_key from decisions where campaign = ? and decision = 'selected' order by employer_id limit ?",
    )
    .pluck()
    .iterate(campaign, limit ?? -1) as IterableIterator<number>;
}

/** How many employers got each decision for each reason. */
export function countDecisions({ reader }: Ledger, campaign: string): DecisionCount[] {
  return reader
    .prepare<[string], DecisionCount>(
      `select decision, reason, count(*) as count from decisions where campaign = ?
       group by decision, reason order by decision desc, reason`,
    )
    .all(campaign);
}
