import { type BulkInsert, bulkInsert } from "./bulk-insert.ts";
import { type FileLoader, inEmployerOrder, inPages, inPlace, rowsInPage, unknownEmployer } from "./file-loader.ts";
import type { Connection } from "./sqlite.ts";

/** Rows of one table that belong to an employer: its name, its columns, and how a row is put into them, in their order. */
type OwnedTable<Row> = {
  name: "delegations" | "profiles";
  columns: readonly string[];
  stage(staged: BulkInsert, line: number, row: Row): void;
};

/** Every row of a known employer is kept, repeats too. Employers must be loaded before. */
export function ownedRowLoader<Row extends { employerId: string }>(
  writer: Connection,
  snapshot: number,
  { name, columns, stage }: OwnedTable<Row>,
): FileLoader<Row> {
  const staged = bulkInsert(writer, `temp.staged_${name}`, ["line", "employer_id", ...columns]);
  let rows = 0;
  return {
    take({ line, row }) {
      stage(staged, line, row);
      rows += 1;
      return null;
    },
    flushStaged(refuse) {
      staged.flush();
      const { changes } = writer
        .prepare(
          `insert into ${name} (employer_key, line, ${columns.join(", ")})
           select e.employer_key, s.line, ${columns.map((column) => `s.${column}`).join(", ")}
           from ${inEmployerOrder(`temp.staged_${name}`, columns)} s
           cross join employers e on e.snapshot = ? and e.employer_id = s.employer_id`,
        )
        .run(snapshot);
      if (changes === rows) return;
      for (const { line, employerId } of ownerless(writer, snapshot, name))
        refuse({ line, ...unknownEmployer, names: [inPlace(employerId, null)] });
    },
  };
}

type Ownerless = { line: number; employerId: string };

function ownerless(writer: Connection, snapshot: number, name: string): Generator<Ownerless> {
  const page = writer.prepare<[number, number], Ownerless>(
    `select line, employer_id as "employerId" from temp.staged_${name} s where line > ? and not exists
       (select 1 from employers e where e.snapshot = ? and e.employer_id = s.employer_id)
     order by line limit ${rowsInPage}`,
  );
  return inPages((line) => page.all(line, snapshot));
}
