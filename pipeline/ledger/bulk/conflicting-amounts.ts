import type { Contribution } from "../../domain/position.ts";
import type { Quarter } from "../../domain/quarter.ts";
import { contributionsIn, listText } from "./contribution-list.ts";
import type { RefusedRow } from "./file-loader.ts";
import type { Connection } from "./sqlite.ts";

/**
 * The rows of a relationship and quarter that state an amount due must agree: the first in the file stands, a row that
 * differs is rejected. Gives the lines of those that differ.
 */
export function disputedLines(contributions: readonly Contribution[]): Set<number> {
  const firsts = new Map<Quarter, Contribution>();
  for (const one of contributions) {
    const first = firsts.get(one.quarter);
    if (one.dueCents !== null && (first === undefined || one.line < first.line)) firsts.set(one.quarter, one);
  }
  const disputed = contributions.filter(
    ({ quarter, dueCents }) => dueCents !== null && dueCents !== firsts.get(quarter)?.dueCents,
  );
  return new Set(disputed.map(({ line }) => line));
}

/**
 * Takes out the rows of a snapshot whose amount due is disputed. Looked at are lists in which amounts differ, and
 * relationships that have more than one list. Expects the contributions of the snapshot to be the latest in the ledger,
 * and still staged.
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
  const lists = writer
    .prepare<[number], string>("select content from contributions where relationship_key = ?")
    .pluck();
  const idOf = writer.prepare("select relationship_id from relationships where relationship_key = ?").pluck();
  const removeLists = writer.prepare("delete from contributions where relationship_key = ?");
  const addList = writer.prepare("insert into contributions (relationship_key, line, content) values (?, ?, ?)");
  for (const key of suspects) {
    const contributions = contributionsIn(lists.all(key) as string[]);
    const disputed = disputedLines(contributions);
    if (disputed.size === 0) continue;
    const kept = contributions.filter(({ line }) => !disputed.has(line));
    removeLists.run(key);
    addList.run(key, kept[0]?.line ?? 0, listText(kept));
    const names = { employerId: "", relationshipId: idOf.get(key) as string, isInPlace: true };
    for (const line of disputed)
      refuse({ line, code: "conflicting-amount-due", column: "amount_due", isHarmless: false, names });
  }
}
