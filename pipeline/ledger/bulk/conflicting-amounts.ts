import type { Connection } from "./sqlite.ts";

/**
 * The rows of a relationship and quarter that state an amount due must agree: the first in the file stands, a row that
 * differs is rejected and its employer withheld. Expects the contributions of the snapshot to be the latest in the
 * ledger.
 */
export function rejectConflictingAmounts(writer: Connection, snapshot: number): void {
  const firstKey = writer.prepare("select min(relationship_key) from relationships where snapshot = ?").pluck();
  writer.exec("create temp table conflicting (relationship_key integer, quarter text, line integer)");
  writer
    .prepare(
      `with disputed as (
         select relationship_key, quarter, min(case when due_cents is not null then line end) as first_line
         from contributions where relationship_key >= ?
         group by relationship_key, quarter having min(due_cents) < max(due_cents)
       )
       insert into temp.conflicting
       select c.relationship_key, c.quarter, c.line
       from disputed d
       join contributions c on c.relationship_key = d.relationship_key and c.quarter = d.quarter
       join contributions f
         on f.relationship_key = d.relationship_key and f.quarter = d.quarter and f.line = d.first_line
       where c.due_cents <> f.due_cents`,
    )
    .run(firstKey.get(snapshot) ?? 0);
  const statements = [
    // What is wrong with a field of a row that is not used is not worth telling.
    `delete from rejections where snapshot = ? and file = 'contributions' and severity = 'field'
       and line in (select line from temp.conflicting)`,
    `insert into rejections (snapshot, file, line, severity, code, column_name)
     select ?, 'contributions', line, 'row', 'conflicting-amount-due', 'amount_due' from temp.conflicting`,
    `insert or ignore into rejected_names (snapshot, file, line, employer_id, relationship_id)
     select ?, 'contributions', c.line, '', r.relationship_id
     from temp.conflicting c join relationships r on r.relationship_key = c.relationship_key`,
  ];
  for (const statement of statements) writer.prepare(statement).run(snapshot);
  writer.exec(`
    delete from contributions where (relationship_key, quarter, line) in (select relationship_key, quarter, line from temp.conflicting);
    drop table temp.conflicting`);
}
