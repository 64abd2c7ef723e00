import type { Contribution } from "../../domain/position.ts";
import type { Quarter } from "../../domain/quarter.ts";
import { contributionsIn, listText } from "./contribution-list.ts";
import { inPlace, type RefusedRow } from "./file-loader.ts";
import type { Connection } from "./sqlite.ts";

/**
 * The rows of a relationship and quarter that state an amount due must agree: the first in the file stands, a row that
 * differs is rejected.
 */
type FirstAmounts = Map<Quarter, { line: number; dueCents: number }>;

function addAmounts(firsts: FirstAmounts, contributions: readonly Contribution[]): void {
  for (const { quarter, line, dueCents } of contributions) {
    const first = firsts.get(quarter);
    if (dueCents !== null && (first === undefined || line < first.line)) firsts.set(quarter, { line, dueCents });
  }
}

function isDisputed({ quarter, dueCents }: Contribution, firsts: FirstAmounts): boolean {
  return dueCents !== null && dueCents !== firsts.get(quarter)?.dueCents;
}

/** True when contributions of one relationship state different amounts for the same quarter. */
export function haveDisputedAmounts(contributions: readonly Contribution[]): boolean {
  const firsts: FirstAmounts = new Map();
  addAmounts(firsts, contributions);
  return contributions.some((contribution) => isDisputed(contribution, firsts));
}

/**
 * Takes out the rows of a snapshot whose amount due is disputed. Looked at are lists in which amounts differ, and
 * relationships that have more than one list. Expects the contributions of the snapshot to be the latest in the ledger,
 * and still staged. Memory: one list, and the keys of what is looked at.
 */
export function refuseDisputedAmounts(writer: Connection, snapshot: number, refuse: (row: RefusedRow) => void): void {
  const suspects = writer
    .prepare(
      `select relationship_key from temp.staged_contributions where is_disputed = 1
       union
       select relationship_key from contributions
       where relationship_key >= (select min(relationship_key) from relationships where snapshot = ?)
       group by relationship_key having count(*) > 1`,
    )
    .pluck()
    .all(snapshot) as number[];
  const idOf = writer.prepare("select relationship_id from relationships where relationship_key = ?").pluck();
  const lists = contributionLists(writer);
  for (const key of suspects) {
    const firsts: FirstAmounts = new Map();
    for (const { contributions } of lists.of(key)) addAmounts(firsts, contributions);
    // Only noted while they are read: SQLite writes nothing on a connection that is reading.
    const disputed: number[] = [];
    for (const { line, contributions } of lists.of(key))
      if (contributions.some((contribution) => isDisputed(contribution, firsts))) disputed.push(line);
    const names = [inPlace("", idOf.get(key) as string)];
    for (const list of disputed) {
      const contributions = lists.at(key, list);
      const { refused = [], kept = [] } = Object.groupBy(contributions, (contribution) =>
        isDisputed(contribution, firsts) ? "refused" : "kept",
      );
      lists.replace({ key, line: list }, kept);
      for (const { line } of refused)
        refuse({ line, code: "conflicting-amount-due", column: "amount_due", isHarmless: false, names });
    }
  }
}

/** The lists of contributions, by the key of their relationship and the line they are kept under. */
function contributionLists(writer: Connection) {
  const all = writer.prepare<[number], { line: number; content: string }>(
    "select line, content from contributions where relationship_key = ?",
  );
  const one = writer.prepare("select content from contributions where relationship_key = ? and line = ?").pluck();
  const update = writer.prepare("update contributions set content = ? where relationship_key = ? and line = ?");
  const remove = writer.prepare("delete from contributions where relationship_key = ? and line = ?");
  return {
    *of(key: number) {
      for (const { line, content } of all.iterate(key)) yield { line, contributions: contributionsIn([content]) };
    },
    at: (key: number, line: number) => contributionsIn([one.get(key, line) as string]),
    replace({ key, line }: { key: number; line: number }, contributions: readonly Contribution[]) {
      if (contributions.length === 0) remove.run(key, line);
      else update.run(listText(contributions), key, line);
    },
  };
}
